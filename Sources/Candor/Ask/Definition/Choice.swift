/// One of the answers to choose from: `Poetry`, `7`, or `{value: poetry, text: Poetry}`.
///
/// Also a row or a column of a matrix.
public struct Choice: Sendable, Codable, Hashable {
  public let value: String
  public let text: String
  public let visibleIf: Expression?
  public let enableIf: Expression?
  /// Of an image picker: the picture itself, as a data URL, so that showing it asks nobody.
  public let imageLink: String?
  /// What it adds to the score.
  public let points: Int?

  enum CodingKeys: CodingKey {
    case value, text, visibleIf, enableIf, imageLink, points
  }

  public init(from decoder: any Decoder) throws {
    if let plain = try? decoder.singleValueContainer().decode(String.self) {
      self.init(value: plain)
      return
    }
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let value = try container.decode(String.self, forKey: .value)
    self.init(
      value: value,
      text: try container.decodeIfPresent(String.self, forKey: .text),
      visibleIf: try container.decodeIfPresent(Expression.self, forKey: .visibleIf),
      enableIf: try container.decodeIfPresent(Expression.self, forKey: .enableIf),
      imageLink: try container.decodeIfPresent(String.self, forKey: .imageLink),
      points: try container.decodeIfPresent(Int.self, forKey: .points)
    )
  }

  init(
    value: String,
    text: String? = nil,
    visibleIf: Expression? = nil,
    enableIf: Expression? = nil,
    imageLink: String? = nil,
    points: Int? = nil
  ) {
    self.value = value
    self.text = text ?? value
    self.visibleIf = visibleIf
    self.enableIf = enableIf
    self.imageLink = imageLink
    self.points = points
  }
}

/// A value that the definition itself gives: one, several, or by row.
public enum Preset: Sendable, Codable, Hashable {
  case text(String)
  case list([String])
  case table([String: String])

  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    // A scalar first: whether 'no' is a word or a flag is for the question to say.
    if let text = try? container.decode(String.self) {
      self = .text(text)
    } else if let list = try? container.decode([String].self) {
      self = .list(list)
    } else {
      self = .table(try container.decode([String: String].self))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .text(let text): try container.encode(text)
    case .list(let list): try container.encode(list)
    case .table(let table): try container.encode(table)
    }
  }
}

extension Expression: Codable {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    do {
      try self.init(try container.decode(String.self))
    } catch let invalid as Invalid {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: invalid.rule)
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}
