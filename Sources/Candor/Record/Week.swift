import Foundation

/// A week by ISO 8601, from Monday to Sunday, written `2026-W48`.
///
/// It is of the year in which its Thursday lies: 2027-01-01 is a Friday of `2026-W53`.
public struct Week: Hashable, Sendable {
  /// Its Monday, in days since 1970-01-01.
  private let monday: Int

  /// Weeks whose year has four digits, from `0001-W01` to `9999-W52`; beyond them time stands still.
  private init(monday: Int) {
    self.monday = max(-719_162, min(2_932_892, monday))
  }

  /// The week that it is at a moment, where clocks show this zone.
  public init(at date: Date, in zone: TimeZone) {
    let seconds = Double(date.milliseconds) / 1000 + Double(zone.secondsFromGMT(for: date))
    let day = Int((seconds / 86400).rounded(.down))
    // The first of January 1970 was a Thursday.
    self.init(monday: day - (day + 3).modulo(7))
  }

  /// The year that the week is counted in, which is not always that of each of its days.
  public var year: Int { Self.year(of: monday + 3) }

  /// From 1 to 52, or to 53 in long years.
  public var number: Int { (monday + 3 - Self.firstDay(of: year)) / 7 + 1 }

  public var next: Week { Week(monday: monday + 7) }
  public var previous: Week { Week(monday: monday - 7) }

  /// The first moment of its Monday, where clocks show this zone.
  ///
  /// Mostly midnight; where clocks are put forward at midnight, the moment at which they are.
  public func start(in zone: TimeZone) -> Date {
    func offset(_ seconds: Int) -> Int {
      zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds)))
    }
    let midnight = monday * 86400
    let offsets = [offset(midnight - 86400), offset(midnight + 86400)].sorted()
    // Both are the same unless clocks change on one of the days.
    var (first, last) = (midnight - offsets[1], midnight - offsets[0])
    while first < last {
      let middle = first + (last - first) / 2
      if middle + offset(middle) >= midnight { last = middle } else { first = middle + 1 }
    }
    return Date(timeIntervalSince1970: Double(first))
  }
}

extension Week: LosslessStringConvertible {
  /// Nil unless the text is `YYYY-Www` and the year has such a week.
  public init?(_ description: String) {
    let letters = Array(description.utf8)
    guard letters.count == 8, letters[4...5].elementsEqual("-W".utf8),
      let year = Self.number(letters[..<4]), let number = Self.number(letters[6...]), year > 0
    else { return nil }
    // The fourth of January is always in the first week.
    let fourth = Self.firstDay(of: year) + 3
    self.init(monday: fourth - (fourth + 3).modulo(7) + (number - 1) * 7)
    guard self.year == year, self.number == number else { return nil }
  }

  public var description: String {
    let (year, number) = (String(self.year), String(number))
    return String(repeating: "0", count: 4 - year.count) + year + (number.count < 2 ? "-W0" : "-W")
      + number
  }
}

extension Week: Comparable {
  public static func < (left: Week, right: Week) -> Bool { left.monday < right.monday }
}

extension Week {
  /// Of digits alone.
  private static func number(_ letters: ArraySlice<UInt8>) -> Int? {
    var number = 0
    for letter in letters {
      guard (0x30...0x39).contains(letter) else { return nil }
      number = number * 10 + Int(letter - 0x30)
    }
    return number
  }

  /// The first of January, in days since 1970-01-01.
  private static func firstDay(of year: Int) -> Int {
    let before = year - 1
    return before * 365 + before / 4 - before / 100 + before / 400 - 719_162
  }

  /// - Parameter day: in days since 1970-01-01, not before the year 1.
  private static func year(of day: Int) -> Int {
    // By the mean length of a year; near its ends that may be the one beside.
    let year = (day + 719_162) * 400 / 146_097 + 1
    if day < firstDay(of: year) { return year - 1 }
    return day < firstDay(of: year + 1) ? year : year + 1
  }
}

extension Int {
  /// The remainder that is never negative.
  fileprivate func modulo(_ divisor: Int) -> Int {
    let remainder = self % divisor
    return remainder < 0 ? remainder + divisor : remainder
  }
}
