/// An answer as it crosses the wire: text, a number, true or false, a list of texts, an object with a
/// text for each row, or null for 'skip this one'.
public enum AnswerValue: Hashable, Sendable, Codable {
  case text(String)
  case number(Double)
  case flag(Bool)
  case list([String])
  case table([String: String])
  case skipped

  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .skipped
    } else if let text = try? container.decode(String.self) {
      self = .text(text)
    } else if let flag = try? container.decode(Bool.self) {
      self = .flag(flag)
    } else if let number = try? container.decode(Double.self) {
      self = .number(number)
    } else if let list = try? container.decode([String].self) {
      self = .list(list)
    } else if let table = try? container.decode([String: String].self) {
      self = .table(table)
    } else {
      throw DecodingError.dataCorruptedError(
        in: container,
        debugDescription:
          "must be text, a number, true, false, a list of texts, an object of texts or null"
      )
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .text(let text): try container.encode(text)
    case .number(let number): try container.encode(number)
    case .flag(let flag): try container.encode(flag)
    case .list(let list): try container.encode(list)
    case .table(let table): try container.encode(table)
    case .skipped: try container.encodeNil()
    }
  }
}

/// A request whose body may hold its own keys and no others, at every depth: a misspelled `grants`
/// must not be taken for silence, nor a misspelled `recipient` for the company.
public protocol StrictBody: Codable, Sendable {}
