private enum Slot {
  static let shortStreet = 0
  static let longState = 1
  static let stateComma = 2
  static let plusFour = 3
  static let dots = 4
  static let unitSign = 5
  static let unitComma = 6
  static let shortDirection = 7
}

extension Pen {
  /// An address of the United States; any other is written as it is.
  ///
  /// House, street, unit, city and ZIP stay what they are. The four last digits of a ZIP may be left
  /// out where they are stored, and are never made up.
  mutating func add(address text: Bytes) {
    guard let address = PostalAddress.Parts(text) else { return add(text) }
    add(address.house)
    if let word = address.before { choose(word, Slot.shortDirection) }
    piece { $0.add(address.street) }
    if let word = address.type { choose(word, Slot.shortStreet) }
    if let word = address.after { choose(word, Slot.shortDirection) }
    if let unit = address.unit {
      choose(Slot.unitComma, " ", ", ")
      add(unit, after: address.unitWord)
    }
    piece {
      $0 += ","
      $0.add(address.city)
    }
    if address.isStateClear { choose(Slot.stateComma, ", ", " ") } else { piece { $0 += ", " } }
    choose(Slot.longState, address.state.short, address.state.long)
    piece {
      $0 += " "
      $0.append(contentsOf: address.zip)
    }
    guard let four = address.plusFour else { return }
    let mask = UInt8(1) << UInt8(Slot.plusFour)
    way(mask, 0) { _ in }
    way(mask, mask) {
      $0 += "-"
      $0.append(contentsOf: four)
    }
    endPiece()
  }

  /// The sign stands for any of the words; no word is made up for a sign.
  private mutating func add(_ unit: Bytes, after word: Bytes?) {
    if let word {
      let mask = UInt8(1) << UInt8(Slot.unitSign)
      way(mask, 0) {
        $0.append(contentsOf: word)
        $0 += " "
      }
      way(mask, mask) { $0 += "#" }
      endPiece()
    } else {
      piece { $0 += "#" }
    }
    add(unit)
  }

  /// Long, short, or short with a dot; all short words of an address have dots, or none has.
  private mutating func choose(_ word: PostalWords.Pair, _ slot: Int) {
    let (short, dots) = (UInt8(1) << UInt8(slot), UInt8(1) << UInt8(Slot.dots))
    way(short, 0) {
      $0 += " "
      $0 += word.long
    }
    way(short | dots, short) {
      $0 += " "
      $0 += word.short
    }
    way(short | dots, short | dots) {
      $0 += " "
      $0 += word.short
      $0 += "."
    }
    endPiece()
  }
}

extension [UInt8] {
  /// Adds words, each behind a space.
  fileprivate mutating func add(_ words: ArraySlice<Bytes>) {
    for word in words {
      self += " "
      append(contentsOf: word)
    }
  }
}

extension PostalAddress.Parts {
  /// Whether city and state can be told apart without a comma: 'Key West Virginia' cannot.
  fileprivate var isStateClear: Bool {
    guard let last = city.last else { return false }
    return PostalWords.state[last, state.long.bytes] == nil
  }
}
