extension UInt8 {
  var isDigit: Bool { (0x30...0x39).contains(self) }
  var isLetter: Bool {
    (0x41...0x5A).contains(self) || (0x61...0x7A).contains(self) || self == 0x5F
  }
  fileprivate var isHexDigit: Bool {
    isDigit || (0x41...0x46).contains(self) || (0x61...0x66).contains(self)
  }
  fileprivate var isSpace: Bool { self == 0x20 || self == 0x09 || self == 0x0A || self == 0x0D }
}

extension ExpressionParser {
  func peek(_ ahead: Int = 0) -> UInt8? {
    position + ahead < bytes.count ? bytes[position + ahead] : nil
  }

  mutating func skipSpace() {
    skip(while: \.isSpace)
  }

  /// Letters and digits, from a letter on; no text where there is none.
  mutating func takeWord() -> String {
    guard peek()?.isLetter == true else { return "" }
    let start = position
    skip { $0.isLetter || $0.isDigit }
    return text(from: start)
  }

  /// The operator that stands here; what is none stays to be read.
  mutating func takeOperator() -> Operator? {
    skipSpace()
    let start = position
    let word = takeWord()
    if !word.isEmpty {
      if let found = Operator.spelled[word.lowercased()] { return found }
      move(to: start)
      return nil
    }
    for length in [2, 1] where position + length <= bytes.count {
      let sign = String(decoding: bytes[position..<position + length], as: UTF8.self)
      guard let found = Operator.spelled[sign] else { continue }
      move(to: position + length)
      return found
    }
    return nil
  }

  mutating func number() throws(Invalid) -> Double {
    let start = position
    let isHex = peek() == UInt8(ascii: "0") && peek(1) == UInt8(ascii: "x")
    if isHex {
      move(to: position + 2)
      skip(while: \.isHexDigit)
    } else {
      skip(while: \.isDigit)
      if peek() == UInt8(ascii: "."), peek(1)?.isDigit == true {
        move(to: position + 1)
        skip(while: \.isDigit)
      }
    }
    let text = text(from: start)
    let hasLeadingZero = text.count > 1 && text.hasPrefix("0") && !text.hasPrefix("0.") && !isHex
    guard !hasLeadingZero, let number = text.plainNumber else {
      throw invalid("has a number that is not written as 7, 7.5 or 0x1F", at: start)
    }
    return number
  }

  /// A text in quotes of either kind; a backslash keeps a quote from ending it.
  mutating func string() throws(Invalid) -> String {
    let start = position
    let quote = bytes[position]
    move(to: position + 1)
    var letters: [UInt8] = []
    while let byte = peek() {
      move(to: position + 1)
      if byte == quote { return String(decoding: letters, as: UTF8.self) }
      let next = peek()
      if byte == UInt8(ascii: "\\"), let next,
        [UInt8(ascii: "'"), UInt8(ascii: "\"")].contains(next)
      {
        letters.append(next)
        move(to: position + 1)
      } else {
        letters.append(byte)
      }
    }
    throw invalid("has a text whose quote is not closed", at: start)
  }

  mutating func variable() throws(Invalid) -> Variable {
    let start = position
    move(to: position + 1)
    let first = position
    skip { $0 != UInt8(ascii: "}") && $0 != UInt8(ascii: "{") }
    let inner = text(from: first)
    guard peek() == UInt8(ascii: "}") else {
      throw invalid("has a variable whose brace is not closed", at: start)
    }
    move(to: position + 1)
    do {
      let variable = try Variable(inner)
      note(variable.name)
      return variable
    } catch {
      throw invalid("cannot be read: \(error.rule)", at: start)
    }
  }

  /// Says what stands here instead.
  mutating func unexpected(wanted: String) -> Invalid {
    guard let byte = peek() else { return invalid("ends where \(wanted) must stand") }
    let start = position
    let word = takeWord()
    guard word.isEmpty else {
      return invalid("has '\(word)' where \(wanted) must stand", at: start)
    }
    let sign = byte < 0x80 && byte > 0x20 ? "'\(String(UnicodeScalar(byte)))'" : "a letter"
    return invalid("has \(sign) where \(wanted) must stand", at: start)
  }

  private mutating func skip(while holds: (UInt8) -> Bool) {
    var end = position
    while end < bytes.count, holds(bytes[end]) { end += 1 }
    move(to: end)
  }

  private func text(from start: Int) -> String {
    String(decoding: bytes[start..<position], as: UTF8.self)
  }
}
