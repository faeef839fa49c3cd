import Candor
import Foundation

/// A point in time as the pages show it: the day to read, the exact time on hover.
struct Moment: Sendable {
  let day: String
  let exact: String
  let machine: String

  init(_ date: Date) {
    machine = date.rfc3339
    day = Words.day(date)
    exact = "\(day), \(machine.dropFirst(11).prefix(8)) UTC"
  }
}

extension Int {
  /// 'three answers': small numbers are words.
  func counted(_ one: String, _ many: String? = nil) -> String {
    let words = [
      "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
      "eleven", "twelve",
    ]
    let number = words.indices.contains(self) ? words[self] : String(self)
    return "\(number) \(self == 1 ? one : many ?? one + "s")"
  }
}

extension String {
  /// As a sentence begins.
  var asOpening: String { prefix(1).uppercased() + dropFirst() }

  /// As a part of a path.
  var asPathPart: String {
    addingPercentEncoding(withAllowedCharacters: .alphanumerics.union(.init(charactersIn: "-_.~")))
      ?? ""
  }
}
