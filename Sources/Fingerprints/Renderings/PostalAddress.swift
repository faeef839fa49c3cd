/// An address in the United States, taken apart.
///
/// What it was written with (long or short words, commas, dots, the four last digits of the ZIP) is
/// not in it: two writings of one address are equal.
public struct PostalAddress: Hashable, Sendable {
  /// A word with two spellings, by both.
  struct Word: Hashable, Sendable {
    let long: String
    let short: String

    init(_ pair: (long: String, short: String)) {
      long = pair.long
      short = pair.short
    }
  }

  let house: String
  let before: Word?
  let street: [String]
  let type: Word?
  let after: Word?
  let unit: String?
  let city: String
  let state: Word
  let zip: String
}

extension PostalAddress {
  /// An address and what it was written with.
  struct Written {
    let address: PostalAddress
    /// The word before the unit, if it is a word.
    let unitWord: String?
    /// The four last digits.
    let plusFour: String?
  }

  /// Takes an address apart.
  ///
  /// - Returns: nil for anything that is not surely an address in the United States.
  public init?(_ text: String) {
    guard let written = Self.parse(text) else { return nil }
    self = written.address
  }

  static func parse(_ text: String) -> Written? {
    var words = text.words
    guard words.count > 4, let zip = words.popLast().flatMap(ZIP.init),
      let state = state(endingIn: &words)
    else { return nil }
    // Between city and state there may be a comma; before the city there must be one.
    words[words.count - 1].dropComma()
    let commas = words.indices.filter { words[$0].utf8.last == UInt8(ascii: ",") }
    guard let end = commas.last, (1...2).contains(commas.count), end + 1 < words.count,
      words[0].utf8.first.map(isDigit) == true
    else { return nil }
    for comma in commas { words[comma].dropComma() }
    guard !words.contains(where: { $0.utf8.contains(UInt8(ascii: ",")) }) else { return nil }
    let city = words[(end + 1)...].joined(separator: " ")
    words.removeLast(words.count - end - 1)
    guard
      let (unit, unitWord) = unit(endingIn: &words, from: commas.count == 2 ? commas[0] + 1 : nil),
      words.count > 1
    else { return nil }
    let street = Line(words)
    return Written(
      address: PostalAddress(
        house: words[0],
        before: street.before,
        street: street.words,
        type: street.type,
        after: street.after,
        unit: unit,
        city: city,
        state: state,
        zip: zip.five
      ),
      unitWord: unitWord,
      plusFour: zip.four
    )
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  private struct ZIP {
    let five: String
    let four: String?

    init?(_ word: String) {
      let count = word.utf8.count
      let digits = word.utf8.count(where: isDigit)
      if count == 5, digits == 5 {
        (five, four) = (word, nil)
      } else if count == 10, digits == 9, word.utf8.dropFirst(5).first == UInt8(ascii: "-") {
        (five, four) = (String(word.prefix(5)), String(word.suffix(4)))
      } else {
        return nil
      }
    }
  }

  /// The state at the end, the longest name that fits.
  private static func state(endingIn words: inout [String]) -> Word? {
    let last = words.count - 1
    if let pair = PostalWords.state[words[last - 1] + " " + words[last]] {
      words.removeLast(2)
      return Word(pair)
    }
    guard let pair = PostalWords.state[words[last]] else { return nil }
    words.removeLast()
    return Word(pair)
  }

  /// The unit at the end, as in '#4B' and 'Apt 4B': it has a digit, or is one letter.
  ///
  /// - Parameter start: where a comma says that it begins.
  /// - Returns: nothing where there is no unit; nil where there should be one.
  private static func unit(
    endingIn words: inout [String],
    from start: Int?
  ) -> (unit: String?, word: String?)? {
    let last = words[words.count - 1]
    func isUnit(_ id: Substring) -> Bool {
      id.utf8.contains(where: isDigit) || (id.utf8.count == 1 && String(id).isInitial)
    }
    if last.utf8.first == UInt8(ascii: "#"), isUnit(last.dropFirst()) {
      words.removeLast()
      guard start ?? words.count == words.count else { return nil }
      return (String(last.dropFirst()), nil)
    }
    guard words.count > 1 else { return nil }
    var word = words[words.count - 2]
    if word.utf8.last == UInt8(ascii: ".") { word.removeLast() }
    guard isUnit(last[...]), word == "#" || PostalWords.units.contains(word) else {
      return start == nil ? (nil, nil) : nil
    }
    words.removeLast(2)
    guard start ?? words.count == words.count else { return nil }
    return (last, word == "#" ? nil : word)
  }
}

extension PostalAddress {
  /// A street: '123 North Main Street South'.
  private struct Line {
    var before: Word?
    var words: [String]
    var type: Word?
    var after: Word?

    init(_ line: [String]) {
      words = Array(line.dropFirst())
      // A direction stands before a name and a type, or after a type: 'North Street' is a name.
      if words.count > 2, let pair = Self.pair(words[words.count - 1], in: PostalWords.direction),
        let type = Self.pair(words[words.count - 2], in: PostalWords.street)
      {
        (after, self.type) = (Word(pair), Word(type))
        words.removeLast(2)
      } else if words.count > 1,
        let pair = Self.pair(words[words.count - 1], in: PostalWords.street)
      {
        type = Word(pair)
        words.removeLast()
      }
      if type != nil, words.count > 1, let pair = Self.pair(words[0], in: PostalWords.direction) {
        before = Word(pair)
        words.removeFirst()
      }
    }

    private static func pair(
      _ word: String,
      in pairs: PostalWords.Pairs
    ) -> (long: String, short: String)? {
      pairs[word.last == "." ? String(word.dropLast()) : word]
    }
  }
}

extension String {
  /// Takes a comma from the end.
  fileprivate mutating func dropComma() {
    if utf8.last == UInt8(ascii: ",") { removeLast() }
  }
}
