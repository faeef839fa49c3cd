/// A leaked row while values are looked for in it: its runs, folded when they are first asked for.
struct RowText {
  let row: LeakedRow
  let runs: [Range<Int>]
  private var folded: [[[UInt8]?]]

  init(_ row: LeakedRow) {
    self.row = row
    runs = row.runs
    let none = [[UInt8]?](repeating: nil, count: runs.count)
    folded = Array(repeating: none, count: Folding.allCases.count)
  }

  private mutating func bytes(_ run: Int, _ folding: Folding) -> [UInt8] {
    if let bytes = folded[folding.rawValue][run] { return bytes }
    let bytes = folding.bytes(row.text(runs[run]))
    folded[folding.rawValue][run] = bytes
    return bytes
  }

  /// A value that was found in the row.
  struct Found {
    let value: Row.Value
    let reading: ReadSlots
    let used: UInt8
    let run: Range<Int>
  }

  /// The value in the row, compared as strictly as it can be.
  mutating func find(_ value: Row.Value, _ kind: Column.Kind) -> Found? {
    guard kind != .email, kind != .plain else { return nil }
    let writings = value.writings(kind)
    for folding in Folding.allCases {
      let folded = Writings.Folded(writings, by: folding)
      for run in runs.indices {
        guard let reading = folded.read(bytes(run, folding)) else {
          continue
        }
        let isTidied = folding != .exact && isTidied(run, value, kind)
        return Found(
          value: value,
          reading: isTidied ? ReadSlots(known: 0, marks: 0) : reading,
          used: writings.used,
          run: runs[run]
        )
      }
    }
    guard let run = meaning(of: value, kind) else { return nil }
    return Found(
      value: value,
      reading: ReadSlots(known: 0, marks: 0),
      used: writings.used,
      run: run
    )
  }

  /// Whether others wrote the value in a way of their own, which would be read as marks: an address
  /// all in capitals as mailers write it, a phone number with its plus sign and no spaces.
  private func isTidied(_ run: Int, _ value: Row.Value, _ kind: Column.Kind) -> Bool {
    let text = row.text(runs[run])
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
          && Meaning.address(row.text(run)) == meaning
      }
    case .phone:
      guard let meaning = Meaning.phone(value.text) else { return nil }
      return runs.first { $0.count == 1 && Meaning.phone(row.text($0)) == meaning }
    default: return nil
    }
  }
}

extension String {
  fileprivate var hasNoSmallLetters: Bool {
    !utf8.contains { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }
  }

  var hasLetters: Bool { unicodeScalars.contains { $0.properties.isAlphabetic } }
}
