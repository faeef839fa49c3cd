/// What rows and people are brought together by: parts of values that no rendering changes.
///
/// Keys are made of meanings, never of marks: who knows what marks an edition has cannot tell from a
/// row's keys whether it is that edition's.
public enum BlockingKey {
  /// The keys of a stored value.
  public static func keys(of value: Row.Value, _ kind: Column.Kind) -> [String] {
    switch kind {
    case .address: address(value.text).map { [$0] } ?? []
    case .phone: phone(value.text).map { [$0] } ?? []
    case .coordinates(let decimals): coordinates(value.text, decimals).map { [$0] } ?? []
    case .name, .email, .minute, .plain: []
    }
  }

  /// The keys of a leaked row.
  ///
  /// - Parameter columns: those that the row may have values of.
  static func keys(of text: RowText, _ columns: [Column]) -> Set<String> {
    var keys: Set<String> = []
    let decimals = Set(
      columns.compactMap { column in
        if case .coordinates(let decimals) = column.kind { decimals } else { nil }
      }
    )
    let cells = text.row.cells
    for run in text.runs where cells[run.upperBound - 1].utf8.last?.isDigit == true {
      if cells[run.lowerBound].utf8.first?.isDigit == true,
        let key = address(text.letters(of: run))
      {
        keys.insert(key)
      }
      if run.count == 1, let key = phone(cells[run.lowerBound]) { keys.insert(key) }
      guard run.count <= 2, text.letters(of: run).allSatisfy(\.isDigit) else { continue }
      for decimals in decimals {
        if let key = coordinates(text.row.text(run), decimals) { keys.insert(key) }
      }
    }
    return keys
  }

  private static func address(_ text: String) -> String? {
    guard text.utf8.first?.isDigit == true else { return nil }
    return address(Folding.letters.bytes(text)[...])
  }

  /// The digits it begins with, and the ZIP that it ends with.
  private static func address(_ letters: ArraySlice<UInt8>) -> String? {
    let (house, end) = (letters.prefix { $0.isDigit }, letters.endingDigits)
    guard end.count == 5 || end.count == 9, house.count < letters.count else { return nil }
    return "a/" + String(decoding: house, as: UTF8.self) + "/"
      + String(decoding: end.prefix(5), as: UTF8.self)
  }

  private static func phone(_ text: String) -> String? {
    Meaning.phone(text).map { "p/" + $0 }
  }

  private static func coordinates(_ text: String, _ decimals: Int) -> String? {
    let isExact = text.withBytes { text in
      Number.split(text).contains { $0.end(decimals: decimals) != nil }
    }
    guard isExact else { return nil }
    let digits = Folding.letters.bytes(Meaning.coordinates(text, decimals: decimals))
    return digits.allSatisfy(\.isDigit) ? "c/" + String(decoding: digits, as: UTF8.self) : nil
  }
}
