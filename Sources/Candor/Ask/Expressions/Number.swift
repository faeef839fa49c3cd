import Foundation

extension Double {
  /// The shortest decimal that reads back as this number: `0.1`, `1e+21`, `7`.
  ///
  /// Written as JavaScript writes numbers, because decimals are counted in it.
  var written: String {
    guard isFinite else { return "" }
    guard self != 0 else { return "0" }
    var text = Substring(magnitude.description)
    var exponent = 0
    if let mark = text.firstIndex(of: "e") {
      exponent = Int(text[text.index(after: mark)...]) ?? 0
      text = text[..<mark]
    }
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    var digits = parts.joined()
    // How many digits stand before the decimal point.
    var point = (parts.first?.count ?? 0) + exponent
    let zeros = digits.prefix { $0 == "0" }.count
    digits.removeFirst(zeros)
    point -= zeros
    while digits.last == "0" { digits.removeLast() }
    let sign = self < 0 ? "-" : ""
    if point > 21 || point < -5 {
      let fraction = digits.dropFirst()
      let power = point - 1
      return sign + digits.prefix(1) + (fraction.isEmpty ? "" : "." + fraction)
        + (power < 0 ? "e-" : "e+") + String(abs(power))
    }
    if point <= 0 { return sign + "0." + String(repeating: "0", count: -point) + digits }
    if point >= digits.count {
      return sign + digits + String(repeating: "0", count: point - digits.count)
    }
    return sign + digits.prefix(point) + "." + digits.dropFirst(point)
  }

  /// How many digits its decimal has after the point.
  var decimals: Int {
    guard isFinite, rounded(.down) != self else { return 0 }
    let parts = written.split(separator: "e")
    let fraction = parts[0].split(separator: ".").dropFirst().first?.utf8.count ?? 0
    let exponent = parts.dropFirst().first.flatMap { Int($0) } ?? 0
    return max(0, fraction - exponent)
  }

  /// Undoes what binary arithmetic adds to decimals: 0.1 + 0.2 is 0.3.
  func kept(to decimals: Int) -> Double {
    guard decimals > 0, isFinite else { return self }
    return Double(String(format: "%.\(decimals)f", self)) ?? self
  }
}

extension String {
  /// The number that the text is, if all of it is one: `7`, `-1.5e3`, `0x1F`.
  var plainNumber: Double? {
    let text = trimmed
    let bytes = Array(text.utf8)
    guard let first = bytes.first else { return nil }
    if first == UInt8(ascii: "0"), bytes.count > 2, bytes[1] | 0x20 == UInt8(ascii: "x") {
      let digits = text.dropFirst(2)
      return digits.allSatisfy(\.isHexDigit) ? UInt64(digits, radix: 16).map { Double($0) } : nil
    }
    let marks = Set("+-.eE".utf8)
    guard bytes.allSatisfy({ (0x30...0x39).contains($0) || marks.contains($0) }) else { return nil }
    guard let number = Double(text), number.isFinite else { return nil }
    return number
  }

  /// The number that a person wrote: also with a comma for the point, but no long row of digits,
  /// which is the number of a card or a telephone.
  var writtenNumber: Double? {
    let text = trimmed
    let isDigits = text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    if isDigits && text.utf8.count > 15 { return nil }
    let commas = text.utf8.count { $0 == UInt8(ascii: ",") }
    return (commas == 1 ? text.replacing(",", with: ".") : text).plainNumber
  }
}

extension Operand {
  /// What arithmetic makes of it; nil where there is no number in it.
  var arithmetic: Double? {
    switch self {
    case .empty: 0
    case .flag(let flag): flag ? 1 : 0
    case .number(let number): number.isNaN ? nil : number
    case .text(let text): text.isEmpty ? 0 : text.plainNumber
    case .date(let date): Double(date.milliseconds)
    case .list:
      switch joined() {
      case "": 0
      case let text: text.plainNumber
      }
    case .object: nil
    }
  }

  /// What sums and averages make of it: a number, or a text that is one.
  var summand: Double? {
    switch self {
    case .number(let number): number.isFinite ? number : nil
    case .flag(let flag): flag ? 1 : 0
    case .text(let text): text.writtenNumber
    default: nil
    }
  }
}
