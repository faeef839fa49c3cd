import Crypto
import Foundation

/// The local part of an address that mail reaches one person by, in one copy alone.
///
/// 100 bits, so that nobody meets one by trying: a billion guesses against ten billion aliases hit
/// one with a chance of 8 in 10^12. Lower case and without signs, so that no tidying can hurt it.
public struct Alias: Hashable, Sendable, Comparable {
  private let high: UInt64
  private let low: UInt64

  /// Letters and digits of a local part, five bits each.
  public static let length = 20

  fileprivate init(_ code: UnsafeRawBufferPointer) {
    func half(_ place: Int) -> UInt64 {
      UInt64(bigEndian: code.loadUnaligned(fromByteOffset: place, as: UInt64.self))
    }
    // The first 50 bits of each.
    (high, low) = (half(0) >> 14, half(8) >> 14)
  }

  /// - Parameter local: a local part, in capitals or not.
  public init?(local: some Collection<UInt8>) {
    guard local.count == Self.length else { return nil }
    var halves: [UInt64] = [0, 0]
    for (place, byte) in local.enumerated() {
      let digit: UInt8
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"): digit = byte - UInt8(ascii: "a")
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): digit = byte - UInt8(ascii: "A")
      case UInt8(ascii: "2")...UInt8(ascii: "7"): digit = byte - UInt8(ascii: "2") + 26
      default: return nil
      }
      halves[place / 10] = halves[place / 10] << 5 | UInt64(digit)
    }
    (high, low) = (halves[0], halves[1])
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

/// The aliases of one edition.
struct Aliases: Sendable {
  private let key: KeyedHash

  init(_ keys: CopyKeys, _ edition: Edition.ID) {
    key = KeyedHash(CopyKeys.derive(keys.aliases, edition.text))
  }

  subscript(person: [UInt8]) -> Alias { key.code(person, Alias.init) }
}
