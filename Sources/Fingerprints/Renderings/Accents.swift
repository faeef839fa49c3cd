import Foundation

/// Letters with their accents in them, and beside them.
///
/// Those of Latin-1 and Latin Extended-A, two bytes each, are looked up once and for all: names are
/// full of them, and Foundation takes a microsecond for each word.
enum Accents {
  /// U+00C0 to U+017F, decomposed.
  private static let decomposed = table { $0.decomposedStringWithCanonicalMapping }

  static func table(_ change: (String) -> String) -> [[UInt8]] {
    (0xc0...0x17f).map { code in
      Array(change(Unicode.Scalar(code).map { String(Character($0)) } ?? "").utf8)
    }
  }

  /// Which letter of a table is at a place; nil for any other.
  static func letter(_ text: Bytes, _ place: Int) -> Int? {
    guard (0xc3...0xc5).contains(text[place]), place + 1 < text.count else { return nil }
    return Int(text[place] - 0xc3) << 6 | Int(text[place + 1] & 0x3f)
  }

  /// Whether an accent is at a place, right behind a plain letter: so it has no other to change
  /// places with.
  static func isMark(_ text: Bytes, _ place: Int) -> Bool {
    text[place] == 0xcc && place > 0 && text[place - 1] < 0x80 && place + 1 < text.count
  }

  /// A word in both.
  static func forms(of word: Bytes) -> (composed: [UInt8], decomposed: [UInt8]) {
    if let decomposed = decomposed(word) { return (Array(word), decomposed) }
    let text = String(decoding: word, as: UTF8.self)
    return (
      Array(text.precomposedStringWithCanonicalMapping.utf8),
      Array(text.decomposedStringWithCanonicalMapping.utf8)
    )
  }

  /// A word of letters of the table alone: they are composed, and none goes together with the next.
  private static func decomposed(_ word: Bytes) -> [UInt8]? {
    var (letters, place) = ([UInt8](), 0)
    letters.reserveCapacity(2 * word.count)
    while place < word.count {
      if word[place] < 0x80 {
        letters.append(word[place])
        place += 1
      } else if let letter = letter(word, place) {
        letters += decomposed[letter]
        place += 2
      } else {
        return nil
      }
    }
    return letters
  }
}
