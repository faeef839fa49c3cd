/// What an expression can call.
enum Function: String, CaseIterable, Sendable {
  case sum, min, max, count, avg, round, trunc
  case sumInArray, minInArray, maxInArray, countInArray, avgInArray
  case iif, displayValue, substring
  case getDate, age, dateDiff, dateAdd, diffDays
  case today, currentDate, currentYear, getYear, year, month, day, weekday
}

extension Function {
  /// How many values it takes.
  var arity: ClosedRange<Int> {
    switch self {
    case .sum, .min, .max, .count, .avg: 1...1000
    case .round, .trunc, .age: 1...2
    case .sumInArray, .minInArray, .maxInArray, .countInArray, .avgInArray: 2...4
    case .iif, .dateDiff, .dateAdd, .substring: 2...3
    case .displayValue, .getDate, .getYear: 1...1
    case .diffDays: 2...2
    case .today, .year, .month, .day, .weekday: 0...1
    case .currentDate, .currentYear: 0...0
    }
  }

  /// Whether it goes through rows, and so can have a condition of its own.
  var readsRows: Bool {
    switch self {
    case .sumInArray, .minInArray, .maxInArray, .countInArray, .avgInArray: true
    default: false
    }
  }

  /// What SurveyJS has and a record cannot answer.
  static let refused: [String: String] = [
    "propertyValue": "reads how a question is drawn, which no record holds",
    "isContainerReady": "reads the state of a page in a browser, which no record holds",
    "isDisplayMode": "reads the state of a page in a browser, which no record holds",
    "getComment": "reads a comment beside an answer; name the comment as a variable instead",
  ]

  /// - Parameter values: as many as `arity` allows.
  func apply(_ values: [Operand], in scope: Expression.Scope) -> Operand {
    switch self {
    case .sum, .min, .max, .count, .avg, .round, .trunc: counted(values)
    case .iif: values[0].isTrue ? values[1] : values.count > 2 ? values[2] : .empty
    case .displayValue: scope.displays[values[0].description].map { .text($0) } ?? .empty
    case .substring: values[0].part(from: values[1], to: values.count > 2 ? values[2] : .empty)
    // Rows are gone through by `Rows`, because each is a scope of its own.
    case .sumInArray, .minInArray, .maxInArray, .countInArray, .avgInArray: .empty
    default: dated(values, at: Moment(scope.now))
    }
  }
}

extension Function {
  private func counted(_ values: [Operand]) -> Operand {
    let leaves = Operand.list(values).leaves
    switch self {
    case .sum: return .finite(Operand.sum(leaves.compactMap(\.summand)))
    case .avg:
      let numbers = leaves.compactMap(\.summand)
      return numbers.isEmpty ? .number(0) : .finite(Operand.sum(numbers) / Double(numbers.count))
    case .count: return .number(Double(leaves.count))
    case .min: return leaves.least { $0.isLess(than: $1) }
    case .max: return leaves.least { $1.isLess(than: $0) }
    case .round: return .finite(values[0].summand?.rounded(to: values.precision))
    default: return .finite(values[0].summand?.truncated(to: values.precision))
    }
  }
}

extension Operand {
  /// Every value in it that is not empty, lists opened; what is a number in a text is a number.
  fileprivate var leaves: [Operand] {
    var leaves: [Operand] = []
    collect(into: &leaves, depth: 0)
    return leaves
  }

  private func collect(into leaves: inout [Operand], depth: Int) {
    switch self {
    case .empty: return
    case .list(let elements):
      guard depth < Self.depth else { return }
      for element in elements { element.collect(into: &leaves, depth: depth + 1) }
    case .text(let text): leaves.append(text.writtenNumber.map { .number($0) } ?? self)
    case .number(let number): if number.isFinite { leaves.append(self) }
    default: leaves.append(self)
    }
  }

  /// Letters from one place up to another, whichever comes first.
  fileprivate func part(from start: Operand, to end: Operand) -> Operand {
    let text: String
    switch self {
    case .text(let own): text = own
    case .number: text = joined()
    default: return .text("")
    }
    guard let from = start.summand else { return .text("") }
    let letters = Array(text)
    func place(_ number: Double) -> Int {
      Int(Swift.max(0, Swift.min(Double(letters.count), number.rounded(.towardZero))))
    }
    let (first, last) = (place(from), end.summand.map(place) ?? letters.count)
    return .text(String(letters[Swift.min(first, last)..<Swift.max(first, last)]))
  }
}

extension [Operand] {
  fileprivate var precision: Double { count > 1 ? self[1].summand ?? 0 : 0 }

  fileprivate func least(_ precedes: (Operand, Operand) -> Bool) -> Operand {
    guard var least = first else { return .empty }
    for each in dropFirst() where precedes(each, least) { least = each }
    return least
  }
}

extension Double {
  /// Halves are rounded away from zero; 1.005 to two places is 1.01, as people expect of decimals.
  fileprivate func rounded(to places: Double) -> Double? {
    let scale = Double(10).raised(to: places)
    guard let scale, scale != 0 else { return nil }
    return ((self * scale * (1 + Double.ulpOfOne)) + 0.5).rounded(.down) / scale
  }

  /// Cut off after so many digits.
  fileprivate func truncated(to places: Double) -> Double? {
    guard places >= 1, rounded(.towardZero) != self else { return rounded(.towardZero) }
    let parts = written.split(separator: ".")
    guard parts.count == 2, !parts[1].contains("e") else {
      return magnitude < 1e-6 ? 0 : self
    }
    return Double(parts[0] + "." + parts[1].prefix(Int(Swift.min(places, 400))))
  }
}
