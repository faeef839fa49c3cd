/// The local part of an address that mail reaches one person by, in one copy alone.
///
/// 100 bits, so that nobody meets one by trying: a billion guesses against ten billion aliases hit
/// one with a chance of 8 in 10^12. Lower case and without signs, so that no tidying can hurt it.
public struct Alias: Hashable, Sendable, Comparable {
  /// 50 bits each.
  let high: UInt64
  let low: UInt64

  /// Letters and digits of a local part, five bits each.
  public static let length = 20

  init(high: UInt64, low: UInt64) {
    (self.high, self.low) = (high, low)
  }

  /// - Parameter local: a local part, in capitals or not.
  public init?(local: ArraySlice<UInt8>) {
    guard local.count == Self.length, let high = Self.half(local.prefix(10)),
      let low = Self.half(local.suffix(10))
    else { return nil }
    (self.high, self.low) = (high, low)
  }

  private static func half(_ letters: ArraySlice<UInt8>) -> UInt64? {
    var half: UInt64 = 0
    for byte in letters {
      let digit: UInt8
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"): digit = byte - UInt8(ascii: "a")
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): digit = byte - UInt8(ascii: "A")
      case UInt8(ascii: "2")...UInt8(ascii: "7"): digit = byte - UInt8(ascii: "2") + 26
      default: return nil
      }
      half = half << 5 | UInt64(digit)
    }
    return half
  }

  /// The local part, in lower case.
  public var local: String {
    var bytes: [UInt8] = []
    write(into: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  func write(into bytes: inout [UInt8]) {
    write(high, into: &bytes)
    write(low, into: &bytes)
  }

  private func write(_ half: UInt64, into bytes: inout [UInt8]) {
    for place in 0..<UInt64(10) {
      let digit = UInt8(truncatingIfNeeded: half >> (45 - 5 * place) & 31)
      bytes.append(digit < 26 ? UInt8(ascii: "a") + digit : UInt8(ascii: "2") + digit - 26)
    }
  }

  public static func < (one: Alias, other: Alias) -> Bool {
    (one.high, one.low) < (other.high, other.low)
  }

  /// To whom an alias was given, and in whose copy.
  public struct Issue: Hashable, Sendable {
    public let edition: Edition.ID
    public let person: Row.Person
    /// Whether the person is a seed: nobody ever had this address but the holder of the copy.
    public let isSeed: Bool

    public init(edition: Edition.ID, person: Row.Person, isSeed: Bool = false) {
      self.edition = edition
      self.person = person
      self.isSeed = isSeed
    }
  }
}
