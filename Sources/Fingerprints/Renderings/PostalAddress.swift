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
    let parts = text.utf8.split(separator: UInt8(ascii: ",")).map { String(Substring($0)).words }
    guard parts.count > 1, var tail = parts.last, let zip = tail.popLast().flatMap(ZIP.init),
      let state = state(endingIn: &tail)
    else { return nil }
    let isCityApart = tail.isEmpty
    let front = isCityApart ? parts.dropLast(2) : parts.dropLast(1)
    let city = (isCityApart ? parts[parts.count - 2] : tail).joined(separator: " ")
    guard !city.isEmpty, (1...2).contains(front.count), var line = front.first,
      line.first?.utf8.first.map(isDigit) == true
    else { return nil }
    var unit: (word: String?, id: String)?
    if front.count == 2 {
      guard let last = front.last, last.count <= 2 else { return nil }
      var rest = last
      unit = Self.unit(endingIn: &rest)
      guard unit != nil, rest.isEmpty else { return nil }
    } else {
      unit = Self.unit(endingIn: &line)
    }
    guard line.count > 1 else { return nil }
    let street = Line(line)
    return Written(
      address: PostalAddress(
        house: line[0],
        before: street.before,
        street: street.words,
        type: street.type,
        after: street.after,
        unit: unit?.id,
        city: city,
        state: state,
        zip: zip.five
      ),
      unitWord: unit?.word,
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
      let bytes = Array(word.utf8)
      let digits = bytes.filter(isDigit).count
      if bytes.count == 5, digits == 5 {
        (five, four) = (word, nil)
      } else if bytes.count == 10, digits == 9, bytes[5] == UInt8(ascii: "-") {
        (five, four) = (String(word.prefix(5)), String(word.suffix(4)))
      } else {
        return nil
      }
    }
  }

  /// The state at the end, the longest name that fits.
  private static func state(endingIn words: inout [String]) -> Word? {
    for count in [2, 1] where words.count >= count {
      let name = words.suffix(count).joined(separator: " ")
      if let pair = PostalWords.state[name] {
        words.removeLast(count)
        return Word(pair)
      }
    }
    return nil
  }

  /// The unit at the end, as in '#4B' and 'Apt 4B': it has a digit, or is one letter.
  private static func unit(endingIn words: inout [String]) -> (word: String?, id: String)? {
    guard let last = words.last else { return nil }
    func isUnit(_ id: Substring) -> Bool {
      id.utf8.contains(where: isDigit) || (id.utf8.count == 1 && String(id).isInitial)
    }
    if last.first == "#", isUnit(last.dropFirst()) {
      words.removeLast()
      return (nil, String(last.dropFirst()))
    }
    guard words.count > 1, isUnit(last[...]) else { return nil }
    var word = words[words.count - 2]
    if word.last == "." { word.removeLast() }
    guard word == "#" || PostalWords.units.contains(word) else { return nil }
    words.removeLast(2)
    return (word == "#" ? nil : word, last)
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
