/// What a value is written with, piece by piece: `Writings` keep all the ways, a copy takes one.
///
/// So a copy of many is made without anything being kept, and says what its writings say.
protocol Pen {
  /// Adds a way to the piece that is being written, for where the marks under the mask are these.
  ///
  /// The marks of the ways of a piece leave no case out, and none twice.
  mutating func way(_ mask: UInt8, _ marks: UInt8, _ write: (inout [UInt8]) -> Void)

  mutating func endPiece()
}

extension Pen {
  mutating func add(_ value: Row.Value, _ kind: Column.Kind) {
    if kind == .name, value.approved.count > 1 { return add(approved: value.approved) }
    value.text.withBytes { text in
      switch kind {
      case .name: add(name: text)
      case .address: add(address: text)
      case .phone: add(phone: text)
      case .coordinates(let decimals): add(coordinates: text, decimals: decimals)
      case .minute: add(minute: text)
      case .email, .plain: add(text)
      }
    }
  }

  /// Adds a piece that is written in one way.
  mutating func add(_ text: some Collection<UInt8>) {
    piece { $0.append(contentsOf: text) }
  }

  mutating func piece(_ write: (inout [UInt8]) -> Void) {
    way(0, 0, write)
    endPiece()
  }

  /// Adds a piece with two ways.
  mutating func choose(_ slot: Int, _ zero: some Collection<UInt8>, _ one: some Collection<UInt8>) {
    guard !zero.elementsEqual(one) else { return add(zero) }
    let mask = UInt8(1) << UInt8(slot)
    way(mask, 0) { $0.append(contentsOf: zero) }
    way(mask, mask) { $0.append(contentsOf: one) }
    endPiece()
  }

  mutating func choose(_ slot: Int, _ zero: StaticString, _ one: StaticString) {
    choose(slot, zero.bytes, one.bytes)
  }

  /// A word, and the same with a dot.
  mutating func choose(_ slot: Int, dotAfter word: Bytes) {
    let mask = UInt8(1) << UInt8(slot)
    way(mask, 0) { $0.append(contentsOf: word) }
    way(mask, mask) {
      $0.append(contentsOf: word)
      $0 += "."
    }
    endPiece()
  }
}
