extension Writings {
  private static let country = 0
  private static let brackets = 1
  private static let space = 2

  /// A phone number of North America; any other is written as it is.
  ///
  /// Digits are never written without anything between: that is what others make of a number, and it
  /// would be read as marks.
  init(phone text: String) {
    guard let digits = Meaning.phone(text) else {
      self.init(plain: text)
      return
    }
    self.init()
    let (area, rest) = (digits.prefix(3), digits.dropFirst(3))
    choose(Self.country, "", "+1 ")
    let (brackets, space) = (UInt8(1) << UInt8(Self.brackets), UInt8(1) << UInt8(Self.space))
    way(brackets | space, 0, area + "-")
    way(brackets | space, space, area + " ")
    way(brackets, brackets, "(" + area + ") ")
    endPiece()
    add(String(rest.prefix(3)))
    choose(Self.space, "-", " ")
    add(String(rest.suffix(4)))
  }
}
