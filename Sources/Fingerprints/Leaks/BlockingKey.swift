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
  static func keys(of row: LeakedRow, _ columns: [Column]) -> Set<String> {
    var keys: Set<String> = []
    let decimals = Set(
      columns.compactMap { column in
        if case .coordinates(let decimals) = column.kind { decimals } else { nil }
      }
    )
    for run in row.runs where row.cells[run.upperBound - 1].utf8.last.map(isDigit) == true {
      let text = row.text(run)
      if run.count == 1, let key = phone(text) { keys.insert(key) }
      if let key = address(text) { keys.insert(key) }
      guard run.count <= 2 else { continue }
      for decimals in decimals {
        if let key = coordinates(text, decimals) { keys.insert(key) }
      }
    }
    return keys
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }

  /// The digits it begins with, and the ZIP that it ends with.
  private static func address(_ text: String) -> String? {
    guard text.utf8.first.map(isDigit) == true else { return nil }
    let letters = Folding.letters.bytes(text)
    let house = letters.prefix(while: isDigit)
    let end = letters.reversed().prefix(while: isDigit).count
    guard end == 5 || end == 9, house.count < letters.count else { return nil }
    let zip = letters.suffix(end).prefix(5)
    return "a/\(String(decoding: house, as: UTF8.self))/\(String(decoding: zip, as: UTF8.self))"
  }

  private static func phone(_ text: String) -> String? {
    Meaning.phone(text).map { "p/" + $0 }
  }

  private static func coordinates(_ text: String, _ decimals: Int) -> String? {
    let isExact = text.withBytes { text in
      Number.split(text).contains { $0.end(decimals: decimals) != nil }
    }
    guard isExact,
      !text.unicodeScalars.contains(where: { $0.properties.isAlphabetic })
    else { return nil }
    let meaning = Meaning.coordinates(text, decimals: decimals)
    return "c/" + String(decoding: Folding.letters.bytes(meaning), as: UTF8.self)
  }
}
