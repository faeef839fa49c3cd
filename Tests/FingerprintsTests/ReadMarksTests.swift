import Testing

@testable import Fingerprints

struct ReadMarksTests {
  private let workshop = Workshop(editions: 5)

  /// Rows with numbers and without, of eleven slots, a third of them unread.
  private func rows(_ dice: inout Dice) -> [ReadMarks.Row] {
    (0..<50).map { person in
      let place =
        person % 3 == 0
        ? Place(of: [UInt8(person)], version: 1, under: workshop.keys.placeKey)
        : workshop.place(person)
      let levels = workshop.levels(place, slots: 11)
      let bits = levels.map { _ in dice.chance(0.33) ? nil : dice.chance(0.5) }
      return ReadMarks.Row(place, levels: levels, bits: bits)
    }
  }

  /// The same without a trick: mark by mark.
  private func counted(
    _ rows: [ReadMarks.Row],
    _ edition: Int,
    besides named: [Int]
  ) -> (totals: [Int], ones: [Int]) {
    var totals = Classes(named: named.count).totals
    var ones = totals
    for row in rows {
      let all = workshop.editions.map { $0.marks(at: row.place, row.levels) }
      for (slot, bit) in row.bits.enumerated() {
        guard let bit else { continue }
        let known = named.count { all[$0][slot] }
        let index = Classes.index(row.levels[slot], bit: bit ? 1 : 0, ones: known)
        totals[index] += 1
        ones[index] += all[edition][slot] ? 1 : 0
      }
    }
    return (totals, ones)
  }

  @Test(arguments: [[], [2], [4, 0]])
  func `counting many at once is counting one by one`(_ named: [Int]) {
    var dice = Dice(1)
    let rows = rows(&dice)
    let marks = ReadMarks(rows, by: workshop.editions)
    let ones = marks.ones(besides: named)
    for edition in workshop.editions.indices {
      let plain = counted(rows, edition, besides: named)
      #expect(marks.classes(besides: named).totals == plain.totals)
      #expect(ones[edition] == plain.ones)
    }
  }

  @Test func `order and repetition change nothing`() {
    var dice = Dice(2)
    let rows = rows(&dice)
    let marks = ReadMarks(rows, by: workshop.editions)
    let mixed = ReadMarks((rows + rows.prefix(30)).shuffled(using: &dice), by: workshop.editions)
    #expect(mixed.classes(besides: [1]) == marks.classes(besides: [1]))
    #expect(mixed.ones(besides: [1]) == marks.ones(besides: [1]))
  }

  @Test func `a mark that was read both ways was not read`() {
    let place = workshop.place(1)
    let levels = workshop.levels(place, slots: 2)
    let rows = [[true, true], [false, true]].map {
      ReadMarks.Row(place, levels: levels, bits: $0)
    }
    #expect(ReadMarks(rows, by: workshop.editions).classes(besides: []).size == 1)
  }

  @Test func `some editions among all keep their counts`() {
    var dice = Dice(3)
    let marks = ReadMarks(rows(&dice), by: workshop.editions)
    #expect(marks.among([3, 1]).ones(besides: []) == [3, 1].map { marks.ones(besides: [])[$0] })
  }

  @Test func `a tally counts to its end`() {
    var tally = Tally()
    let full = ~Cells.Bits.none
    for _ in 0..<Tally.most { tally.add(full) }
    #expect(tally.count == Tally.most * 128 * ChaCha.lanes)
  }
}
