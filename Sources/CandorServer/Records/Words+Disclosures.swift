import Candor

/// What others got, and what they were told and did since.
extension Words {
  func says(_ disclosed: Disclosed) -> String {
    language(
      "{recipient} got from us: {names}. {sentence}",
      [
        "recipient": title(of: disclosed.consent.recipient), "names": list(disclosed.attributes),
        "sentence": purpose(of: disclosed.consent),
      ]
    )
  }

  func says(told change: Change) -> String {
    let values = values(of: change)
    return switch change.kind {
    case .corrected:
      language("We told {recipient} that something else holds now: {names}.", values)
    case .withdrawn:
      language("We told {recipient} to stop, and to delete: {names}.", values)
    case .erased: language("We told {recipient} to delete: {names}.", values)
    }
  }

  func says(confirmed change: Change) -> String {
    let values = values(of: change)
    return switch change.kind {
    case .corrected: language("{recipient} confirmed that they changed: {names}.", values)
    case .withdrawn, .erased:
      language("{recipient} confirmed that they deleted: {names}.", values)
    }
  }

  /// Where data came from, never who did it: a thief of their file leaves the same marks.
  func says(_ traced: Traced) -> String {
    let values = [
      "recipient": title(of: traced.consent.recipient), "sentence": purpose(of: traced.consent),
    ]
    return switch traced.certainty {
    case .exact:
      language(
        "Something was found that derives from the copy {recipient} got: it has an address of yours that nobody else had. {sentence}",
        values
      )
    case .named:
      language(
        "A list was found that derives from the copy {recipient} got: it has its marks. {sentence}",
        values
      )
    }
  }

  private func values(of change: Change) -> [String: String] {
    ["recipient": title(of: change.consent.recipient), "names": list(change.attributes)]
  }

  private func list(_ attributes: [Attribute.Name]) -> String {
    attributes.map { title(of: $0) }.joined(separator: language("; "))
  }

  private func purpose(of consent: Consent) -> String {
    rules.purpose(consent.purpose)?.sentence ?? consent.purpose.rawValue
  }
}
