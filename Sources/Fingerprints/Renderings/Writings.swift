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
    let text: String
  }

  /// Piece by piece: of each exactly one way is taken, whatever the marks are.
  private(set) var ways: [Way] = []
  private var pieces = 0

  /// Up to so many marks in one value.
  public static let slots = 8

  init() {
    ways.reserveCapacity(16)
  }

  /// A value that is written as it is.
  init(plain text: String) {
    ways = [Way(piece: 0, mask: 0, marks: 0, text: text)]
    pieces = 1
  }

  /// The marks that make a difference.
  public var used: UInt8 { ways.reduce(0) { $0 | $1.mask } }

  /// The text that has these marks.
  public func text(_ marks: UInt8) -> String {
    var text = ""
    for way in ways where marks & way.mask == way.marks { text += way.text }
    return text
  }

  /// Adds the text that has these marks to a buffer.
  func write(_ marks: UInt8, into bytes: inout [UInt8]) {
    for way in ways where marks & way.mask == way.marks {
      bytes.append(contentsOf: way.text.utf8)
    }
  }

  // MARK: Building

  mutating func add(_ text: String) {
    ways.append(Way(piece: pieces, mask: 0, marks: 0, text: text))
    pieces += 1
  }

  /// Adds a piece with two ways.
  mutating func choose(_ slot: Int, _ zero: String, _ one: String) {
    // Not `==`: composed and decomposed letters would be equal.
    guard !zero.utf8.elementsEqual(one.utf8) else { return add(zero) }
    let mask = UInt8(1) << UInt8(slot)
    way(mask, 0, zero)
    way(mask, mask, one)
    endPiece()
  }

  /// Adds a way to the piece that is being built.
  ///
  /// The marks of the ways of a piece must leave no case out, and none twice.
  mutating func way(_ mask: UInt8, _ marks: UInt8, _ text: String) {
    ways.append(Way(piece: pieces, mask: mask, marks: marks, text: text))
  }

  mutating func endPiece() { pieces += 1 }
}
