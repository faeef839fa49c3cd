import Candor

extension Words {
  /// Why something is not used, told to the person whom it is about.
  func tells(_ cause: RefusalReason.Cause) -> String {
    switch cause {
    case .neverAsked: "You have not said yes, so your answers are not used for it."
    case .refused: "You said no, so your answers are not used for it."
    case .withdrawn: "You took back your yes, so your answers are not used for it."
    case .expired: "Your yes or your answer has run out, so it is not used any more."
    case .notCovered: "We changed the text that you said yes to. Nothing is used until you read it."
    case .muted: "You muted it, so it is not used."
    case .optedOut: "Your browser asks us not to share it, so it is not shared."
    case .recipientSuspended: "We have stopped giving them anything."
    case .recipientUnknown, .attributeUnknown, .notConfigured: "It is not used."
    }
  }

  /// The word for a kind of event, and a sign to find it by.
  func sign(of content: Event.Content) -> (kind: String, word: String, sign: String) {
    switch content {
    case .declared: ("declared", "You told us", "+")
    case .corrected: ("corrected", "You changed", "~")
    case .retracted: ("retracted", "You took back", "−")
    case .muted: ("muted", "Muted", "○")
    case .unmuted: ("unmuted", "Unmuted", "●")
    case .granted: ("granted", "Yes", "✓")
    case .refused: ("refused", "No", "×")
    case .withdrawn: ("withdrawn", "Stopped", "■")
    case .signalled: ("signalled", "Your browser", "⊘")
    case .claimed: ("claimed", "Brought along", "⇥")
    case .acted: ("acted", "You did", "›")
    case .given: ("given", "Given to you", "↓")
    case .invented: ("invented", "Invented", "◇")
    case .exported: ("exported", "Taken along", "↑")
    case .erased: ("erased", "Erased", "∅")
    case .unknown: ("unknown", "Unknown", "?")
    }
  }
}
