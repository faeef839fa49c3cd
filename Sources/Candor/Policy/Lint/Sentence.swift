/// One sentence as words, so that a phrase is found however it is broken, written or stressed.
struct Sentence: Sendable {
  struct Word: Sendable, Hashable {
    /// Lower case, without apostrophes: "don't" is 'do' and 'not'.
    ///
    /// A name that the rules know is one word: '@0' the first recipient, 'we' the company.
    var text: String
    /// As it was written.
    var raw: String
    /// Its first and last character in the block.
    var range: ClosedRange<Int>
    /// Whether a comma, colon or dash stands before it.
    var isAfterPause: Bool
    var isQuoted: Bool
  }

  let words: [Word]
  let spots: [PlainText.Spot]
  let isQuestion: Bool

  var texts: [String] { words.map(\.text) }

  func contains(_ text: String) -> Bool { words.contains { $0.text == text } }

  /// What was written from one word to another.
  func phrase(_ range: Range<Int>) -> String {
    guard let first = words[range].first, let last = words[range].last else { return "" }
    let characters = spots[first.range.lowerBound...last.range.upperBound].map(\.character)
    return String(characters).split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  func spot(_ index: Int) -> PlainText.Spot { spots[words[index].range.lowerBound] }
}

extension Sentence {
  /// After these a full stop ends nothing.
  private static let titles: Set<String> = [
    "e.g", "i.e", "art", "no", "mr", "mrs", "ms", "dr", "st", "sec",
  ]
  /// After these it ends a sentence when the next begins with a capital.
  private static let endings: Set<String> = ["inc", "ltd", "co", "etc", "vs"]

  /// The sentences of a block.
  static func all(in spots: [PlainText.Spot]) -> [Sentence] {
    var sentences: [Sentence] = []
    var start = 0
    for index in spots.indices {
      let character = spots[index].character
      guard ".!?;".contains(character) else { continue }
      var end = index + 1
      while end < spots.count, ")”’\"'".contains(spots[end].character) { end += 1 }
      guard end == spots.count || spots[end].character.isWhitespace else { continue }
      if character == ".", isAbbreviation(before: index, in: spots, since: start) { continue }
      sentences.append(Sentence(spots, start..<end, isQuestion: character == "?"))
      start = end
    }
    if start < spots.count {
      sentences.append(Sentence(spots, start..<spots.count, isQuestion: false))
    }
    return sentences.filter { !$0.words.isEmpty }
  }

  private static func isAbbreviation(
    before index: Int,
    in spots: [PlainText.Spot],
    since start: Int
  ) -> Bool {
    let word = spots[start..<index].reversed().prefix { !$0.character.isWhitespace }
      .map(\.character).reversed()
    let text = String(String(word).lowercased().trimmingPrefix("("))
    let next = spots[(index + 1)...].first { !$0.character.isWhitespace }
    return titles.contains(text)
      || (endings.contains(text) && next?.character.isUppercase == false)
  }

  private init(_ spots: [PlainText.Spot], _ range: Range<Int>, isQuestion: Bool) {
    var words: [Word] = []
    var isAfterPause = false
    var quote: Character?
    var index = range.lowerBound
    while index < range.upperBound {
      let character = spots[index].character
      let before = index > range.lowerBound ? spots[index - 1].character : " "
      guard character.isLetter || character.isNumber else {
        if let open = quote {
          if Self.closes(character, open) { quote = nil }
        } else if "“«\"".contains(character) || ("‘'".contains(character) && before.isWhitespace) {
          quote = character
        }
        if ",:—–(".contains(character) { isAfterPause = true }
        index += 1
        continue
      }
      let start = index
      while index < range.upperBound, Self.isPart(spots, index, range) { index += 1 }
      let raw = String(spots[start..<index].map(\.character))
      let range = start...(index - 1)
      for (number, text) in Self.plain(raw).enumerated() {
        words.append(
          Word(
            text: text,
            raw: raw,
            range: range,
            isAfterPause: isAfterPause && number == 0,
            isQuoted: quote != nil
          )
        )
      }
      isAfterPause = false
    }
    self.words = words
    self.spots = spots
    self.isQuestion = isQuestion
  }

  private static func closes(_ character: Character, _ open: Character) -> Bool {
    switch open {
    case "“": character == "”" || character == "\""
    case "«": character == "»"
    case "‘": character == "’"
    default: character == open
    }
  }

  /// Letters, digits, and an apostrophe between letters.
  private static func isPart(
    _ spots: [PlainText.Spot],
    _ index: Int,
    _ range: Range<Int>
  ) -> Bool {
    let character = spots[index].character
    if character.isLetter || character.isNumber || character == "\u{ad}" { return true }
    guard "’'".contains(character), index + 1 < range.upperBound else { return false }
    return spots[index + 1].character.isLetter
  }

  /// "won't" is 'will' and 'not', "company's" is 'company'.
  private static func plain(_ raw: String) -> [String] {
    let text = raw.lowercased().replacing("’", with: "'").replacing("\u{ad}", with: "")
    switch text {
    case "won't": return ["will", "not"]
    case "can't", "cannot": return ["can", "not"]
    case "shan't": return ["shall", "not"]
    default: break
    }
    if text.hasSuffix("n't") { return [String(text.dropLast(3)), "not"] }
    for (ending, word) in [("'ll", "will"), ("'re", "are"), ("'ve", "have")]
    where text.hasSuffix(ending) {
      return [String(text.dropLast(3)), word]
    }
    if text.hasSuffix("'s") { return [String(text.dropLast(2))] }
    return [text.replacing("'", with: "")]
  }

  /// The same with names as single words.
  func naming(_ names: [(words: [String], name: String)]) -> Sentence {
    var result: [Word] = []
    var index = 0
    while index < words.count {
      let match = names.first { entry in
        !entry.words.isEmpty && index + entry.words.count <= words.count
          && zip(entry.words, words[index...]).allSatisfy { $0 == $1.text }
      }
      var word = words[index]
      if let match {
        let last = words[index + match.words.count - 1]
        word.text = match.name
        word.range = word.range.lowerBound...last.range.upperBound
        index += match.words.count
      } else {
        index += 1
      }
      result.append(word)
    }
    return Sentence(words: result, spots: spots, isQuestion: isQuestion)
  }

  /// A name as words, to be found in sentences.
  static func words(of name: String) -> [String] {
    all(in: name.map { PlainText.Spot(character: $0, line: 1, column: 1) }).flatMap(\.texts)
  }
}
