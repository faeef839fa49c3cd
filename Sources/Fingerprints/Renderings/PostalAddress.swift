/// An address in the United States, taken apart.
///
/// What it was written with (long or short words, commas, dots, the four last digits of the ZIP) is
/// not in it: two writings of one address are equal.
public struct PostalAddress: Hashable, Sendable {
  let house: String
  /// Directions, type and state in their long spelling.
  let before: String?
  let street: [String]
  let type: String?
  let after: String?
  let unit: String?
  let city: [String]
  let state: String
  let zip: String

  /// Takes an address apart.
  ///
  /// - Returns: nil for anything that is not surely an address in the United States.
  public init?(_ text: String) {
    guard let address = text.withBytes({ Parts($0).map(PostalAddress.init) }) else { return nil }
    self = address
  }

  private init(_ parts: Parts) {
    func text(_ bytes: Bytes) -> String { String(decoding: bytes, as: UTF8.self) }
    func long(_ pair: PostalWords.Pair?) -> String? { (pair?.long.bytes).map(text) }
    house = text(parts.house)
    before = long(parts.before)
    street = parts.street.map(text)
    type = long(parts.type)
    after = long(parts.after)
    unit = parts.unit.map(text)
    city = parts.city.map(text)
    state = text(parts.state.long.bytes)
    zip = text(parts.zip)
  }
}

extension PostalAddress {
  /// The parts of an address and what they were written with, for as long as the text is held.
  struct Parts {
    var house: Bytes { line.house }
    var before: PostalWords.Pair? { line.before }
    var street: ArraySlice<Bytes> { line.street }
    var type: PostalWords.Pair? { line.type }
    var after: PostalWords.Pair? { line.after }
    private let line: Line
    let unit: Bytes?
    /// The word before the unit, if it is a word.
    let unitWord: Bytes?
    let city: ArraySlice<Bytes>
    let state: PostalWords.Pair
    let zip: Bytes
    /// The four last digits.
    let plusFour: Bytes?

    init?(_ text: Bytes) {
      let (words, parts) = Self.split(text)
      guard let last = words.last, parts.count > 1, !parts[parts.count - 1].isEmpty,
        let (zip, plusFour) = Self.zip(last)
      else { return nil }
      guard let (state, tail) = Self.state(endingIn: words[parts[parts.count - 1]].dropLast())
      else { return nil }
      let front = parts.dropLast(tail.isEmpty ? 2 : 1)
      guard let first = front.first, front.count <= 2 else { return nil }
      city = tail.isEmpty ? words[parts[parts.count - 2]] : tail
      guard !city.isEmpty, words[first].first?.first?.isDigit == true else { return nil }
      // Behind a comma there is a unit and nothing else.
      let found = Self.unit(endingIn: words[front.count == 2 ? parts[1] : first])
      if front.count == 2, found?.rest.isEmpty != true { return nil }
      (unit, unitWord) = (found?.unit, found?.word)
      let line = front.count == 2 ? words[first] : found?.rest ?? words[first]
      guard line.count > 1 else { return nil }
      self.line = Line(line)
      (self.state, self.zip, self.plusFour) = (state, zip, plusFour)
    }
  }
}

extension PostalAddress.Parts {
  /// The words, and which of them stand between commas.
  private static func split(_ text: Bytes) -> (words: [Bytes], parts: [Range<Int>]) {
    var (words, parts): ([Bytes], [Range<Int>]) = ([], [])
    words.reserveCapacity(16)
    parts.reserveCapacity(4)
    var (word, part, first) = (0, 0, 0)
    for place in 0...text.count {
      let byte = place < text.count ? text[place] : UInt8(ascii: ",")
      guard byte == UInt8(ascii: " ") || byte == UInt8(ascii: ",") else { continue }
      if word < place { words.append(text[part: word..<place]) }
      word = place + 1
      guard byte == UInt8(ascii: ",") else { continue }
      // Nothing between two commas is no part.
      if part < place { parts.append(first..<words.count) }
      (part, first) = (place + 1, words.count)
    }
    return (words, parts)
  }

  private static func zip(_ word: Bytes) -> (five: Bytes, four: Bytes?)? {
    let digits = word.count { $0.isDigit }
    if word.count == 5, digits == 5 { return (word, nil) }
    guard word.count == 10, digits == 9, word[5] == UInt8(ascii: "-") else { return nil }
    return (word[part: 0..<5], word[part: 6..<10])
  }

  /// The state at the end, the longest name that fits.
  private static func state(
    endingIn words: ArraySlice<Bytes>
  ) -> (state: PostalWords.Pair, rest: ArraySlice<Bytes>)? {
    guard let last = words.last else { return nil }
    let rest = words.dropLast()
    if let before = rest.last, let pair = PostalWords.state[before, last] {
      return (pair, rest.dropLast())
    }
    return PostalWords.state[last].map { ($0, rest) }
  }

  /// The unit at the end, as in '#4B' and 'Apt 4B': it has a digit, or is one letter.
  private static func unit(
    endingIn words: ArraySlice<Bytes>
  ) -> (unit: Bytes, word: Bytes?, rest: ArraySlice<Bytes>)? {
    guard let last = words.last else { return nil }
    let rest = words.dropLast()
    func isUnit(_ id: Bytes) -> Bool { id.contains { $0.isDigit } || id.isInitial }
    if last.first == UInt8(ascii: "#") {
      let id = last[part: 1..<last.count]
      if isUnit(id) { return (id, nil, rest) }
    }
    guard isUnit(last), let word = rest.last?.withoutDot else { return nil }
    let isSign = word == "#"
    guard isSign || PostalWords.unit.contains(word) else { return nil }
    return (last, isSign ? nil : word, rest.dropLast())
  }
}

extension PostalAddress.Parts {
  /// A street: '123 North Main Street South'.
  fileprivate struct Line {
    let house: Bytes
    var before: PostalWords.Pair?
    var street: ArraySlice<Bytes>
    var type: PostalWords.Pair?
    var after: PostalWords.Pair?

    /// - Parameter line: two words or more.
    init(_ line: ArraySlice<Bytes>) {
      house = line[line.startIndex]
      street = line.dropFirst()
      let last = street[street.endIndex - 1].withoutDot
      // A direction stands before a name and a type, or after a type: 'North Street' is a name.
      if street.count > 2, let pair = PostalWords.direction[last],
        let type = PostalWords.street[street[street.endIndex - 2].withoutDot]
      {
        (after, self.type) = (pair, type)
        street = street.dropLast(2)
      } else if street.count > 1, let pair = PostalWords.street[last] {
        type = pair
        street = street.dropLast()
      }
      if type != nil, street.count > 1,
        let pair = PostalWords.direction[street[street.startIndex].withoutDot]
      {
        before = pair
        street = street.dropFirst()
      }
    }
  }
}
