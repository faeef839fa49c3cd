import Foundation

/// Somebody who told the company something.
///
/// All that is known of them is their record.
public enum Person {
  /// A UUIDv7 (RFC 9562, section 5.7): sortable by the day of the first meeting, else random.
  public struct ID: Hashable, Sendable {
    public let uuid: UUID

    public init(_ uuid: UUID) {
      self.uuid = uuid
    }

    /// A new identifier whose first 48 bits are the milliseconds since 1970.
    public init(at now: Date, using random: inout some RandomNumberGenerator) {
      let stamp = UInt64(max(0, now.milliseconds)).bigEndianBytes.suffix(6)
      var bytes =
        Array(stamp) + random.next().bigEndianBytes + random.next().bigEndianBytes.prefix(2)
      bytes[6] = 0x70 | bytes[6] & 0x0f
      bytes[8] = 0x80 | bytes[8] & 0x3f
      self.init(bytes: bytes)
    }

    /// Sixteen bytes, as stored; more or fewer are a programmer's mistake.
    public init(bytes: some Collection<UInt8>) {
      precondition(bytes.count == 16, "a person is sixteen bytes")
      var tuple: uuid_t = (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
      withUnsafeMutableBytes(of: &tuple) { $0.copyBytes(from: bytes) }
      self.uuid = UUID(uuid: tuple)
    }

    public var bytes: [UInt8] { withUnsafeBytes(of: uuid.uuid) { Array($0) } }
  }
}

extension Person.ID: LosslessStringConvertible {
  /// Nil unless the text is 32 hexadecimal digits with hyphens after the eighth, twelfth, sixteenth and
  /// twentieth.
  ///
  /// Read and written by hand, since Foundation takes several times as long, and batches name thousands.
  public init?(_ description: String) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(16)
    var high: UInt8?
    for (place, letter) in description.utf8.enumerated() {
      if place == 8 || place == 13 || place == 18 || place == 23 {
        guard letter == UInt8(ascii: "-") else { return nil }
        continue
      }
      guard let digit = letter.hexadecimal, bytes.count < 16 else { return nil }
      if let first = high { bytes.append(first << 4 | digit) }
      high = high == nil ? digit : nil
    }
    guard bytes.count == 16, high == nil else { return nil }
    self.init(bytes: bytes)
  }

  public var description: String {
    var text: [UInt8] = []
    text.reserveCapacity(36)
    for (place, digit) in bytes.hexadecimal.utf8.enumerated() {
      if place == 8 || place == 12 || place == 16 || place == 20 { text.append(UInt8(ascii: "-")) }
      text.append(digit)
    }
    return String(decoding: text, as: UTF8.self)
  }
}

extension Person.ID: Comparable {
  /// In the order of their bytes: who was met first comes first.
  public static func < (left: Self, right: Self) -> Bool { left.uuid < right.uuid }
}

extension Person.ID: Codable {
  public init(from decoder: any Decoder) throws {
    self.init(try decoder.singleValueContainer().decode(UUID.self))
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

extension FixedWidthInteger {
  /// The integer as bytes, most significant first.
  public var bigEndianBytes: [UInt8] { withUnsafeBytes(of: bigEndian) { Array($0) } }
}

extension UInt8 {
  /// The value of a hexadecimal digit.
  fileprivate var hexadecimal: UInt8? {
    switch self {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): self - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
