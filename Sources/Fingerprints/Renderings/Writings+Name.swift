import Foundation

extension Writings {
  private static let titleDot = 0
  private static let initialDot = 1
  private static let suffixComma = 2
  private static let suffixDot = 3
  private static let composition = 4
  private static let firstApproved = 5

  private static let titles: Set<String> = ["Mr", "Mrs", "Ms", "Mx", "Dr", "Prof", "Rev", "Hon"]
  private static let dottedSuffixes: Set<String> = ["Jr", "Sr", "Esq"]
  private static let suffixes: Set<String> = ["II", "III", "IV", "PhD", "MD", "DDS", "CPA"]

  /// A name: dots and the comma before a suffix come and go, words never do.
  ///
  /// A middle name is never cut to its initial, nor a title left out: who is to say which of three
  /// words is a middle name. Forms like that must be approved by the person.
  init(name text: String) {
    self.init()
    let words = text.words
    guard words.count > 1 else {
      add(composed: text)
      return
    }
    var hasGiven = false
    for (place, word) in words.enumerated() {
      let isLast = place == words.count - 1
      let bare = word.last == "." ? String(word.dropLast()) : word
      // 'Smith,' before the last word: only a suffix may follow.
      let isBeforeSuffix = place == words.count - 2 && place > 0 && Self.isSuffix(words[place + 1])
      if isLast, place > 1, Self.isSuffix(word) {
        choose(Self.suffixComma, " ", ", ")
        if Self.dottedSuffixes.contains(bare) {
          choose(Self.suffixDot, bare, bare + ".")
        } else {
          add(word)
        }
        continue
      }
      if place > 0 { add(" ") }
      if place == 0, Self.titles.contains(bare) {
        choose(Self.titleDot, bare, bare + ".")
        continue
      }
      // Only behind a given name: 'E Street' is a band.
      if hasGiven, !isLast, !isBeforeSuffix, bare.isInitial {
        choose(Self.initialDot, bare, bare + ".")
      } else if isBeforeSuffix, word.last == "," {
        add(composed: String(word.dropLast()))
      } else {
        add(composed: word)
      }
      hasGiven = true
    }
  }

  private static func isSuffix(_ word: String) -> Bool {
    let bare = word.last == "." ? String(word.dropLast()) : word
    return dottedSuffixes.contains(bare) || suffixes.contains(word)
  }

  /// A word, with its accents in one letter or beside it: the same text to every reader.
  private mutating func add(composed word: String) {
    guard word.utf8.contains(where: { $0 >= 0x80 }) else { return add(word) }
    choose(
      Self.composition,
      word.precomposedStringWithCanonicalMapping,
      word.decomposedStringWithCanonicalMapping
    )
  }

  /// A name in forms that the person approved, each written to the letter.
  ///
  /// They alone survive what bulk mail does to a list. Eight forms are three marks; where their
  /// number is no power of two, the last ones are not used.
  init(approved forms: [String]) {
    self.init()
    var bits = 0
    while bits < 3, 2 << bits <= forms.count { bits += 1 }
    let mask = UInt8((1 << bits) - 1) << UInt8(Self.firstApproved)
    for (number, form) in forms.prefix(1 << bits).enumerated() {
      way(mask, UInt8(number) << UInt8(Self.firstApproved), form)
    }
    endPiece()
  }
}

extension String {
  /// What stands between spaces.
  var words: [String] {
    var words: [String] = []
    words.reserveCapacity(12)
    var start = utf8.startIndex
    for place in utf8.indices where utf8[place] == UInt8(ascii: " ") {
      if start < place { words.append(String(self[start..<place])) }
      start = utf8.index(after: place)
    }
    if start < utf8.endIndex { words.append(String(self[start...])) }
    return words
  }

  /// One capital letter.
  var isInitial: Bool {
    guard utf8.count == 1, let byte = utf8.first else { return false }
    return (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
  }
}
