import Foundation

/// Letters with their accents in them, and beside them.
enum Accents {
  /// A word in both.
  static func forms(of word: Bytes) -> (composed: [UInt8], decomposed: [UInt8]) {
    if let decomposed = decomposed(word) { return (Array(word), decomposed) }
    let text = String(decoding: word, as: UTF8.self)
    return (
      Array(text.precomposedStringWithCanonicalMapping.utf8),
      Array(text.decomposedStringWithCanonicalMapping.utf8)
    )
  }

  /// A word of the letters of Latin-1 and Latin Extended-A alone, which are all composed and which
  /// nothing that follows them there goes together with: letter by letter, as looked up once.
  private static func decomposed(_ word: Bytes) -> [UInt8]? {
    var decomposed: [UInt8] = []
    decomposed.reserveCapacity(2 * word.count)
    var place = 0
    while place < word.count {
      let byte = word[place]
      if byte < 0x80 {
        decomposed.append(byte)
        place += 1
      } else {
        guard place + 1 < word.count, (0xc3...0xc5).contains(byte) else { return nil }
        decomposed += letters[Int(byte - 0xc3) << 6 | Int(word[place + 1] & 0x3f)]
        place += 2
      }
    }
    return decomposed
  }

  /// What U+00C0 to U+017F decompose to.
  private static let letters = (0xc0...0x17f).map { code in
    let letter = Unicode.Scalar(code).map { String(Character($0)) } ?? ""
    return Array(letter.decomposedStringWithCanonicalMapping.utf8)
  }
}
