private enum Slot {
  static let firstCoordinate = 0
  static let second = 0
}

extension Pen {
  /// Coordinates: the digit after the last declared one is a mark.
  ///
  /// What is declared stays as it is; nothing is added to a number that is stored with less.
  mutating func add(coordinates text: Bytes, decimals: Int) {
    var (start, coordinate) = (0, Slot.firstCoordinate)
    for number in Number.split(text) {
      guard let end = number.end(decimals: decimals), coordinate < 2 else { continue }
      add(text[start..<end])
      // No 0, which others drop from the end of a number.
      choose(coordinate, "2", "7")
      start = number.range.upperBound
      coordinate += 1
    }
    if start < text.count { add(text[start...]) }
  }

  /// A time: its seconds are two marks; without seconds it is written as it is.
  mutating func add(minute text: Bytes) {
    guard let place = Meaning.seconds(of: text) else { return add(text) }
    add(text[..<place.lowerBound])
    let slots = UInt8(3) << UInt8(Slot.second)
    for (marks, seconds) in (["07", "22", "37", "52"] as [StaticString]).enumerated() {
      way(slots, UInt8(marks) << UInt8(Slot.second)) { $0 += seconds }
    }
    endPiece()
    if place.upperBound < text.count { add(text[place.upperBound...]) }
  }
}

/// A number in a text, or what stands between numbers.
struct Number {
  let range: Range<Int>
  /// Where its decimal point is; nil for a whole number and for anything else.
  let point: Int?

  var decimals: Int { point.map { range.upperBound - $0 - 1 } ?? 0 }

  /// Where the declared decimals end; nil where there are not so many.
  func end(decimals: Int) -> Int? {
    guard let point, self.decimals >= decimals else { return nil }
    return point + 1 + decimals
  }

  /// Numbers and what is between them, in order.
  static func split(_ text: Bytes) -> [Number] {
    var parts: [Number] = []
    parts.reserveCapacity(6)
    var (start, point, isNumber) = (0, Int?.none, false)
    func close(_ end: Int) {
      if start < end { parts.append(Number(range: start..<end, point: point)) }
      (start, point) = (end, nil)
    }
    for (place, byte) in text.enumerated() {
      if byte == UInt8(ascii: "."), isNumber, point == nil {
        point = place
      } else if byte.isDigit != isNumber {
        close(place)
        isNumber = byte.isDigit
      }
    }
    close(text.count)
    return parts
  }
}
