import Candor
import Foundation

/// My record: everything that is held, what it did, and who else has any of it.
struct RecordPage: Page {
  static let template = "record"

  /// A glance at one side of the record.
  struct Card: Sendable {
    let title: String
    let tells: String
    let detail: String
    let link: String
  }

  let frame: Frame
  let flash: String?
  /// What was said once and has to be said anew; nil when there is nothing, or it was told already.
  let asked: AskedAgain?
  let cards: [Card]
  let begun: [BegunCard]
  let hasBegun: Bool
  let answers: [AnswerCard]
  let acts: [ActCard]
  let hasActs: Bool
  let actsMuted: Bool
  let holders: [Holder]
  /// Whether nothing is offered for a yes here.
  let neverSells: Bool
  let timeline: Timeline
  /// What is said before an address is asked for; nil when there is none to ask for.
  let keep: AskedQuestion.Facts?
  /// Whether nobody could find the record again.
  let isLoose: Bool
  let keepMistake: String?
}

extension RecordPage {
  init(
    _ frame: Frame,
    _ record: Record,
    _ events: [Event],
    _ house: House,
    _ words: Words,
    timeline: Timeline,
    asked: AskedAgain?,
    note: String?
  ) {
    let language = words.language
    let holders = Holder.all(record, events, house, words)
    let gifts = Self.gifts(events, since: house.now())
    let answers = record.heldAnswers(house.rules).map { answer in
      let input = Input.attribute(answer.declaration.attribute)
      let helped = gifts.reduce(0) { $0 + ($1.because[input] ?? 0) }
      return AnswerCard(answer, record, house, words, helped: helped)
    }
    let begun = BegunCard.all(record, words, at: house.now())
    let acts = record.acts.sorted { left, right in
      (left.value.values.max() ?? .distantPast) > (right.value.values.max() ?? .distantPast)
    }
    self.init(
      frame: frame,
      flash: note.flatMap { Self.flash($0, language) },
      asked: asked,
      cards: [
        Self.told(answers.count, acts.count, language),
        Self.given(gifts, language),
        Self.shared(holders, language),
      ],
      begun: begun,
      hasBegun: !begun.isEmpty,
      answers: answers,
      acts: acts.map { ActCard($0.key, $0.value, record, words) },
      hasActs: !acts.isEmpty,
      actsMuted: record.muted.contains(.attribute(.acts)),
      holders: holders,
      neverSells: house.rules.sale == .never,
      timeline: timeline,
      keep: record.answers[.email] == nil ? house.keepFacts(at: house.now()) : nil,
      isLoose: record.answers[.email] == nil,
      keepMistake: note == "not-an-address"
        ? language("Write an e-mail address, such as name@example.org.") : nil
    )
  }

  /// What was just done, told by the note in the address.
  private static func flash(_ note: String, _ language: Language) -> String? {
    switch note {
    case "sent":
      language("If that address can be used, a link is on its way. Open it to keep your record.")
    case "begun": language("It is kept. Go on whenever you like.")
    case "put-aside": language("It is put aside.")
    case "changed": language("Your answer is changed.")
    case "removed":
      language(
        """
        It is removed and not used any more. Your history below still shows that you once said \
        it; to have that gone too, erase everything.
        """
      )
    case "muted": language("It is muted: it no longer moves your lists.")
    case "unmuted": language("It counts again.")
    case "stopped": language("It is stopped.")
    case "named": language("It is kept, for copies from now on.")
    case "signed-in": language("You are signed in.")
    case "has-address":
      language(
        """
        This record has an address already. To use another one, remove the address below, then \
        give the new one.
        """
      )
    default: nil
    }
  }

  private static func gifts(_ events: [Event], since now: Date) -> [Gift] {
    events.compactMap { event in
      guard case .given(let gift) = event.content, event.time > Term(30, .day).start(to: now)
      else { return nil }
      return gift
    }
  }

  private static func told(_ answers: Int, _ acts: Int, _ language: Language) -> Card {
    let things = language.counted(acts, "{n} thing", "{n} things")
    return Card(
      title: language("What you told us"),
      tells: language.counted(answers, "{n} answer", "{n} answers").asOpening,
      detail: language(
        "And {things} you read, liked, followed or dismissed here.",
        ["things": things]
      ),
      link: "#answers"
    )
  }

  private static func given(_ gifts: [Gift], _ language: Language) -> Card {
    let picks = gifts.reduce(0) { $0 + $1.items.count }
    return Card(
      title: language("What it gave you"),
      tells: gifts.isEmpty
        ? language("No list yet")
        : language.counted(gifts.count, "{n} list", "{n} lists").asOpening,
      detail: gifts.isEmpty
        ? language("Lists that your answers moved are counted here.")
        : language(
          "In the last 30 days, with {picks} in all.",
          ["picks": language.counted(picks, "{n} pick", "{n} picks")]
        ),
      link: "/me/lists"
    )
  }

  private static func shared(_ holders: [Holder], _ language: Language) -> Card {
    let names = titles(holders.filter(\.isGranted))
    let helpers = titles(holders.filter { $0.needed != nil && !$0.fields.isEmpty })
    let works =
      helpers.isEmpty
      ? language("Nobody gets anything without your yes.")
      : language(
        "Working for us, on our word alone: {names}.",
        ["names": language.list(helpers)]
      )
    return Card(
      title: language("Who else has any of it"),
      tells: names.isEmpty ? language("Nobody") : language.list(names),
      detail: works,
      link: "#holders"
    )
  }

  /// Each once: somebody may be there for several reasons.
  private static func titles(_ holders: [Holder]) -> [String] {
    holders.reduce(into: []) { titles, holder in
      if !titles.contains(holder.title) { titles.append(holder.title) }
    }
  }
}

extension House {
  /// What stands beside the field for an address; nil when the rules keep none.
  fileprivate func keepFacts(at now: Date) -> AskedQuestion.Facts? {
    guard let attribute = rules.attribute(.email) else { return nil }
    let ordered = rules.purposes.filter { $0.basis == .contract && $0.uses.contains(.email) }
    let names = Set(ordered.map(\.name))
    let helpers = rules.recipients.filter { !names.isDisjoint(with: $0.purposes) }.map(\.title)
    let seers = language.list([rules.company.name] + helpers)
    return AskedQuestion.Facts(
      purposes: ordered.map(\.sentence),
      seenBy: language("Only {names}.", ["names": seers]),
      benefits: [language("A link brings you back to this record.")],
      until: Moment(attribute.expires.end(from: now), language)
    )
  }
}
