import Foundation

/// Something that a recipient has to be told about what they hold of somebody.
public struct Change: Hashable, Sendable {
  /// From the least to the most that they have to do.
  public enum Kind: String, Sendable, CaseIterable, Comparable {
    /// Another value holds now: fetch it, or drop the old one.
    case corrected
    /// The yes is over: use it no more, and delete it.
    case withdrawn
    /// The value, or the person, is gone: delete it.
    case erased

    public static func < (left: Self, right: Self) -> Bool { left.order < right.order }

    private var order: Int { Self.allCases.firstIndex(of: self) ?? 0 }
  }

  public typealias ID = Identifier<Change>

  public let id: ID
  public let kind: Kind
  /// Under which they hold it.
  public let consent: Consent
  public let attributes: [Attribute.Name]
  /// When it was said.
  public let since: Date

  public init(
    _ id: ID,
    _ kind: Kind,
    at consent: Consent,
    of attributes: some Sequence<Attribute.Name>,
    since date: Date
  ) {
    self.id = id
    self.kind = kind
    self.consent = consent
    self.attributes = Set(attributes).sorted()
    since = Date(milliseconds: date.milliseconds)
  }
}

/// A change of what is held under one consent, before it has a name.
public struct News: Hashable, Sendable {
  public let consent: Consent
  public let kind: Change.Kind
  /// In the order of their names.
  public let attributes: [Attribute.Name]
}

extension Record {
  /// What recipients have to be told when this record becomes another.
  public func news(becoming after: Record) -> [News] {
    news { consent, name, part in
      guard let due = after.held[consent]?.parts[name]?.due else { return nil }
      return part.due.map { $0.kind == due.kind && $0.since == due.since } ?? false
        ? nil : due.kind
    }
  }

  /// What recipients have to be told when this record is erased.
  public var newsOfErasure: [News] {
    news { _, _, part in part.due?.kind == .erased ? nil : .erased }
  }

  private func news(
    _ kind: (Consent, Attribute.Name, Holding.Part) -> Change.Kind?
  ) -> [News] {
    let all = held.flatMap { consent, holding in
      let kinds = holding.parts.compactMap { name, part in
        kind(consent, name, part).map { ($0, name) }
      }
      return Dictionary(grouping: kinds, by: \.0).map { kind, names in
        News(consent: consent, kind: kind, attributes: names.map(\.1).sorted())
      }
    }
    return all.sorted { $0.order.lexicographicallyPrecedes($1.order) }
  }
}

extension News {
  /// One order for the same news, whatever that of dictionaries.
  fileprivate var order: [String] {
    [consent.recipient?.rawValue ?? "", consent.purpose.rawValue, kind.rawValue]
  }
}

extension Change: Recorded {
  var json: JSON {
    .members([
      "attributes": .names(attributes), "change": .name(id), "kind": .string(kind.rawValue),
      "offer": .name(consent.offer), "purpose": .name(consent.purpose),
      "recipient": .name(consent.recipient), "since": .integer(since.milliseconds),
    ])
  }

  init(_ json: JSON) throws(Malformed) {
    guard let kind = Kind(rawValue: try json.string("kind")) else {
      throw Malformed("no kind of change at kind")
    }
    self.init(
      try json.name("change"),
      kind,
      at: try Consent(json),
      of: try json.names("attributes"),
      since: try json.date("since")
    )
  }
}
