/// Finds out whom a leaked row is about, with no look at marks.
struct Matcher: Sendable {
  let people: People
  let columns: [Column]

  /// Whom a row is about.
  enum Outcome {
    case one(Known, [(column: Int, found: RowText.Found)])
    /// Several people fit equally well: twins, two records of one person.
    case ambiguous
    case nobody
  }

  /// - Parameter aliased: the person whose alias the row has.
  func match(_ row: LeakedRow, aliased: Row.Person?) -> Outcome {
    let text = RowText(row)
    if let known = aliased.flatMap(people.known) {
      return .one(known, fields(of: known, in: text))
    }
    let keys = BlockingKey.keys(of: text, columns)
    guard !keys.isEmpty else { return .nobody }
    var (best, most, isAlone): (Outcome, Int, Bool) = (.nobody, 1, true)
    for known in people.find(keys) {
      let fields = fields(of: known, in: text)
      let count = weight(of: fields, known, row)
      if count > most {
        (best, most, isAlone) = (.one(known, fields), count, true)
      } else if count == most, count > 1 {
        isAlone = false
      }
    }
    return isAlone ? best : .ambiguous
  }

  private func fields(
    of known: Known,
    in text: RowText
  ) -> [(column: Int, found: RowText.Found)] {
    var fields: [(column: Int, found: RowText.Found)] = []
    for (place, (column, versions)) in zip(columns, known.values).enumerated() {
      for value in versions {
        guard let found = text.find(value, column.kind) else { continue }
        fields.append((place, found))
        break
      }
    }
    return fields
  }

  /// How many values say who it is: at least two must.
  ///
  /// Where the name is not among them, the row may have no words that are not theirs, for they may be
  /// another name.
  private func weight(
    of fields: [(column: Int, found: RowText.Found)],
    _ known: Known,
    _ row: LeakedRow
  ) -> Int {
    let telling = fields.filter { columns[$0.column].kind != .minute }
    let isNamed = telling.contains { columns[$0.column].kind == .name }
    let hasName = zip(columns, known.values).contains { $0.kind == .name && !$1.isEmpty }
    guard hasName, !isNamed else { return telling.count }
    let isStrange = row.cells.indices.contains { cell in
      row.cells[cell].hasLetters && !row.cells[cell].contains("@")
        && !fields.contains { $0.found.run.contains(cell) }
    }
    return isStrange ? 0 : telling.count
  }
}
