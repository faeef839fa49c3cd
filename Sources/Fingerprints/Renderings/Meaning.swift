import Foundation

/// What a value says, however it is written.
///
/// All writings of a value mean the same, and a bulk mailer's tidying (level L2: capitals, postal
/// abbreviations, no punctuation, E.164) leaves the meaning alone. So this is what rows are matched
/// by, and what is left to compare when nothing of the marks is.
public enum Meaning {
  /// The meaning of a value.
  public static func of(_ text: String, _ kind: Column.Kind) -> String {
    switch kind {
    case .name: name(text)
    case .address: address(text)
    case .phone: phone(text) ?? text
    case .email: text.lowercased()
    case .coordinates(let decimals): coordinates(text, decimals: decimals)
    case .minute: minute(text)
    case .plain: text
    }
  }

  /// Words, without case, dots and commas.
  static func name(_ text: String) -> String {
    text.words.map { String(decoding: Folding.letters.bytes($0), as: UTF8.self) }
      .filter { !$0.isEmpty }
      .joined(separator: " ")
  }

  /// The words of an address as the postal service writes them, one after the other.
  ///
  /// Each word is taken by itself, so that addresses that lost their commas can be compared; where
  /// there are commas, 'Key West, Virginia' is not in West Virginia.
  static func address(_ text: String) -> String {
    let parts = text.utf8.split(separator: UInt8(ascii: ",")).map { part in
      part.split { !isLetterOrDigit($0) }.map { String(Substring($0)).uppercased() }
    }
    return parts.enumerated().reduce(into: "") { short, part in
      let isLast = part.offset == parts.count - 1
      short += shortened(isLast ? withoutPlusFour(part.element) : part.element)
    }
  }

  private static func withoutPlusFour(_ words: [String]) -> [String] {
    guard let last = words.last else { return words }
    if isDigits(last, 9) { return words.dropLast() + [String(last.prefix(5))] }
    let isPlusFour = isDigits(last, 4) && words.dropLast().last.map { isDigits($0, 5) } == true
    return isPlusFour ? words.dropLast() : words
  }

  private static func shortened(_ words: [String]) -> String {
    var (short, place) = ("", 0)
    while place < words.count {
      if place + 1 < words.count, let two = shorts[words[place] + " " + words[place + 1]] {
        short += two
        place += 2
      } else {
        short += shorts[words[place]] ?? words[place]
        place += 1
      }
    }
    return short
  }

  /// The ten digits of a number of North America.
  static func phone(_ text: String) -> String? {
    text.withBytes { phone($0).map { String(decoding: $0, as: UTF8.self) } }
  }

  static func phone(_ text: Bytes) -> ArraySlice<UInt8>? {
    var digits: [UInt8] = []
    digits.reserveCapacity(16)
    for byte in text {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digits.append(byte)
      case UInt8(ascii: " "), UInt8(ascii: "-"), UInt8(ascii: "("), UInt8(ascii: ")"),
        UInt8(ascii: "+"), UInt8(ascii: "."):
        continue
      default: return nil
      }
    }
    if digits.count == 11, digits[0] == UInt8(ascii: "1") { digits.removeFirst() }
    // Neither an area nor an exchange begins with 0 or 1.
    guard digits.count == 10, digits[0] > UInt8(ascii: "1"), digits[3] > UInt8(ascii: "1") else {
      return nil
    }
    return digits[...]
  }

  static func coordinates(_ text: String, decimals: Int) -> String {
    text.withBytes { text in
      let declared = Number.split(text).flatMap { number in
        text[number.range.lowerBound..<(number.end(decimals: decimals) ?? number.range.upperBound)]
      }
      return String(decoding: declared, as: UTF8.self)
    }
  }

  static func minute(_ text: String) -> String {
    text.withBytes { bytes in
      guard let place = seconds(of: bytes) else { return text }
      let rest = Array(bytes[..<place.lowerBound]) + bytes[place.upperBound...]
      return String(decoding: rest, as: UTF8.self)
    }
  }

  /// Where the seconds of the first time of day are, with their fraction.
  static func seconds(of text: Bytes) -> Range<Int>? {
    func isDigit(_ place: Int) -> Bool { text.indices.contains(place) && text[place].isDigit }
    let colon = UInt8(ascii: ":")
    for place in text.indices.dropFirst(5) where text[place - 1] == colon {
      guard text[place - 4] == colon, isDigit(place - 6) || place == 5, isDigit(place - 5),
        isDigit(place - 3), isDigit(place - 2), isDigit(place), isDigit(place + 1)
      else { continue }
      var end = place + 2
      if end < text.count, text[end] == UInt8(ascii: "."), isDigit(end + 1) {
        repeat { end += 1 } while isDigit(end)
      }
      return place..<end
    }
    return nil
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x80..., UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"):
      true
    default: false
    }
  }

  private static func isDigits(_ word: String, _ count: Int) -> Bool {
    word.utf8.count == count
      && word.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }

  /// Long words to short ones, and words before a unit to nothing.
  private static let shorts: [String: String] = {
    var shorts: [String: String] = [:]
    for pair in PostalWords.streets + PostalWords.directions + PostalWords.states {
      shorts["\(pair.long)".uppercased()] = "\(pair.short)".uppercased()
    }
    for word in PostalWords.units { shorts["\(word)".uppercased()] = "" }
    return shorts
  }()
}
