/// What a person said about one attribute.
public enum Value: Hashable, Sendable {
  /// One choice, free text or an e-mail address.
  case text(String)
  /// Several choices or tags, in the order in which they were given.
  case list([String])
  /// A rating.
  case number(Int)
  case day(Day)
}

extension Value: CustomStringConvertible {
  /// The value as a person would write it.
  public var description: String {
    switch self {
    case .text(let text): text
    case .list(let texts): texts.joined(separator: ", ")
    case .number(let number): String(number)
    case .day(let day): String(describing: day)
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
    }
  }

  init(_ json: JSON) throws(Malformed) {
    switch json {
    case .string(let text): self = .text(text)
    case .integer(let number): self = .number(Int(number))
    case .array: self = .list(try JSON.object(["list": json]).strings("list"))
    case .object:
      guard let day = Day(try json.string("day")) else { throw Malformed("no such day") }
      self = .day(day)
    case .bool: throw Malformed("a value is no flag")
    }
  }
}
