import Candor
import Foundation

/// A point in time as the pages show it: the day to read, the exact time on hover.
struct Moment: Sendable {
  let day: String
  let exact: String
  let machine: String

  init(_ date: Date, _ language: Language = .english) {
    machine = date.rfc3339
    day = language.day(date)
    let time = machine.dropFirst(11).prefix(8)
    exact = language("{day}, {time} UTC", ["day": day, "time": String(time)])
  }
}

extension Int {
  /// Small numbers are words.
  var inWords: String {
    let words = [
      "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
      "eleven", "twelve",
    ]
    return words.indices.contains(self) ? words[self] : String(self)
  }

  /// 'three answers', for those who run the house.
  func counted(_ one: String, _ many: String? = nil) -> String {
    "\(inWords) \(self == 1 ? one : many ?? one + "s")"
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
