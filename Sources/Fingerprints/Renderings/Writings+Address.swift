extension Writings {
  private static let shortStreet = 0
  private static let longState = 1
  private static let stateComma = 2
  private static let plusFour = 3
  private static let dots = 4
  private static let unitSign = 5
  private static let unitComma = 6
  private static let shortDirection = 7

  /// An address of the United States; any other is written as it is.
  ///
  /// House, street, unit, city and ZIP stay what they are. The four last digits of a ZIP may be left
  /// out where they are stored, and are never made up.
  init(address text: String) {
    guard let written = PostalAddress.parse(text) else {
      self.init(plain: text)
      return
    }
    self.init()
    let address = written.address
    add(address.house)
    if let word = address.before { choose(word, Self.shortDirection) }
    for word in address.street { add(" " + word) }
    if let word = address.type { choose(word, Self.shortStreet) }
    if let word = address.after { choose(word, Self.shortDirection) }
    if let unit = address.unit {
      choose(Self.unitComma, " ", ", ")
      // The sign stands for any of the words; no word is made up for a sign.
      if let word = written.unitWord { choose(Self.unitSign, word + " ", "#") } else { add("#") }
      add(unit)
    }
    add(", " + address.city)
    if address.isStateClear { choose(Self.stateComma, ", ", " ") } else { add(", ") }
    choose(Self.longState, address.state.short, address.state.long)
    add(" " + address.zip)
    if let four = written.plusFour { choose(Self.plusFour, "", "-" + four) }
  }

  /// Long, short, or short with a dot; all short words of an address have dots, or none has.
  private mutating func choose(_ word: PostalAddress.Word, _ slot: Int) {
    let (short, dots) = (UInt8(1) << UInt8(slot), UInt8(1) << UInt8(Self.dots))
    way(short, 0, " " + word.long)
    way(short | dots, short, " " + word.short)
    way(short | dots, short | dots, " " + word.short + ".")
    endPiece()
  }
}

extension PostalAddress {
  /// Whether city and state can be told apart without a comma: 'Key West Virginia' cannot.
  var isStateClear: Bool {
    guard let last = city.words.last else { return false }
    return PostalWords.state[last + " " + state.long] == nil
      && PostalWords.state[last + " " + state.short] == nil
  }
}
