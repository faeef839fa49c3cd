import Foundation

/// What leaks that come to light over months say together.
///
/// For each edition, and each number of colluders up to eight, the product of how much likelier what
/// was read is if the edition was among its sources. An innocent edition's product is one on average,
/// whatever was read, and so is the mean over the numbers; by Ville's inequality it ever reaches x with
/// a chance of 1/x at most (Vovk and Wang, 2021, 'E-values: calibration, combination and
/// applications'). So one may look after each label, and stop whenever one likes.
public struct Evidence: Sendable, Codable {
  /// The chance that anybody is ever named wrongly.
  public let errorChance: Double
  /// The editions that were named, in that order.
  public private(set) var named: [Int] = []
  /// How many marks have been read.
  public private(set) var size = 0

  /// How many editions came in each time: each time half of what is left of the chance is theirs.
  private var arrivals: [Int]
  /// For each edition, the logarithms of its products, by the number of colluders.
  private var logs: [[Double]]
  /// The slots that have been read at each place: a mark counts once.
  private var read: [Place: UInt64] = [:]
  /// What was read since somebody was named last: what strategies are fitted to.
  private var seen = [Int](repeating: 0, count: Classes.count(named: 0))

  /// - Parameters:
  ///   - editions: how many may be named; those that hold any of the rows that can turn up.
  ///   - errorChance: half of a trace's, if a `Decoder` looks at the same rows.
  public init(editions: Int, errorChance: Double = 1e-6) {
    self.errorChance = errorChance
    arrivals = [editions]
    logs = Array(repeating: Self.nothing, count: editions)
  }

  private static let nothing = [Double](repeating: 0, count: Decoder.most)

  /// Lets in editions that were made since; they follow those before.
  public mutating func admit(_ editions: Int) {
    arrivals.append(editions)
    logs += Array(repeating: Self.nothing, count: editions)
  }

  /// Takes in what was read, and names those for whom it is enough.
  ///
  /// - Parameters:
  ///   - rows: read now; what was read before is left out.
  ///   - keys: of all editions, in their order.
  /// - Returns: who was named now.
  public mutating func add(_ rows: [ReadMarks.Row], by keys: [EditionKey]) -> [Int] {
    precondition(keys.count == logs.count, "a key for each edition")
    let marks = ReadMarks(rows.map { onlyNew($0) }, by: keys)
    for row in rows { note(row) }
    return add(marks)
  }

  /// The same for marks that were never read before.
  mutating func add(_ marks: some Marks) -> [Int] {
    guard named.count < Decoder.most else { return [] }
    let classes = marks.classes(besides: named)
    size += classes.size
    for index in seen.indices { seen[index] += classes.totals[index] }
    var all = Classes(named: named.count)
    all.totals = seen
    // Fitted to what was read, now and before, and never to what the editions have there.
    let models = (named.count + 1...Decoder.most).map { size in
      (size, Strategy(fitting: all, of: size).weights(named: named.count))
    }
    let isNamed = Set(named)
    for (edition, ones) in marks.ones(besides: named).enumerated()
    where !isNamed.contains(edition) {
      for (size, weights) in models { logs[edition][size - 1] += weights.score(ones, of: classes) }
    }
    let now = logs.indices.filter { !isNamed.contains($0) && nats(for: $0) >= bar(for: $0) }
    if !now.isEmpty {
      named += now
      seen = Array(repeating: 0, count: Classes.count(named: named.count))
    }
    return now
  }

  private func onlyNew(_ row: ReadMarks.Row) -> ReadMarks.Row {
    let before = read[row.place] ?? 0
    return ReadMarks.Row(
      row.place,
      levels: row.levels,
      bits: row.bits.enumerated().map { slot, bit in before >> UInt64(slot) & 1 == 1 ? nil : bit }
    )
  }

  private mutating func note(_ row: ReadMarks.Row) {
    for (slot, bit) in row.bits.enumerated() where bit != nil {
      read[row.place, default: 0] |= 1 << UInt64(slot)
    }
  }
}

extension Evidence {
  /// The logarithm of how much likelier what was read is if it came from this edition.
  public func nats(for edition: Int) -> Double {
    let logs = logs[edition]
    let top = logs.max() ?? 0
    let sum = logs.reduce(0) { $0 + exp($1 - top) }
    return top + log(sum / Double(logs.count))
  }

  /// The logarithm at which this edition is named.
  public func bar(for edition: Int) -> Double {
    var last = 0
    for (time, editions) in arrivals.enumerated() {
      last += editions
      guard edition < last else { continue }
      return log(Double(editions) / errorChance) + Double(time + 1) * log(2)
    }
    return .infinity
  }
}
