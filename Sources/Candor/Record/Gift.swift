/// What was given back, and because of what.
public struct Gift: Hashable, Sendable {
  public let benefit: Benefit.Name
  /// In the order in which they were shown.
  public let items: [Item.ID]
  /// How many of the items each input helped to choose.
  public let because: [Input: Int]

  public init(benefit: Benefit.Name, items: [Item.ID], because: [Input: Int]) {
    self.benefit = benefit
    self.items = items
    self.because = because
  }
}

extension Gift: Recorded {
  var json: JSON {
    // A dictionary has no order; canonical bytes need one.
    let reasons = because.map { input, count -> JSON in
      ["count": .integer(Int64(count)), "input": input.json]
    }
    return [
      "because": .array(
        reasons.sorted { $0.canonicalBytes.lexicographicallyPrecedes($1.canonicalBytes) }
      ),
      "benefit": .string(benefit.rawValue),
      "items": .names(items),
    ]
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
      because: because
    )
  }
}
