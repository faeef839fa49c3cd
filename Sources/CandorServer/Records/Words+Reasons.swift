import Candor
import Recommender

extension Words {
  /// Why an item was picked.
  func because(_ why: Why) -> String {
    language("Because you {reason}", ["reason": clause(why)])
  }

  /// 'Mainly because you said you are curious about Poetry, and read or liked ‘Sonnet for a Lichen’':
  /// the strongest reason, and the second when it carries much as well; nil when there is none.
  func mainly(_ whys: [Why]) -> String? {
    guard let first = whys.first else { return nil }
    let second = whys.dropFirst().first { $0.share >= 0.15 && $0.input != first.input }
    let reasons = ["reason": clause(first), "other": second.map(clause) ?? ""]
    return switch (first.share > 0.995, second == nil) {
    case (true, true): language("Because you {reason}", reasons)
    case (true, false): language("Because you {reason}, and {other}", reasons)
    case (false, true): language("Mainly because you {reason}", reasons)
    case (false, false): language("Mainly because you {reason}, and {other}", reasons)
    }
  }

  /// What the person did or said, as it follows on 'you'.
  func clause(_ why: Why) -> String {
    switch why.input {
    case .attribute(let name):
      guard let told = why.term?.name else {
        return language("told us {what}", ["what": words(for: why.input)])
      }
      let term = term(told, of: name)
      if rules.attribute(name)?.type == .rating {
        return language("rated {what} as you did", ["what": genre(told)])
      }
      if why.term?.match == .creator { return language("named {what}", ["what": term]) }
      // A title such as 'What you are curious about' says how the answer goes on.
      let title = title(of: name)
      guard language.isEnglish, title.hasPrefix("What you ") else {
        return language("said {what}", ["what": term])
      }
      return "said \(title.dropFirst("What ".count)) \(term)"
    case .act(.creator(let creator)): return language("follow {what}", ["what": creator])
    case .act(.item(let item)):
      let what = ["what": title(of: item)]
      return why.term == nil
        ? language("read or liked {what}, whose readers often read this", what)
        : language("read or liked {what}", what)
    }
  }

  /// A genre of the catalogue, as some question names it to choose.
  func genre(_ name: String) -> String {
    let asked = rules.attributes.filter { $0.matches == .genre }
    return asked.lazy.map { self.term(name, of: $0.name) }.first { $0 != name } ?? name
  }

  /// Why something is not used, told to the person whom it is about.
  func tells(_ cause: RefusalReason.Cause) -> String {
    switch cause {
    case .neverAsked: language("You have not said yes, so your answers are not used for it.")
    case .refused: language("You said no, so your answers are not used for it.")
    case .withdrawn: language("You took back your yes, so your answers are not used for it.")
    case .expired: language("Your yes or your answer has run out, so it is not used any more.")
    case .notCovered:
      language("We changed the text that you said yes to. Nothing is used until you read it.")
    case .muted: language("You muted it, so it is not used.")
    case .optedOut: language("Your browser asks us not to share it, so it is not shared.")
    case .agreementEnded: language("What we agreed on with them has ended.")
    case .recipientSuspended: language("We have stopped giving them anything.")
    case .recipientUnknown, .attributeUnknown, .notConfigured: language("It is not used.")
    }
  }

  /// The word for a kind of event, and a sign to find it by.
  func sign(of content: Event.Content) -> (kind: String, word: String, sign: String) {
    switch content {
    case .begun: ("begun", language("Begun"), "…")
    case .declared: ("declared", language("You told us"), "+")
    case .corrected: ("corrected", language("You changed"), "~")
    case .retracted: ("retracted", language("You took back"), "−")
    case .muted: ("muted", language("Muted"), "○")
    case .unmuted: ("unmuted", language("Unmuted"), "●")
    case .granted: ("granted", language("Yes"), "✓")
    case .refused: ("refused", language("No"), "×")
    case .withdrawn: ("withdrawn", language("Stopped"), "■")
    case .signalled: ("signalled", language("Your browser"), "⊘")
    case .claimed: ("claimed", language("Brought along"), "⇥")
    case .acted: ("acted", language("You did"), "›")
    case .given: ("given", language("Given to you"), "↓")
    case .disclosed: ("disclosed", language("Passed on"), "→")
    case .told: ("told", language("They were told"), "!")
    case .confirmed: ("confirmed", language("They confirmed"), "≡")
    case .approved: ("approved", language("Ways to be written"), "¶")
    case .traced: ("traced", language("Traced"), "⌖")
    case .offered: ("offered", language("Offered to you"), "◁")
    case .accepted: ("accepted", language("Accepted"), "≈")
    case .paid: ("paid", language("Paid"), "¤")
    case .invented: ("invented", language("Invented"), "◇")
    case .exported: ("exported", language("Taken along"), "↑")
    case .erased: ("erased", language("Erased"), "∅")
    case .unknown: ("unknown", language("Unknown"), "?")
    }
  }
}
