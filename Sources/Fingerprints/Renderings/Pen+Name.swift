private enum Slot {
  static let titleDot = 0
  static let initialDot = 1
  static let suffixComma = 2
  static let suffixDot = 3
  static let composition = 4
  static let firstApproved = 5
}

private enum NameWords {
  static let titles = WordTable("Mr", "Mrs", "Ms", "Mx", "Dr", "Prof", "Rev", "Hon")
  static let dottedSuffixes = WordTable("Jr", "Sr", "Esq")
  static let suffixes = WordTable("II", "III", "IV", "PhD", "MD", "DDS", "CPA")

  static func isSuffix(_ word: Bytes) -> Bool {
    dottedSuffixes.contains(word.withoutDot) || suffixes.contains(word)
  }
}

extension Pen {
  /// A name: dots and the comma before a suffix come and go, words never do.
  ///
  /// A middle name is never cut to its initial, nor a title left out: who is to say which of three
  /// words is a middle name. Forms like that must be approved by the person.
  mutating func add(name text: Bytes) {
    let words = text.words
    guard words.count > 1 else { return add(composed: text) }
    var hasGiven = false
    for (place, word) in words.enumerated() {
      let isLast = place == words.count - 1
      let bare = word.withoutDot
      // 'Smith,' before the last word: only a suffix may follow.
      let isBeforeSuffix =
        place == words.count - 2 && place > 0 && NameWords.isSuffix(words[place + 1])
      if isLast, place > 1, NameWords.isSuffix(word) {
        choose(Slot.suffixComma, " ", ", ")
        if NameWords.dottedSuffixes.contains(bare) {
          choose(Slot.suffixDot, dotAfter: bare)
        } else {
          add(word)
        }
        continue
      }
      if place > 0 { piece { $0 += " " } }
      if place == 0, NameWords.titles.contains(bare) {
        choose(Slot.titleDot, dotAfter: bare)
        continue
      }
      // Only behind a given name: 'E Street' is a band.
      if hasGiven, !isLast, !isBeforeSuffix, bare.isInitial {
        choose(Slot.initialDot, dotAfter: bare)
      } else if isBeforeSuffix, word.last == UInt8(ascii: ",") {
        add(composed: Bytes(rebasing: word.dropLast()))
      } else {
        add(composed: word)
      }
      hasGiven = true
    }
  }

  /// A word, with its accents in one letter or beside it: the same text to every reader.
  private mutating func add(composed word: Bytes) {
    if word.isASCII { return add(word) }
    let forms = Accents.forms(of: word)
    choose(Slot.composition, forms.composed, forms.decomposed)
  }

  /// A name in forms that the person approved, each written to the letter.
  ///
  /// They alone survive what bulk mail does to a list. Eight forms are three marks; where their
  /// number is no power of two, the last ones are not used.
  mutating func add(approved forms: [String]) {
    var bits = 0
    while bits < 3, 2 << bits <= forms.count { bits += 1 }
    let mask = UInt8((1 << bits) - 1) << UInt8(Slot.firstApproved)
    for (number, form) in forms.prefix(1 << bits).enumerated() {
      way(mask, UInt8(number) << UInt8(Slot.firstApproved)) { $0.append(contentsOf: form.utf8) }
    }
    endPiece()
  }
}
