import Crypto

/// A name that cannot be mistaken for another kind of name: `Purpose.Name` is no `Item.ID`.
public struct Identifier<Owner>: RawRepresentable, Hashable, Sendable {
  public let rawValue: String

  public init(rawValue: String) {
    self.rawValue = rawValue
  }

  public init(_ rawValue: String) {
    self.rawValue = rawValue
  }
}

extension Identifier: ExpressibleByStringLiteral {
  public init(stringLiteral value: String) {
    self.init(value)
  }
}

extension Identifier: Comparable {
  public static func < (left: Self, right: Self) -> Bool {
    left.rawValue < right.rawValue
  }
}

extension Identifier: CustomStringConvertible {
  public var description: String { rawValue }
}

extension Identifier: Codable {
  public init(from decoder: any Decoder) throws {
    self.init(try decoder.singleValueContainer().decode(String.self))
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rawValue)
  }
}

extension Identifier: CodingKeyRepresentable {
  public var codingKey: any CodingKey { rawValue.codingKey }

  public init?(codingKey: some CodingKey) {
    self.init(codingKey.stringValue)
  }
}

extension Identifier {
  /// A name that nobody can guess: 128 random bits in hexadecimal, behind a prefix.
  static func fresh(_ prefix: String) -> Self {
    Self(prefix + SymmetricKey(size: .bits128).withUnsafeBytes { $0.hexadecimal })
  }
}
