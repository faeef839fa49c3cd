import Foundation

/// How far two texts may differ and still be compared.
///
/// Whoever passes a list on often tidies it, and tidying takes marks away: what is the same after it
/// cannot be told apart. `letters` is what a careful copyist leaves (level L1), and of addresses and
/// phone numbers a mailer leaves nothing but the meaning (level L2, see `Meaning`).
public enum Folding: Int, Sendable, CaseIterable {
  /// Byte by byte.
  case exact
  /// But for case, runs of spaces, and composed letters.
  case cased
  /// Letters and digits alone, but for case.
  case letters

  /// A whole text.
  func bytes(_ text: String) -> [UInt8] { text.withBytes(bytes) }

  func bytes(_ text: Bytes) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count)
    add(text, to: &bytes)
    if self == .cased {
      while bytes.last == Self.space { bytes.removeLast() }
      if bytes.first == Self.space { bytes.removeFirst() }
    }
    return bytes
  }

  /// Adds a piece of a text: pieces one after the other fold to what the whole folds to.
  func add(_ text: Bytes, to folded: inout [UInt8]) {
    if self == .exact { return folded.append(contentsOf: text) }
    let start = folded.count
    var place = 0
    while place < text.count {
      if text[place] < 0x80 {
        add(text[place], to: &folded, from: start)
        place += 1
      } else if let letter = Accents.letter(text, place) {
        folded += self == .cased ? Self.accentedCased[letter] : Self.accented[letter]
        place += 2
      } else if Accents.isMark(text, place) {
        folded += text[place...place + 1]
        place += 2
      } else {
        folded.removeLast(folded.count - start)
        return add(unicode: String(decoding: text, as: UTF8.self), to: &folded)
      }
    }
  }

  private static let space = UInt8(ascii: " ")

  private func add(_ byte: UInt8, to folded: inout [UInt8], from start: Int) {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): folded.append(byte | 0x20)
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      folded.append(byte)
    case Self.space, 9...13: addSpace(to: &folded, from: start)
    default: if self == .cased { folded.append(byte) }
    }
  }

  /// One for all that come together.
  private func addSpace(to folded: inout [UInt8], from start: Int) {
    guard self == .cased, folded.count == start || folded.last != Self.space else { return }
    folded.append(Self.space)
  }
}

extension Folding {
  private static let accentedCased = Accents.table(Folding.cased.folded)
  private static let accented = Accents.table(Folding.letters.folded)

  private func folded(_ letter: String) -> String {
    var folded: [UInt8] = []
    add(unicode: letter, to: &folded)
    return String(decoding: folded, as: UTF8.self)
  }

  /// Accents are set beside their letters, where each stays whatever comes behind it.
  private func add(unicode text: String, to folded: inout [UInt8]) {
    let start = folded.count
    // Upper case first: 'ß' becomes 'SS' there, and would stay apart from it in lower case.
    let lower = text.uppercased().lowercased().decomposedStringWithCanonicalMapping
    for scalar in lower.unicodeScalars {
      let properties = scalar.properties
      let isKept =
        properties.isAlphabetic || properties.numericType != nil
        || properties.generalCategory == .nonspacingMark
      if isKept || (self == .cased && !properties.isWhitespace) {
        folded.append(contentsOf: String(scalar).utf8)
      } else if properties.isWhitespace {
        addSpace(to: &folded, from: start)
      }
    }
  }
}
