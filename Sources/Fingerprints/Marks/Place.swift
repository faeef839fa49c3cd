import Candor

/// Where marks stand: one value of one person, whatever copy it is in.
///
/// A value that changes has new marks; the same value in the same edition always has the same.
/// Sixteen places make a cell, and one block of the keystream holds the marks of all sixteen: where
/// people are numbered, a leak of many takes a sixteenth of the work to trace.
public struct Place: Hashable, Sendable, Codable {
  /// So many places share a block.
  static let perCell = 16

  /// 12 bytes, pseudorandom.
  let cell: SIMD3<UInt32>
  /// Which of the cell's places.
  let lane: Int

  /// The place of a person without a number, in a cell of its own.
  ///
  /// - Parameters:
  ///   - subject: whose value it is, as bytes that nobody else has.
  ///   - version: of the value; changes when the value does.
  ///   - secret: keeps places apart from what anybody can compute.
  public init(of subject: [UInt8], version: UInt64, under secret: KeyedHash) {
    self.init(version: version, under: secret) { $0 += subject }
  }

  /// The place of a numbered person: neighbours in number share a cell.
  ///
  /// - Parameters:
  ///   - number: whose value it is; nobody else has it, and it never changes.
  ///   - value: which of the person's values, where marks of several stand apart.
  ///   - version: of the value; changes when the value does.
  ///   - secret: keeps places apart from what anybody can compute.
  public init(
    number: UInt64,
    value: [UInt8] = [],
    version: UInt64,
    under secret: KeyedHash
  ) {
    let (cell, lane) = number.quotientAndRemainder(dividingBy: UInt64(Self.perCell))
    self.init(kind: 1, lane: Int(lane), version: version, under: secret) {
      $0.add(cell)
      $0 += value
    }
  }

  /// - Parameter kind: keeps those with a number apart from those without.
  init(
    kind: UInt8 = 0,
    lane: Int = 0,
    version: UInt64,
    under secret: KeyedHash,
    subject write: (inout [UInt8]) -> Void
  ) {
    var text: [UInt8] = []
    text.reserveCapacity(96)
    text.append(kind)
    write(&text)
    text.add(version)
    cell = secret.code(text) { code in
      func word(_ place: Int) -> UInt32 {
        UInt32(littleEndian: code.loadUnaligned(fromByteOffset: place, as: UInt32.self))
      }
      return SIMD3(word(0), word(4), word(8))
    }
    self.lane = lane
  }
}

extension [UInt8] {
  fileprivate mutating func add(_ number: UInt64) {
    Swift.withUnsafeBytes(of: number.littleEndian) { append(contentsOf: $0) }
  }
}
