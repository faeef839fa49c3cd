import Foundation

/// Writes what a snapshot is made of: small numbers, and words of which most come often.
///
/// A word is written once, in a table in front of all else, and then named by its place. Numbers take
/// a byte for each seven bits (LEB128), with their sign in the lowest bit.
struct SnapshotWriter {
  /// The first byte of every snapshot; other forms have another.
  static let form: UInt8 = 2

  private var body: [UInt8] = []
  private var table: [UInt8] = []
  private var places: [String: Int] = [:]

  init() {
    body.reserveCapacity(512)
    table.reserveCapacity(512)
  }

  /// All that was written.
  var bytes: [UInt8] {
    var bytes: [UInt8] = [Self.form]
    bytes.reserveCapacity(table.count + body.count + 8)
    Self.add(UInt64(places.count), to: &bytes)
    return bytes + table + body
  }

  mutating func integer(_ number: Int64) {
    Self.add(UInt64(bitPattern: number << 1 ^ number >> 63), to: &body)
  }

  mutating func count(_ number: Int) { Self.add(UInt64(number), to: &body) }

  mutating func flag(_ flag: Bool) { body.append(flag ? 1 : 0) }

  mutating func date(_ date: Date) { integer(date.milliseconds) }

  /// Text that comes nowhere else, where it stands.
  mutating func text(_ text: String) { Self.add(text, to: &body) }

  mutating func bytes(_ bytes: [UInt8]) {
    count(bytes.count)
    body += bytes
  }

  mutating func word(_ word: String) {
    let place = places[word] ?? places.count
    if place == places.count {
      places[word] = place
      Self.add(word, to: &table)
    }
    count(place)
  }

  mutating func name<Owner>(_ name: Identifier<Owner>) { word(name.rawValue) }

  mutating func names<Owner>(_ names: [Identifier<Owner>]) { list(names) { $0.name($1) } }

  mutating func list<Element>(
    _ elements: some Collection<Element>,
    _ write: (inout Self, Element) -> Void
  ) {
    count(elements.count)
    for element in elements { write(&self, element) }
  }

  mutating func optional<Wrapped>(_ value: Wrapped?, _ write: (inout Self, Wrapped) -> Void) {
    flag(value != nil)
    if let value { write(&self, value) }
  }

  private static func add(_ text: String, to bytes: inout [UInt8]) {
    add(UInt64(text.utf8.count), to: &bytes)
    bytes += text.utf8
  }

  private static func add(_ number: UInt64, to bytes: inout [UInt8]) {
    var rest = number
    while rest > 127 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 128)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }
}
