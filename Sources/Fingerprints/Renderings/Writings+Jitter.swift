extension Writings {
  private static let firstCoordinate = 0
  private static let second = 0

  /// Coordinates: the digit after the last declared one is a mark.
  ///
  /// What is declared stays as it is; nothing is added to a number that is stored with less.
  init(coordinates text: String, decimals: Int) {
    self.init()
    var fixed = ""
    var coordinate = Self.firstCoordinate
    for number in Number.split(text) {
      guard let point = number.point, number.decimals >= decimals, coordinate < 2 else {
        fixed += number.text
        continue
      }
      add(fixed + number.text.prefix(point + 1 + decimals))
      // No 0, which others drop from the end of a number.
      choose(coordinate, "2", "7")
      fixed = ""
      coordinate += 1
    }
    if !fixed.isEmpty { add(fixed) }
  }

  /// A time: its seconds are two marks; without seconds it is written as it is.
  init(minute text: String) {
    guard let place = Meaning.seconds(of: text) else {
      self.init(plain: text)
      return
    }
    self.init()
    let bytes = text.utf8
    add(String(text[..<bytes.index(bytes.startIndex, offsetBy: place.lowerBound)]))
    let slots = UInt8(3) << UInt8(Self.second)
    for (marks, seconds) in ["07", "22", "37", "52"].enumerated() {
      way(slots, UInt8(marks) << UInt8(Self.second), seconds)
    }
    endPiece()
    let rest = text[bytes.index(bytes.startIndex, offsetBy: place.upperBound)...]
    if !rest.isEmpty { add(String(rest)) }
  }
}

/// A number in a text, or what stands between numbers.
struct Number {
  let text: String
  /// Where its decimal point is; nil for a whole number and for anything else.
  let point: Int?

  var decimals: Int { point.map { text.utf8.count - $0 - 1 } ?? 0 }

  /// Numbers and what is between them, in order.
  static func split(_ text: String) -> [Number] {
    var parts: [Number] = []
    var (current, point, isNumber) = ("", Int?.none, false)
    func close() {
      if !current.isEmpty { parts.append(Number(text: current, point: isNumber ? point : nil)) }
      (current, point) = ("", nil)
    }
    for character in text.unicodeScalars {
      let isDigit = ("0"..."9").contains(character)
      let isPoint = character == "." && isNumber && point == nil
      if isDigit != isNumber, !isPoint {
        close()
        isNumber = isDigit
      }
      if isPoint { point = current.utf8.count }
      current.unicodeScalars.append(character)
    }
    close()
    return parts
  }
}
