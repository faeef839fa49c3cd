import Foundation

/// What was given back, and because of what.
public struct Gift: Hashable, Sendable {
  /// What made a list.
  public struct Model: Hashable, Sendable {
    /// SHA-256 of its bytes, in hexadecimal.
    public let hash: String
    /// Since when lists were made with it.
    public let live: Date

    public init(hash: String, live: Date) {
      self.hash = hash
      self.live = Date(milliseconds: live.milliseconds)
    }
  }

  public let benefit: Benefit.Name
  /// In the order in which they were shown.
  public let items: [Item.ID]
  /// How many of the items each input helped to choose.
  public let because: [Input: Int]
  /// The week for which the list is kept, if it is kept.
  public let week: Week?
  /// Nil when no model had a part in it.
  public let model: Model?

  public init(
    benefit: Benefit.Name,
    items: [Item.ID],
    because: [Input: Int],
    week: Week? = nil,
    model: Model? = nil
  ) {
    self.benefit = benefit
    self.items = items
    self.because = because
    self.week = week
    self.model = model
  }
}

extension Gift: Recorded {
  var json: JSON {
    // A dictionary has no order; canonical bytes need one.
    let reasons = because.map { input, count -> JSON in
      ["count": .integer(Int64(count)), "input": input.json]
    }
    return .members([
      "because": .array(
        reasons.sorted { $0.canonicalBytes.lexicographicallyPrecedes($1.canonicalBytes) }
      ),
      "benefit": .string(benefit.rawValue),
      "items": .names(items),
      "model": model?.json,
      "week": week.map { .string(String(describing: $0)) },
    ])
  }

  init(_ json: JSON) throws(Malformed) {
    var because: [Input: Int] = [:]
    for reason in try json.array("because") {
      guard let input = reason["input"] else { throw Malformed("a reason without an input") }
      because[try Input(input)] = Int(try reason.integer("count"))
    }
    self.init(
      benefit: try json.name("benefit"),
      items: try json.names("items"),
      because: because,
      week: json["week"] == nil ? nil : try json.week("week"),
      model: try json["model"].map { model throws(Malformed) in try Model(model) }
    )
  }
}

extension Gift.Model: Recorded {
  var json: JSON { ["hash": .string(hash), "live": .integer(live.milliseconds)] }

  init(_ json: JSON) throws(Malformed) {
    self.init(hash: try json.string("hash"), live: try json.date("live"))
  }
}

extension JSON {
  func week(_ key: String) throws(Malformed) -> Week {
    guard let week = Week(try string(key)) else { throw Malformed("no week at \(key)") }
    return week
  }
}
