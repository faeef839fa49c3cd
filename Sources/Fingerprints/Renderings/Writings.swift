/// A value in all the ways it may be written.
///
/// The text is a row of pieces. Most can be written in one way alone; where there are two or more,
/// marks choose. Whatever they choose, the text says the same.
public struct Writings: Sendable {
  /// One way to write a piece: taken where the marks under the mask are these.
  struct Way: Sendable {
    let piece: Int
    let mask: UInt8
    let marks: UInt8
    /// Where its text is among the bytes.
    let text: Range<Int>
  }

  /// Piece by piece: of each exactly one way is taken, whatever the marks are.
  private(set) var ways: [Way] = []
  /// The texts of all ways.
  private(set) var bytes: [UInt8] = []
  private var pieces = 0

  /// Up to so many marks in one value.
  public static let slots = 8

  init() {
    ways.reserveCapacity(24)
    bytes.reserveCapacity(192)
  }

  /// The marks that make a difference.
  public var used: UInt8 { ways.reduce(0) { $0 | $1.mask } }

  /// The text that has these marks.
  public func text(_ marks: UInt8) -> String {
    var text: [UInt8] = []
    write(marks, into: &text)
    return String(decoding: text, as: UTF8.self)
  }

  /// Adds the text that has these marks to a buffer.
  func write(_ marks: UInt8, into text: inout [UInt8]) {
    for way in ways where marks & way.mask == way.marks {
      text.append(contentsOf: bytes[way.text])
    }
  }
}

extension Row.Value {
  /// The value in all the ways it may be written.
  public func writings(_ kind: Column.Kind) -> Writings {
    var writings = Writings()
    writings.add(self, kind)
    return writings
  }
}

extension Writings: Pen {
  mutating func way(_ mask: UInt8, _ marks: UInt8, _ write: (inout [UInt8]) -> Void) {
    let start = bytes.count
    write(&bytes)
    ways.append(Way(piece: pieces, mask: mask, marks: marks, text: start..<bytes.count))
  }

  mutating func endPiece() { pieces += 1 }
}
