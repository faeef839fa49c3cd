import Foundation
import Recommender

/// People to learn from, and people to be measured on who are not among them.
struct Split {
  let training: Incidence
  /// What is known of each test person.
  let known: Incidence
  /// What else they have, which is to be found.
  let targets: Incidence

  /// - Parameter folder: its `split.bin` has five blocks: training, two of validation, two of test.
  init(_ folder: URL) throws {
    let blocks = try Incidence.blocks(in: folder.appending(path: "split.bin"))
    guard blocks.count == 5 else { throw Incidence.Unreadable() }
    (training, known, targets) = (blocks[0], blocks[3], blocks[4])
  }

  /// Of the training people, without tags.
  var profiles: [Profile] {
    (0..<training.height).map { Profile(items: Array(training[$0])) }
  }
}

extension Incidence {
  struct Unreadable: Error {}

  /// Reads blocks of compressed rows.
  ///
  /// Each is `CSR1`, the numbers of rows and columns (4 bytes each) and of ones (8 bytes), where each
  /// row begins (8 bytes each, one more than rows), and the columns (4 bytes each). Little-endian.
  static func blocks(in file: URL) throws -> [Incidence] {
    let bytes = try Data(contentsOf: file)
    var at = bytes.startIndex
    func take<Number: FixedWidthInteger>(_: Number.Type, _ count: Int) throws -> [Number] {
      let length = count * MemoryLayout<Number>.size
      guard count >= 0, length <= bytes.endIndex - at else { throw Unreadable() }
      defer { at += length }
      return bytes[at..<(at + length)].withUnsafeBytes { raw in
        (0..<count).map {
          Number(
            littleEndian: raw.loadUnaligned(
              fromByteOffset: $0 * MemoryLayout<Number>.size,
              as: Number.self
            )
          )
        }
      }
    }
    var blocks: [Incidence] = []
    while at < bytes.endIndex {
      guard try take(UInt8.self, 4) == Array("CSR1".utf8) else { throw Unreadable() }
      let shape = try take(UInt32.self, 2)
      let ones = try take(UInt64.self, 1)
      let starts = try take(UInt64.self, Int(shape[0]) + 1).map(Int.init)
      let columns = try take(UInt32.self, Int(ones[0]))
      let rows = (0..<Int(shape[0])).map { columns[starts[$0]..<starts[$0 + 1]] }
      blocks.append(Incidence(rows, width: Int(shape[1])))
    }
    return blocks
  }

  /// The same as bytes.
  var block: Data {
    var data = Data("CSR1".utf8)
    func put(_ numbers: some Sequence<some FixedWidthInteger>) {
      for number in numbers {
        withUnsafeBytes(of: number.littleEndian) { data.append(contentsOf: $0) }
      }
    }
    put([UInt32(height), UInt32(width)])
    put([UInt64(columns.count)])
    put(starts.lazy.map(UInt64.init))
    put(columns)
    return data
  }
}
