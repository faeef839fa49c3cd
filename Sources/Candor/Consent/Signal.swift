import Foundation

/// What somebody's browser asks of us on its own, beside anything that the person says.
public struct Signal: Hashable, Sendable {
  /// Global Privacy Control: whether it asks us not to sell or share.
  public let gpc: Bool

  public init(gpc: Bool) {
    self.gpc = gpc
  }
}

/// What a signal brought: nothing is sold, and nothing is shared with a partner.
public struct OptOut: Hashable, Sendable {
  /// When the signal came first.
  public internal(set) var since: Date
  /// What the person said yes to since then, when they had been shown that their browser says no.
  public internal(set) var despite: [Consent: Set<Attribute.Name>] = [:]

  /// Whether a yes counts although the signal stands.
  public func yields(to consent: Consent, _ attribute: Attribute.Name) -> Bool {
    despite[consent]?.contains(attribute) ?? false
  }

  /// Takes note of a word that was said while the signal stood.
  ///
  /// - Parameter isDespite: whether it is a yes in spite of the signal.
  mutating func heed(_ consent: Consent, _ attributes: [Attribute.Name], isDespite: Bool) {
    if isDespite {
      despite[consent, default: []].formUnion(attributes)
    } else {
      despite[consent]?.subtract(attributes)
      if despite[consent]?.isEmpty == true { despite[consent] = nil }
    }
  }
}

extension Record {
  /// What a signal adds to the record: nothing while it stands already, and none adds nothing.
  public func contents(of signal: Signal?) -> [Event.Content] {
    guard let signal, signal.gpc != (optOut != nil) else { return [] }
    return [.signalled(signal)]
  }
}

extension Signal: Recorded {
  var json: JSON { ["gpc": .bool(gpc)] }

  init(_ json: JSON) throws(Malformed) {
    guard case .bool(let gpc)? = json["gpc"] else { throw Malformed("no flag at gpc") }
    self.init(gpc: gpc)
  }
}

extension OptOut: Recorded {
  var json: JSON {
    .members([
      "despite": despite.isEmpty
        ? nil
        : .array(
          despite.map { consent, names in
            ["attributes": .names(names.sorted()), "consent": consent.json]
          }
        ),
      "since": .integer(since.milliseconds),
    ])
  }

  init(_ json: JSON) throws(Malformed) {
    self.init(since: try json.date("since"))
    guard json["despite"] != nil else { return }
    for entry in try json.array("despite") {
      guard let consent = entry["consent"] else { throw Malformed("a yes without a consent") }
      despite[try Consent(consent)] = Set(try entry.names("attributes"))
    }
  }
}
