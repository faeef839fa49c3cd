import Foundation

/// Reads what `SnapshotWriter` wrote, in the same order.
///
/// Bytes that it did not write are refused, or read as other values, and never beyond their end.
struct SnapshotReader {
  private let bytes: UnsafeRawBufferPointer
  private var position = 0
  private var words: [String] = []

  /// - Throws: `Malformed` when the bytes are no snapshot of this form.
  init(_ bytes: UnsafeRawBufferPointer) throws(Malformed) {
    self.bytes = bytes
    guard try byte() == SnapshotWriter.form else { throw Malformed("no snapshot of this form") }
    words = try list { reader throws(Malformed) in try reader.text() }
  }

  var isAtEnd: Bool { position == bytes.count }

  private func broken() -> Malformed { Malformed("malformed at byte \(position)") }

  private mutating func byte() throws(Malformed) -> UInt8 {
    guard position < bytes.count else { throw broken() }
    defer { position += 1 }
    return bytes[position]
  }

  private mutating func number() throws(Malformed) -> UInt64 {
    var (number, shift) = (UInt64(0), UInt64(0))
    while true {
      let next = try byte()
      guard shift < 63 || next < 2 else { throw broken() }
      number |= UInt64(next & 127) << shift
      if next < 128 { return number }
      shift += 7
    }
  }

  mutating func integer() throws(Malformed) -> Int64 {
    let number = try number()
    return Int64(bitPattern: number >> 1) ^ -Int64(bitPattern: number & 1)
  }

  mutating func count() throws(Malformed) -> Int {
    guard let count = Int(exactly: try number()) else { throw broken() }
    return count
  }

  mutating func flag() throws(Malformed) -> Bool {
    switch try byte() {
    case 0: false
    case 1: true
    default: throw broken()
    }
  }

  mutating func date() throws(Malformed) -> Date { Date(milliseconds: try integer()) }

  mutating func text() throws(Malformed) -> String { String(decoding: try slice(), as: UTF8.self) }

  /// Good for as long as what is read from.
  mutating func slice() throws(Malformed) -> UnsafeRawBufferPointer {
    let length = try count()
    guard length <= bytes.count - position else { throw broken() }
    defer { position += length }
    return UnsafeRawBufferPointer(rebasing: bytes[position..<(position + length)])
  }

  mutating func word() throws(Malformed) -> String {
    let place = try count()
    guard place < words.count else { throw broken() }
    return words[place]
  }

  mutating func name<Owner>() throws(Malformed) -> Identifier<Owner> { Identifier(try word()) }

  mutating func names<Owner>() throws(Malformed) -> [Identifier<Owner>] {
    try list { reader throws(Malformed) in try reader.name() }
  }

  /// Whatever is counted takes a byte at least: no count makes room for more than there is.
  mutating func list<Element>(
    _ read: (inout Self) throws(Malformed) -> Element
  ) throws(Malformed) -> [Element] {
    let count = try count()
    guard count <= bytes.count - position else { throw broken() }
    var elements: [Element] = []
    elements.reserveCapacity(count)
    for _ in 0..<count { elements.append(try read(&self)) }
    return elements
  }

  /// A dictionary that was written as a list of its members.
  mutating func members<Key: Hashable, Value>(
    _ read: (inout Self) throws(Malformed) -> (Key, Value)
  ) throws(Malformed) -> [Key: Value] {
    let count = try count()
    guard count <= bytes.count - position else { throw broken() }
    var members = [Key: Value](minimumCapacity: count)
    for _ in 0..<count {
      let (key, value) = try read(&self)
      members[key] = value
    }
    return members
  }

  mutating func optional<Wrapped>(
    _ read: (inout Self) throws(Malformed) -> Wrapped
  ) throws(Malformed) -> Wrapped? {
    try flag() ? try read(&self) : nil
  }
}
