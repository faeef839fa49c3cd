import Foundation

/// Something a person did here with an item or a creator.
public struct Act: Hashable, Sendable {
  public enum Kind: String, Sendable, Codable, CaseIterable {
    case read, like, follow, dismiss
  }

  /// What the act was about.
  ///
  /// Creators are followed; items are read, liked and dismissed.
  public enum Object: Hashable, Sendable {
    case item(Item.ID)
    case creator(String)
  }

  public let kind: Kind
  public let object: Object
  /// When it was done; the event's own time is when the record learnt of it.
  public let time: Date
  /// The name of the key under which an analytics client told of it; nil when it was done here.
  public let toldBy: String?

  /// Nil when the kind does not fit the object: only a creator can be followed, and only followed.
  public init?(_ kind: Kind, _ object: Object, at time: Date, toldBy source: String? = nil) {
    switch (kind, object) {
    case (.follow, .creator), (.read, .item), (.like, .item), (.dismiss, .item): break
    default: return nil
    }
    self.kind = kind
    self.object = object
    self.time = Date(milliseconds: time.milliseconds)
    self.toldBy = source
  }
}

extension Act.Object: Recorded {
  var json: JSON {
    switch self {
    case .item(let item): ["item": .string(item.rawValue)]
    case .creator(let creator): ["creator": .string(creator)]
    }
  }

  init(_ json: JSON) throws(Malformed) {
    if json["item"] != nil {
      self = .item(try json.name("item"))
    } else {
      self = .creator(try json.string("creator"))
    }
  }
}

extension Act: Recorded {
  var json: JSON {
    .members([
      "act": .string(kind.rawValue),
      "on": object.json,
      "time": .integer(time.milliseconds),
      "told-by": toldBy.map(JSON.string),
    ])
  }

  init(_ json: JSON) throws(Malformed) {
    guard let kind = Kind(rawValue: try json.string("act")), let object = json["on"],
      let act = Act(
        kind,
        try Object(object),
        at: try json.date("time"),
        toldBy: try json.optionalString("told-by")
      )
    else { throw Malformed("no such act") }
    self = act
  }
}

/// One thing that can move a list: an answer, or an act.
///
/// It can be named in a why, and muted.
public enum Input: Hashable, Sendable {
  case attribute(Attribute.Name)
  case act(Act.Object)
}

extension Input: Recorded {
  var json: JSON {
    switch self {
    case .attribute(let name): ["attribute": .string(name.rawValue)]
    case .act(let object): object.json
    }
  }

  init(_ json: JSON) throws(Malformed) {
    if json["attribute"] != nil {
      self = .attribute(try json.name("attribute"))
    } else {
      self = .act(try Act.Object(json))
    }
  }
}
