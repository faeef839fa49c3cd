private enum Slot {
  static let country = 0
  static let brackets = 1
  static let space = 2
}

extension Pen {
  /// A phone number of North America; any other is written as it is.
  ///
  /// Digits are never written without anything between: that is what others make of a number, and it
  /// would be read as marks.
  mutating func add(phone text: Bytes) {
    guard let digits = Meaning.phone(text) else { return add(text) }
    let area = digits[..<3]
    choose(Slot.country, "", "+1 ")
    let (brackets, space) = (UInt8(1) << UInt8(Slot.brackets), UInt8(1) << UInt8(Slot.space))
    way(brackets | space, 0) {
      $0 += area
      $0 += "-"
    }
    way(brackets | space, space) {
      $0 += area
      $0 += " "
    }
    way(brackets, brackets) {
      $0 += "("
      $0 += area
      $0 += ") "
    }
    endPiece()
    add(digits[3..<6])
    choose(Slot.space, "-", " ")
    add(digits[6...])
  }
}
