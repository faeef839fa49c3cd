import Candor
import Foundation

/// Yes or no, to one request.
struct NoticePage: Page {
  static let template = "notice"

  let frame: Frame
  let path: String
  let experience: String
  let index: Int
  let hidden: [Filled.Hidden]
  let progress: ExperiencePage.Progress
  /// Whether an earlier text was answered that is shown no more.
  let isChanged: Bool
  /// Whether the browser says no to what is asked.
  let isDespite: Bool
  let request: AskedNotice
}

/// A request for a yes, told plainly beside its exact text.
struct AskedNotice: Sendable {
  let hash: String
  let asks: String
  let sentence: String
  let fields: [String]
  let seenBy: String
  let lasts: String
  let benefits: [String]
  let text: String
}

extension NoticePage {
  init(
    _ filled: Filled,
    _ frame: Frame,
    _ notice: Notice,
    of notices: [Notice],
    _ house: House,
    isDespite: Bool
  ) {
    let language = house.language
    let known = Set(notices.flatMap(\.hashes))
    let done = notices.count { filled.answer(to: $0) != nil }
    self.init(
      frame: frame,
      path: "/e/\(filled.experience.name)",
      experience: filled.experience.title,
      index: filled.page,
      hidden: filled.hidden,
      progress: .init(
        words: notices.count == 1
          ? language("Last step: yes or no")
          : language(
            "Yes or no {number} of {all}",
            ["number": String(done + 1), "all": String(notices.count)]
          ),
        done: done + 1,
        all: notices.count
      ),
      isChanged: filled.said.keys.contains { !known.contains($0) },
      isDespite: isDespite,
      request: AskedNotice(notice, house.rules, language)
    )
  }
}

extension AskedNotice {
  init(_ notice: Notice, _ rules: Rules, _ language: Language) {
    let purpose = rules.purpose(notice.purpose)
    let recipient = notice.recipient.flatMap { rules.recipient($0) }
    let names = ["company": rules.company.name, "name": recipient?.title ?? ""]
    let gives = rules.experiences.flatMap(\.questions)
      .filter { $0.uses.contains(notice.purpose) && notice.attributes.contains($0.attribute) }
      .flatMap(\.gives)
    // A question can give more than this yes does: what another purpose earns is not claimed here.
    let earned = rules.benefits.filter { benefit in
      guard gives.contains(benefit.name) else { return false }
      if let needed = benefit.purpose { return needed == notice.purpose }
      return !Self.isEarned(benefit, without: notice.purpose, rules)
    }
    self.init(
      hash: notice.hash.rawValue,
      asks: recipient == nil ? rules.company.name : language("{company}, for {name}", names),
      sentence: purpose?.sentence ?? notice.purpose.rawValue,
      fields: notice.attributes.map { rules.attribute($0)?.title ?? $0.rawValue },
      seenBy: recipient == nil
        ? language("Only {company}", names) : language("{company}, and {name}", names),
      lasts: purpose?.expires.map { term in
        language(
          "Your yes lasts {term}, then we ask again.",
          ["term": language.term(term)]
        )
      } ?? language("Your yes lasts until you stop it."),
      benefits: earned.map(\.sentence),
      text: notice.text
    )
  }

  /// Whether some question gives the benefit for other purposes alone.
  private static func isEarned(
    _ benefit: Benefit,
    without purpose: Purpose.Name,
    _ rules: Rules
  ) -> Bool {
    rules.experiences.flatMap(\.questions).contains { question in
      question.gives.contains(benefit.name) && !question.uses.contains(purpose)
    }
  }
}
