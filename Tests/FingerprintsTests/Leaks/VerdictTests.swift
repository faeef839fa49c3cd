import Testing

@testable import Fingerprints

/// What a trace says, and what it does not let itself be told.
@Suite struct VerdictTests {
  private let people: [Row]
  private let editions = 60

  init() {
    var town = Town(41)
    people = town.people(120)
  }

  private func trace(
    _ known: [Known]? = nil,
    issued: [Alias: Alias.Issue] = [:],
    columns: [Column] = Town.columns
  ) -> Trace {
    Trace(
      keys,
      columns: columns,
      people: People(known ?? people.map(Known.init), columns),
      editions: (0..<editions).map(id),
      relay: relay,
      issued: { issued[$0] }
    )
  }

  /// Rows of a copy, without their aliases.
  private func leak(_ rows: some Sequence<Row>, of number: Int) -> [[String]] {
    rows.map { row in
      edition(number).texts(of: row).enumerated().map { $0.offset == 3 ? "" : $0.element ?? "" }
    }
  }

  private func csv(_ rows: [[String]]) -> Leak {
    Leak(csv: rows.map { $0.map { "\"\($0)\"" }.joined(separator: ",") }.joined(separator: "\n"))
  }

  @Test func `order, duplicates and names of columns do not change a verdict`() {
    let rows = leak(people.prefix(20), of: 7)
    let head = ["name", "address", "phone", "mail", "home", "seen", "taste", "plan"]
    let verdict = trace().verdict(on: csv([head] + rows))
    #expect(verdict.accused == [id(7)])
    let other = ["a", "b", "c", "d", "e", "f", "g", "h"]
    #expect(trace().verdict(on: csv([other] + rows.reversed())) == verdict)
    let twice = trace().verdict(on: csv([head] + rows + rows.shuffled()))
    #expect(twice.findings == verdict.findings)
    #expect(twice.coverage.channels == verdict.coverage.channels)
    #expect(twice.coverage.people == verdict.coverage.people)
  }

  @Test func `columns in another order and cut into parts are still found`() {
    let rows = leak(people.prefix(20), of: 7).map { row in
      [row[6], row[2]] + row[1].split(separator: ", ").map(String.init) + [row[5], row[0]]
    }
    let verdict = trace().verdict(on: csv(rows))
    #expect(verdict.accused == [id(7)])
    #expect(verdict.coverage.matched == 20)
  }

  @Test func `a list from elsewhere names nobody`() {
    var town = Town(43)
    for habit in [UInt8(0), 0xff, 0x55] {
      // The same people, written by somebody who was never given a copy.
      let rows = people.map { row in
        zip(Town.columns, row.values).map { column, value in
          value?.writings(column.kind).text(habit ^ (habit == 0x55 ? town.marks() : 0)) ?? ""
        }
      }
      let verdict = trace().verdict(on: csv(rows))
      #expect(verdict.accused.isEmpty)
      #expect(verdict.coverage.matched == people.count)
    }
    let strangers = leak(town.people(100), of: 3)
    #expect(trace().verdict(on: csv(strangers)).coverage.matched == 0)
  }

  @Test func `twins are left out`() {
    let twin = people.map {
      Known(Row.Person([9] + $0.person.id), $0.values.map { [$0].compactMap { $0 } })
    }
    let verdict = trace(people.map(Known.init) + twin).verdict(on: csv(leak(people, of: 2)))
    #expect(verdict.coverage.ambiguous == people.count)
    #expect(verdict.coverage.read == 0)
    #expect(verdict.findings.isEmpty)
  }

  @Test func `whom a row is about does not depend on the edition`() {
    let matched = (0..<10).map { number in
      trace().verdict(on: csv(leak(people, of: number))).coverage
    }
    #expect(Set(matched.map(\.matched)) == [people.count])
    #expect(Set(matched.map(\.people)) == [people.count])
  }

