/// A leaked row while values are looked for in it.
struct RowText {
  let row: LeakedRow
  let runs: [Range<Int>]
  /// The letters and digits of all cells, one behind the other: those of any run are a part of them.
  private var letters: [UInt8] = []
  private var starts: [Int] = [0]

  init(_ row: LeakedRow) {
    self.row = row
    runs = row.runs
    for cell in row.cells {
      cell.withBytes { Folding.letters.add($0, to: &letters) }
      starts.append(letters.count)
    }
  }

  func letters(of run: Range<Int>) -> ArraySlice<UInt8> {
    letters[starts[run.lowerBound]..<starts[run.upperBound]]
  }

  /// A value that was found in the row.
  struct Found {
    let value: Row.Value
    let reading: ReadSlots
    let used: UInt8
    let run: Range<Int>
  }

  /// The value in the row, compared as strictly as it can be.
  func find(_ value: Row.Value, _ kind: Column.Kind) -> Found? {
    guard kind != .email, kind != .plain else { return nil }
    let writings = value.writings(kind)
    func found(_ run: Range<Int>, _ reading: ReadSlots? = nil) -> Found {
      let reading = reading ?? ReadSlots(known: 0, marks: 0)
      return Found(value: value, reading: reading, used: writings.used, run: run)
    }
    // What is the same to the byte has the same letters.
    let folded = Writings.Folded(writings, by: .letters)
    let candidates = runs.filter { folded.read(letters(of: $0)) != nil }
    guard let first = candidates.first else { return meaning(of: value, kind).map { found($0) } }
    // Whoever changes capitals mostly takes signs away as well: where none are left, that says nothing.
    for folding in row.hasSigns ? [Folding.exact, .cased] : [.exact] {
      let folded = Writings.Folded(writings, by: folding)
      for run in candidates {
        let text = row.bytes(run).withUnsafeBufferPointer(folding.bytes)
        guard let reading = folded.read(text[...]) else { continue }
        let isTidied = folding != .exact && isTidied(run, value, kind)
        return found(run, isTidied ? nil : reading)
      }
    }
    return found(first, isTidied(first, value, kind) ? nil : folded.read(letters(of: first)))
  }

  /// Whether others wrote the value in a way of their own, which would be read as marks: an address
  /// all in capitals as mailers write it, a phone number with its plus sign and no spaces.
  private func isTidied(_ run: Range<Int>, _ value: Row.Value, _ kind: Column.Kind) -> Bool {
    let text = row.text(run)
    switch kind {
    case .address: return text.hasNoSmallLetters && !value.text.hasNoSmallLetters
    case .phone: return text.utf8.first == UInt8(ascii: "+") && !text.utf8.contains(32)
    default: return false
    }
  }

  /// Where nothing but the meaning is left.
  private func meaning(of value: Row.Value, _ kind: Column.Kind) -> Range<Int>? {
    switch kind {
    case .address:
      guard let address = PostalAddress(value.text) else { return nil }
      let meaning = Meaning.address(value.text)
      return runs.first { run in
        row.cells[run.lowerBound].hasPrefix(address.house)
          && letters(of: run).endingDigits.starts(with: address.zip.utf8)
          && Meaning.address(row.text(run)) == meaning
      }
    case .phone:
      guard let meaning = Meaning.phone(value.text) else { return nil }
      return runs.first { $0.count == 1 && Meaning.phone(row.text($0)) == meaning }
    default: return nil
    }
  }
}

extension ArraySlice<UInt8> {
  /// The digits at the end: those of a ZIP, in a text that ends in one.
  var endingDigits: ArraySlice<UInt8> { suffix(reversed().prefix { $0.isDigit }.count) }
}

extension String {
  fileprivate var hasNoSmallLetters: Bool {
    !utf8.contains { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }
  }

  var hasLetters: Bool { unicodeScalars.contains { $0.properties.isAlphabetic } }
}
