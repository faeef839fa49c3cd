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
  func bytes(_ text: String) -> [UInt8] {
    var bytes = text.withBytes(piece)
    if self == .cased {
      while bytes.last == Self.space { bytes.removeLast() }
      if bytes.first == Self.space { bytes.removeFirst() }
    }
    return bytes
  }

  /// A piece of a text: pieces one after the other fold to what the whole folds to.
  func piece(_ text: some Collection<UInt8>) -> [UInt8] {
    if self == .exact { return Array(text) }
    var folded: [UInt8] = []
    folded.reserveCapacity(text.count)
    for byte in text {
      switch byte {
      case 0x80...: return unicode(String(decoding: text, as: UTF8.self))
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): folded.append(byte | 0x20)
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
        folded.append(byte)
      default: add(byte, to: &folded)
      }
    }
    return folded
  }

  private static let space = UInt8(ascii: " ")

  private func add(_ byte: UInt8, to folded: inout [UInt8]) {
    guard self == .cased else { return }
    let isSpace = byte == Self.space || (9...13).contains(byte)
    if !isSpace {
      folded.append(byte)
    } else if folded.last != Self.space {
      folded.append(Self.space)
    }
  }

  private func unicode(_ text: String) -> [UInt8] {
    // Upper case first: 'ß' becomes 'SS' there, and would stay apart from it in lower case.
    let lower = text.uppercased().lowercased().precomposedStringWithCanonicalMapping
    var folded: [UInt8] = []
    for scalar in lower.unicodeScalars {
      let properties = scalar.properties
      let isKept =
        properties.isAlphabetic || properties.numericType != nil
        || properties.generalCategory == .nonspacingMark
      if isKept || (self == .cased && !properties.isWhitespace) {
        folded.append(contentsOf: String(scalar).utf8)
      } else if properties.isWhitespace {
        add(Self.space, to: &folded)
      }
    }
    return folded
  }
}
