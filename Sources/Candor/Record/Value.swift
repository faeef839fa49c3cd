/// What a person said about one attribute.
public enum Value: Hashable, Sendable {
  /// One choice, free text or an e-mail address.
  case text(String)
  /// Several choices or tags, in the order in which they were given.
  case list([String])
  /// A rating, or a number of something.
  case number(Int)
  case day(Day)
  /// Yes or no, to what the question says.
  case flag(Bool)
  /// What was said of each row.
  case table([String: String])
}

extension Value: CustomStringConvertible {
  /// The value as a person would write it.
  public var description: String {
    switch self {
    case .text(let text): text
    case .list(let texts): texts.joined(separator: ", ")
    case .number(let number): String(number)
    case .day(let day): String(describing: day)
    case .flag(let flag): flag ? "yes" : "no"
    case .table(let table):
      table.keys.sorted().map { "\($0): \(table[$0] ?? "")" }.joined(separator: "; ")
    }
  }
}

extension Value: Recorded {
  var json: JSON {
    switch self {
    case .text(let text): .string(text)
    case .list(let texts): .strings(texts)
    case .number(let number): .integer(Int64(number))
    case .day(let day): ["day": .string(String(describing: day))]
    case .flag(let flag): .bool(flag)
    case .table(let table): ["table": .object(JSON.Members(table.map { ($0, .string($1)) }))]
    }
  }

  init(_ json: JSON) throws(Malformed) {
    switch json {
    case .string(let text): self = .text(text)
    case .integer(let number): self = .number(Int(number))
    case .array: self = .list(try JSON.members(["list": json]).strings("list"))
    case .object where json["table"] != nil: self = .table(try Self.table(json))
    case .object:
      guard let day = Day(try json.string("day")) else { throw Malformed("no such day") }
      self = .day(day)
    case .bool(let flag): self = .flag(flag)
    }
  }

  private static func table(_ json: JSON) throws(Malformed) -> [String: String] {
    guard case .object(let members)? = json["table"] else {
      throw Malformed("a table is an object")
    }
    var table: [String: String] = [:]
    for (row, value) in members {
      guard case .string(let text) = value else { throw Malformed("no text in a table") }
      table[row] = text
    }
    return table
  }
}
