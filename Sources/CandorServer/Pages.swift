import Hummingbird

/// The pages that people see, feature by feature.
struct Pages {
  let house: House
  let templates: Templates

  func add(to routes: some RouterMethods<CandorContext>) {
    LanguagePages(house: house).add(to: routes)
    HomePages(house: house, templates: templates).add(to: routes)
    ExperiencePages(house: house, templates: templates).add(to: routes)
    OutcomePages(house: house, templates: templates).add(to: routes)
    PollPages(house: house, templates: templates).add(to: routes)
    ListPages(house: house, templates: templates).add(to: routes)
    RecordPages(house: house, templates: templates).add(to: routes)
    AnswerPages(house: house, templates: templates).add(to: routes)
    ActPages(house: house).add(to: routes)
    ConsentPages(house: house, templates: templates).add(to: routes)
    OfferPages(house: house, templates: templates).add(to: routes)
    ReceiptPages(house: house).add(to: routes)
    ConsentReceiptPages(house: house).add(to: routes)
    NameFormsPages(house: house, templates: templates).add(to: routes)
    MailPages(house: house, templates: templates).add(to: routes)
    TracePages(house: house, templates: templates).add(to: routes)
    ErasurePages(house: house, templates: templates).add(to: routes)
    PolicyPages(house: house, templates: templates).add(to: routes)
    SignInPages(house: house, templates: templates).add(to: routes)
    MailboxPages(house: house, templates: templates).add(to: routes)
  }
}
