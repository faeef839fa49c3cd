/// Writes the values of one edition, with its marks.
///
/// What it drew last is kept for each column: where people are numbered and come in their order, one
/// block of the keystream serves sixteen of them.
struct Marker {
  private let edition: Edition
  private var last: [Cell?]
  /// What is being written.
  private(set) var text: [UInt8] = []
  private var spot: (person: Row.Person, column: Int, version: UInt64)?
  /// Its marks, once one made a difference.
  private var marks: UInt8?

  private struct Cell {
    let number: UInt64
    let version: UInt64
    let marks: CellBytes
  }

  init(_ edition: Edition) {
    self.edition = edition
    last = Array(repeating: nil, count: edition.columns.count)
  }

  /// Writes a value of a row as the edition has it, in the place of what was written before.
  ///
  /// - Returns: whether there is a value.
  mutating func write(_ row: Row, _ column: Int) -> Bool {
    text.removeAll(keepingCapacity: true)
    guard let value = row.values[column] else { return false }
    switch edition.columns[column].kind {
    case .email:
      edition.alias(of: row.person).write(into: &text)
      text += "@"
      text.append(contentsOf: edition.relay.utf8)
    case let kind:
      (spot, marks) = ((row.person, column, value.version), nil)
      add(value, kind)
    }
    return true
  }

  /// The marks of a value, one bit a slot.
  mutating func marks(of person: Row.Person, _ column: Int, version: UInt64) -> UInt8 {
    guard let number = person.number else {
      let place = edition.keys.place(of: person, edition.columns[column], version: version)
      let levels = edition.keys.marks.levels(at: place)
      return edition.key.marks(inCellOf: place, levels)[lane: place.lane]
    }
    let (cell, lane) = number.quotientAndRemainder(dividingBy: UInt64(Place.perCell))
    if let last = last[column], last.number == cell, last.version == version {
      return last.marks[lane: Int(lane)]
    }
    let place = edition.keys.place(of: person, edition.columns[column], version: version)
    let levels = edition.keys.marks.levels(inCellOf: place)
    let marks = edition.key.marks(inCellOf: place, levels)
    last[column] = Cell(number: cell, version: version, marks: marks)
    return marks[lane: Int(lane)]
  }
}

extension Marker: Pen {
  mutating func way(_ mask: UInt8, _ marks: UInt8, _ write: (inout [UInt8]) -> Void) {
    if mask == 0 || drawn & mask == marks { write(&text) }
  }

  mutating func endPiece() {}

  /// The marks of the value that is being written.
  private var drawn: UInt8 {
    mutating get {
      if let marks { return marks }
      guard let spot else { return 0 }
      let drawn = marks(of: spot.person, spot.column, version: spot.version)
      marks = drawn
      return drawn
    }
  }
}
