/// The name of a key, such as `example.com/log` (C2SP signed-note, "Format").
///
/// Two names are equal when their bytes are; Swift's strings are also equal when they only look it.
public struct KeyName: Hashable, Sendable {
  let bytes: [UInt8]

  /// Refuses an empty name and one with Unicode spaces, plus signs or control characters.
  public init(_ text: String) throws(KeyError) {
    let isForbidden = text.unicodeScalars.contains { scalar in
      scalar.properties.isWhitespace || scalar == "+" || scalar.value < 0x20
    }
    guard !text.isEmpty, !isForbidden else { throw .badName }
    bytes = Array(text.utf8)
  }

  public var text: String { String(decoding: bytes, as: UTF8.self) }
}

extension KeyName: CustomStringConvertible {
  public var description: String { text }
}

/// What a signature line says of its key: name and number together stand for one key.
///
/// The number is short, so it finds a key and proves nothing.
public struct KeyID: Hashable, Sendable {
  public let name: KeyName
  /// The first 4 bytes, big-endian, of SHA-256 over the name, a newline, the signature type and
  /// the public key.
  public let number: UInt32

  public init(_ name: KeyName, number: UInt32) {
    self.name = name
    self.number = number
  }

  /// Eight lowercase hex digits.
  static func hex(_ number: UInt32) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }
}

extension KeyID: CustomStringConvertible {
  public var description: String { "\(name)+\(Self.hex(number))" }
}
