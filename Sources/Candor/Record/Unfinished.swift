import Foundation

/// An experience on its way: what stands in its fields, kept so that the person can go on.
///
/// No declaration: nothing of it is an answer yet, so the Gate never sees it. It holds no yes and no
/// no either; those are said at the end.
public struct Unfinished: Hashable, Sendable {
  public let experience: Experience.Name
  /// The page that comes next.
  public let page: Int
  /// What stands in the fields, by their names; empty when it was finished or put aside.
  public let fields: [String: [String]]
  /// No longer than the first of its answers would be kept.
  public let until: Date

  public init(
    _ experience: Experience.Name,
    page: Int = 0,
    fields: [String: [String]] = [:],
    until: Date
  ) {
    self.experience = experience
    self.page = page
    self.fields = fields
    self.until = Date(milliseconds: until.milliseconds)
  }

  /// Whether there is something to go on with.
  public func isOpen(at now: Date) -> Bool { !fields.isEmpty && until > now }
}

extension Unfinished: Recorded {
  var json: JSON {
    .members([
      "experience": .name(experience),
      "fields": .object(JSON.Members(fields.map { ($0, .strings($1)) })),
      "page": .integer(Int64(page)),
      "until": .date(until),
    ])
  }

  init(_ json: JSON) throws(Malformed) {
    guard let fields = json["fields"], case .object(let members) = fields else {
      throw Malformed("fields are an object")
    }
    var texts: [String: [String]] = [:]
    for name in members.keys { texts[name] = try fields.strings(name) }
    self.init(
      try json.name("experience"),
      page: Int(try json.integer("page")),
      fields: texts,
      until: try json.date("until")
    )
  }
}

extension Experience {
  /// An experience of this that was begun now.
  ///
  /// - Parameter page: the one that comes next.
  public func begun(
    page: Int,
    fields: [String: [String]],
    under rules: Rules,
    at now: Date
  ) -> Unfinished {
    let ends = questions.map { rules.promise(of: $0, at: now).until }
    return Unfinished(name, page: page, fields: fields, until: ends.min() ?? now)
  }
}
