extension Function {
  func dated(_ values: [Operand], at now: Moment) -> Operand {
    switch self {
    case .today:
      let days = values.first?.summand ?? 0
      return .moment(now.midnight.adding(days, of: 86_400_000))
    case .currentDate: return .moment(now)
    case .currentYear: return .number(Double(now.civil.year))
    case .getDate: return .moment(values[0].moment)
    case .getYear: return .count(values[0].moment?.civil.year)
    case .year, .month, .day, .weekday: return named(values.first ?? .empty, at: now)
    case .age:
      return between(values[0].moment, now, unit: values.count > 1 ? values[1] : .text("years"))
    case .diffDays: return between(values[0].moment, values[1].moment, unit: .text("days"))
    case .dateDiff:
      let unit = values.count > 2 && !values[2].isEmpty ? values[2] : .text("days")
      return between(values[0].moment, values[1].moment, unit: unit)
    default:
      guard let start = values[0].moment, let count = values[1].summand else { return .empty }
      let unit = values.count > 2 && !values[2].isEmpty ? values[2] : .text("days")
      return .moment(Self.add(count.rounded(.towardZero), unit, to: start))
    }
  }

  /// A part of a date, or of today where none is given.
  private func named(_ value: Operand, at now: Moment) -> Operand {
    guard let moment = value.isTrue ? value.moment : now else { return .empty }
    return switch self {
    case .year: .count(moment.civil.year)
    case .month: .count(moment.civil.month)
    case .day: .count(moment.civil.day)
    default: .count(moment.weekday)
    }
  }

  /// Days and smaller units are counted without a sign and begun ones whole; months and years only
  /// when they are full.
  private func between(_ first: Moment?, _ second: Moment?, unit: Operand) -> Operand {
    guard let first, let second else { return .empty }
    let apart = Double((second.milliseconds - first.milliseconds).magnitude)
    return switch unit {
    case .text("days"): .count(Int64((second.days - first.days).magnitude))
    case .text("hours"): .finite((apart / 3_600_000).rounded(.up))
    case .text("minutes"): .finite((apart / 60_000).rounded(.up))
    case .text("seconds"): .finite((apart / 1000).rounded(.up))
    case .text("months"): .count(first.months(until: second))
    default: .count(first.months(until: second) / 12)
    }
  }

  private static func add(_ count: Double, _ unit: Operand, to start: Moment) -> Moment? {
    switch unit {
    case .text("days"): start.adding(count, of: 86_400_000)
    case .text("months"): start.adding(months: count)
    case .text("years"): start.adding(months: count * 12)
    case .text("hours"): start.adding(count, of: 3_600_000)
    case .text("minutes"): start.adding(count, of: 60_000)
    case .text("seconds"): start.adding(count, of: 1000)
    default: start
    }
  }
}

extension Operand {
  fileprivate static func moment(_ moment: Moment?) -> Operand {
    moment.map { .date($0.date) } ?? .empty
  }

  fileprivate static func count(_ number: Int64?) -> Operand { .finite(number.map { Double($0) }) }

  /// The date that a value is: a date, a text that is one, or milliseconds since 1970.
  fileprivate var moment: Moment? {
    switch self {
    case .date(let date): Moment(date)
    case .text(let text): Moment(text)
    case .number(let number): number == 0 ? nil : Moment(milliseconds: number)
    default: nil
    }
  }
}
