import Crypto
import Foundation

/// What one edition's marks are drawn with.
///
/// A block of the keystream answers for eight marks at each of the sixteen places of a cell: its
/// first sixteen bytes are one even bit of each mark, the next sixteen another, the next the third.
public struct EditionKey: Sendable {
  /// Marks of one place in one block.
  static let slotsPerBlock = 8

  let bytes: Data
  let stream: ChaCha

  init(bytes: Data) {
    self.bytes = bytes
    stream = ChaCha(key: bytes)
  }

  /// SHA-256: published when the copy is disclosed, so that no other key can be shown later.
  public var commitment: Data { Data(SHA256.hash(data: bytes)) }

  /// The marks at a place: a one with the chance of its level.
  public func marks(at place: Place, _ levels: [Level]) -> [Bool] {
    var marks: [Bool] = []
    marks.reserveCapacity(levels.count)
    for start in stride(from: 0, to: levels.count, by: Self.slotsPerBlock) {
      let counter = UInt32(start / Self.slotsPerBlock)
      let block = stream.block(counter: counter, nonce: place.cell)
      for (slot, level) in levels[start...].prefix(Self.slotsPerBlock).enumerated() {
        func bit(_ plane: Int) -> Bool {
          block.byte(plane * Place.perCell + place.lane) >> UInt8(slot) & 1 == 1
        }
        marks.append(level.mark(bit(0), bit(1), bit(2)))
      }
    }
    return marks
  }
}
