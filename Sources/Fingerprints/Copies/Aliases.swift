import Candor
import Crypto
import Foundation

/// The aliases of one edition: each is its person's identifier, under a cipher of the edition's own.
///
/// So whoever has the key finds the person without an index, and to everybody else an alias looks
/// drawn by lot. The cipher is a Feistel network over two halves of 50 bits, of ten rounds as in FF1
/// (NIST SP 800-38G), whose round function is a block of ChaCha.
struct Aliases: Sendable {
  private let cipher: ChaCha
  /// For identifiers of another kind than people's.
  private let hash: KeyedHash

  private static let rounds: UInt32 = 10
  private static let half: UInt64 = 1 << 50 - 1

  init(_ keys: CopyKeys, _ edition: Edition.ID) {
    let key = CopyKeys.derive(keys.aliases, edition.text)
    cipher = key.withUnsafeBytes { ChaCha(key: Array($0)) }
    hash = KeyedHash(key)
  }

  subscript(person: [UInt8]) -> Alias {
    var code = Alias(person: person) ?? hash.code(person, Alias.init(hash:))
    for round in 0..<Self.rounds {
      code = Alias(high: code.low, low: code.high ^ mixed(code.low, round))
    }
    return code
  }

  /// The first of the people whose alias it can be: they differ in the last sixteen bits alone.
  func person(of alias: Alias) -> [UInt8] {
    var code = alias
    for round in (0..<Self.rounds).reversed() {
      code = Alias(high: code.low ^ mixed(code.high, round), low: code.high)
    }
    return code.person
  }

  private func mixed(_ half: UInt64, _ round: UInt32) -> UInt64 {
    let nonce = SIMD3(UInt32(truncatingIfNeeded: half), UInt32(half >> 32), 0)
    let block = cipher.block(counter: round, nonce: nonce)
    return (UInt64(block.a.x) | UInt64(block.a.y) << 32) & Self.half
  }
}

/// A UUIDv7 (RFC 9562, section 5.7) without what all of them share, and without its last sixteen bits:
/// 42 bits of its time, which is enough until the year 2109, and 58 random ones.
extension Alias {
  /// Nil for other identifiers.
  fileprivate init?(person: [UInt8]) {
    guard person.count == 16 else { return nil }
    let (time, rest) = (Self.word(person.prefix(8)), Self.word(person.suffix(8)))
    guard time >> 58 == 0, time >> 12 & 15 == 7, rest >> 62 == 2 else { return nil }
    self.init(
      high: (time >> 16) << 8 | time >> 4 & 0xff,
      low: (time & 15) << 46 | (rest << 2) >> 18
    )
  }

  fileprivate var person: [UInt8] {
    let time = (high >> 8) << 16 | 7 << 12 | (high & 0xff) << 4 | low >> 46
    let rest = 2 << 62 | ((low << 18) >> 18) << 16
    return time.bigEndianBytes + rest.bigEndianBytes
  }

  fileprivate init(hash: UnsafeRawBufferPointer) {
    self.init(high: Self.word(hash.prefix(8)) >> 14, low: Self.word(hash[8..<16]) >> 14)
  }

  private static func word(_ bytes: some Sequence<UInt8>) -> UInt64 {
    bytes.reduce(0) { $0 << 8 | UInt64($1) }
  }
}

extension Edition {
  /// Everybody whose alias in this copy it can be, by the order of their identifiers.
  ///
  /// - Returns: nil when nobody can be who was met by then.
  public func people(behind alias: Alias, by now: Date) -> ClosedRange<Candor.Person.ID>? {
    var bytes = aliases.person(of: alias)
    let first = Candor.Person.ID(bytes: bytes)
    bytes.replaceSubrange(14..., with: [0xff, 0xff])
    // Clocks may differ by a day.
    let latest = now.addingTimeInterval(86_400).milliseconds.bigEndianBytes.suffix(6)
    guard bytes.prefix(6).lexicographicallyPrecedes(latest) else { return nil }
    return first...Candor.Person.ID(bytes: bytes)
  }
}