  @Test func `a matcher that peeks would accuse an innocent, and ours is none`() throws {
    // Eight records of each person, of which a list from elsewhere shows the values of one.
    let columns = Array(Town.columns.prefix(3))
    var town = Town(47)
    let crowd = (0..<60).map { _ in (town.name(), town.address(), town.phone()) }
    let records = crowd.enumerated().map { number, values in
      (0..<8).map { twin in
        Row(
          Row.Person([UInt8(number), UInt8(twin)]),
          [Row.Value(values.0), Row.Value(values.1), Row.Value(values.2)]
        )
      }
    }
    let rows = records.map { twins in
      zip(columns, twins[0].values).map { $1?.writings($0.kind).text(town.marks()) ?? "" }
    }
    let framed = edition(5, of: columns)
    func agreement(_ record: Row, _ row: [String]) -> Int {
      let own = framed.texts(of: record)
      return columns.indices.reduce(0) { sum, place in
        let writings = record.values[place]?.writings(columns[place].kind)
        guard let leaked = writings?.read(row[place]), let text = own[place],
          let marks = writings?.read(text)
        else { return sum }
        let both = leaked.known & marks.known
        return sum + (both & ~(leaked.marks ^ marks.marks)).nonzeroBitCount
      }
    }
    let peeked = zip(records, rows).compactMap { twins, row in
      twins.max { agreement($0, row) < agreement($1, row) }
    }
    #expect(
      trace(peeked.map(Known.init), columns: columns).verdict(on: csv(rows)).accused == [id(5)]
    )
    let all = records.flatMap { $0.map(Known.init) }
    #expect(trace(all, columns: columns).verdict(on: csv(rows)).accused.isEmpty)
  }

  @Test func `a single row without an alias is a lead and no more`() throws {
    let verdict = trace().verdict(on: csv(leak(people[3...3], of: 7)))
    guard case .lead(let leads) = try #require(verdict.findings.first) else {
      Issue.record("not a lead")
      return
    }
    #expect(leads.contains { $0.edition == id(7) })
    #expect(leads.map(\.logRatio) == leads.map(\.logRatio).sorted(by: >))
    #expect(verdict.accused.isEmpty)
    let needed = try #require(verdict.rowsNeeded)
    #expect((1..<30).contains(needed))
    #expect(verdict.sentences[0].contains("not an accusation"))
  }

  @Test func `a seed names its copy by one mail`() {
    let seeds = edition(9).seeds(3)
    let mail = "To: <\(edition(9).address(of: seeds[1].row.person).uppercased())>\nHello"
    let verdict = trace(issued: edition(9).seedIssues(3)).verdict(on: Leak(mail))
    #expect(verdict.findings == [.exact(.init(edition: id(9), aliases: 0, seeds: 1))])
    #expect(verdict.sentences[0].contains("derives from the copy disclosed to Recipient 9"))
  }

  @Test func `only holders of leaked rows are considered, and fewer of them need fewer rows`() {
    let rows = csv(leak(people[0..<2], of: 7))
    let all = trace().verdict(on: rows)
    let few = trace().verdict(on: rows) { edition, _ in [id(7), id(8)].contains(edition) }
    #expect(all.coverage.holders == 60)
    #expect(few.coverage.holders == 2)
    #expect(few.threshold < all.threshold)
    #expect(trace().verdict(on: rows) { _, _ in false }.findings.isEmpty)
  }

  @Test func `two copies laid one upon the other are both named`() {
    let one = leak(people, of: 11)
    let other = leak(people, of: 12)
    #expect(trace().verdict(on: csv(one + other)).accused == [id(11), id(12)])
  }

  @Test func `rows that are found one by one are evidence together`() throws {
    let series = people.prefix(30).map { csv(leak([$0], of: 7)) }
    #expect(trace().finding(in: Array(series.prefix(3))).verdict.accused.isEmpty)
    let (verdict, found) = trace().finding(in: series)
    #expect(verdict.accused == [id(7)])
    #expect(found == Set(people.prefix(30).map(\.person)))
    #expect(verdict.coverage.matched == 30 && verdict.coverage.holders == editions)
    guard case .named(let named, let bound)? = verdict.findings.first else {
      Issue.record("nobody is named")
      return
    }
    #expect(bound == 5e-7)
    #expect(named.allSatisfy { $0.score >= $0.threshold })
    // Once named, whatever turns up later; and what comes again says nothing new.
    for count in 30...33 {
      #expect(
        trace().finding(in: series + people.prefix(count - 30).map { csv(leak([$0], of: 7)) })
          .verdict.accused == [id(7)]
      )
    }
    let thrice = [series[0], series[0], series[0]]
    #expect(
      trace().finding(in: thrice).verdict.findings
        == trace().finding(in: [series[0]]).verdict.findings
    )
    #expect(trace().finding(in: []).verdict.findings.isEmpty)
  }

  @Test func `an old value is read by its own marks`() {
    let known = people.map { row in
      Known(
        row.person,
        row.values.map { value in
          value.map { [Row.Value("changed \($0.text)", version: 2), $0] } ?? []
        }
      )
    }
    #expect(trace(known).verdict(on: csv(leak(people.prefix(20), of: 4))).accused == [id(4)])
  }

  @Test func `sentences say where data came from, never who did it`() {
    let sentences = trace().verdict(on: csv(leak(people.prefix(20), of: 7))).sentences
    let text = sentences.joined(separator: " ").lowercased()
    #expect(text.contains("derives from the copy disclosed to recipient 7 for post"))
    #expect(text.contains("at most 1 in 1000000"))
    for word in ["leaked it", "guilty", "stole", "culprit"] { #expect(!text.contains(word)) }
  }
}
