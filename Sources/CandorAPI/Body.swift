/// An answer as it crosses the wire: text, a number, a list of texts, or null for 'skip this one'.
public enum AnswerValue: Hashable, Sendable, Codable {
  case text(String)
  case number(Double)
  case list([String])
  case skipped

  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .skipped
    } else if let text = try? container.decode(String.self) {
      self = .text(text)
    } else if let number = try? container.decode(Double.self) {
      self = .number(number)
    } else if let list = try? container.decode([String].self) {
      self = .list(list)
    } else {
      throw DecodingError.dataCorruptedError(
        in: container,
        debugDescription: "must be text, a number, a list of texts or null"
      )
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .text(let text): try container.encode(text)
    case .number(let number): try container.encode(number)
    case .list(let list): try container.encode(list)
    case .skipped: try container.encodeNil()
    }
  }
}

/// A request whose body may hold its own keys and no others, at every depth: a misspelled `grants`
/// must not be taken for silence, nor a misspelled `recipient` for the company.
public protocol StrictBody: Codable, Sendable {}
