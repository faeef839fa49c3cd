import Crypto
import Foundation
import Testing
import TransparencyLog

@testable import Fingerprints

@Suite struct CopyTests {
  private let rows: [Row]

  init() {
    var town = Town(11)
    rows = town.people(300)
  }

  @Test(arguments: Copy.Format.allCases)
  func `the same edition again is the same to the byte`(_ format: Copy.Format) {
    #expect(Copy(edition(1), as: format).file(rows) == Copy(edition(1), as: format).file(rows))
    #expect(Copy(edition(1), as: format).file(rows) != Copy(edition(2), as: format).file(rows))
  }

  /// A copy that is made again years later, by a later version, must be the same still: once copies
  /// were given by a release, these never change again.
  @Test(arguments: [
    (Copy.Format.csv, true, 0, "e893686d3a3a0806"), (.csv, true, 8, "1d55c2ec735986e7"),
    (.csv, false, 0, "b45304372aef1e01"), (.csv, false, 8, "293cca8a9a693a1a"),
    (.ndjson, true, 0, "7a1e2c76ebfbb8ea"), (.ndjson, true, 8, "ba24d96787d2f1bf"),
    (.ndjson, false, 0, "ab09c5e8a1015d7c"), (.ndjson, false, 8, "c2e3490cac976f19"),
  ])
  func `lines stay the same from one Candor to the next`(
    _ format: Copy.Format,
    isNumbered: Bool,
    approved: Int,
    hash: String
  ) {
    var town = Town(11)
    let rows = town.people(1000, approved: approved, isNumbered: isNumbered)
    let lines = Copy(edition(1), as: format).lines(of: rows)
    let found = SHA256.hash(data: Data(lines.joined()))
    #expect(found.prefix(8).map { String(format: "%02x", $0) }.joined() == hash)
  }

  @Test func `a copy says of each value what its writings say for its marks`() {
    var town = Town(13)
    let edition = edition(1)
    for row in town.people(100) + town.people(100, approved: 4, isNumbered: false) {
      let texts = edition.texts(of: row)
      for (column, value) in row.values.enumerated() {
        let kind = Town.columns[column].kind
        guard let value, kind != .email else { continue }
        let place = keys.place(of: row.person, Town.columns[column], version: value.version)
        let levels = keys.marks.levels(at: place, count: Writings.slots)
        let marks = edition.key.marks(at: place, levels).enumerated()
          .reduce(UInt8(0)) { $0 | ($1.element ? 1 << UInt8($1.offset) : 0) }
        #expect(value.writings(kind).text(marks) == texts[column])
      }
    }
  }

  @Test func `a line does not depend on the lines around it`() {
    let copy = Copy(edition(1))
    let whole = copy.file(rows)
    let alone = copy.head + rows.flatMap { copy.line(of: $0) }
    #expect(whole == alone)
    #expect(
      copy.lines(of: rows.reversed()).reversed().flatMap { $0 } + copy.head
        == alone.dropFirst(copy.head.count) + copy.head
    )
  }

  @Test func `marks change with the version of a value and with nothing else`() {
    let edition = edition(1)
    func texts(_ version: UInt64, phone: String) -> [String?] {
      edition.texts(
        of: Row(
          Row.Person([1]),
          [
            nil,
            Row.Value("1 North Oak Street Apt 2, Albany, New York 12201-1234", version: version),
            Row.Value(phone), nil, nil, nil, nil, nil,
          ]
        )
      )
    }
    #expect(texts(1, phone: "212-555-0100")[1] == texts(1, phone: "212-555-0199")[1])
    let versions = Set((0..<50).map { texts($0, phone: "212-555-0100")[1] })
    #expect(versions.count > 20)
    #expect(Set((0..<50).map { texts($0, phone: "212-555-0100")[2] }).count == 1)
  }

  @Test func `marks that are drawn sixteen at a time are those of each place`() {
    let edition = edition(3)
    for isNumbered in [true, false] {
      var (town, marker) = (Town(12), Marker(edition))
      for row in town.people(50, isNumbered: isNumbered) {
        for place in [0, 1, 1, 2] {
          let version = UInt64(place)
          let marks = marker.marks(of: row.person, place, version: version)
          let spot = keys.place(of: row.person, Town.columns[place], version: version)
          let levels = keys.marks.levels(at: spot, count: Writings.slots)
          #expect((0..<8).map { marks >> $0 & 1 == 1 } == edition.key.marks(at: spot, levels))
        }
      }
    }
  }

  @Test func `commas, quotes and ends of lines come back from a file`() {
    let columns = [Column("a", .plain), Column("b \"c\"", .plain), Column("d", .plain)]
    let texts = ["plain", "a, b", "say \"hi\"", "two\nlines", "", "tab\there \\ é \u{1}"]
    let rows = texts.map { Row(Row.Person([1]), [Row.Value($0), nil, Row.Value($0)]) }
    let edition = edition(1, of: columns)
    let csv = String(decoding: Copy(edition).file(rows), as: UTF8.self)
    #expect(CSV.records(csv) == [["a", "b \"c\"", "d"]] + texts.map { [$0, "", $0] })
    for (text, row) in zip(texts, rows) {
      let line = Copy(edition, as: .ndjson).line(of: row)
      let object = try? JSONDecoder().decode([String: String?].self, from: Data(line))
      #expect(object == ["a": text, "b \"c\"": nil, "d": text])
      #expect(JSONLine.values(line) == [text, text])
    }
  }

  @Test func `a leaf is the hash of its line, without the end of it`() {
    #expect(
      Copy.leaf(Array("ab\r\n".utf8)).bytes == Array(SHA256.hash(data: [0] + Array("ab".utf8)))
    )
    #expect(Copy.leaf(Array("ab\n".utf8)) == Copy.leaf(Array("ab".utf8)))
  }

  @Test func `seeds are fictional, of one edition, and the same each time`() throws {
    let seeds = edition(1).seeds(10)
    #expect(seeds == edition(1).seeds(10))
    #expect(seeds.prefix(5) == edition(1).seeds(5)[...])
    let people = Set((1...20).flatMap { edition($0).seeds(10).map(\.row.person) })
    #expect(people.count == 200)
    let issues = edition(1).seedIssues(10)
    for seed in seeds {
      let issue = try #require(issues[edition(1).alias(of: seed.row.person)])
      #expect(issue.edition == id(1) && issue.person == seed.row.person && issue.isSeed)
      #expect(seed.row.values[2]?.text.hasPrefix("212-555-01") == true)
    }
  }

  @Test func `seeds say the same in copies with other columns`() throws {
    let columns = Array(edition(1).columns.dropFirst(2))
    let narrow = Edition(id(1), of: columns, keys: edition(1).keys, relay: edition(1).relay)
    for (seed, same) in zip(edition(1).seeds(10), narrow.seeds(10)) {
      #expect(seed.row.person == same.row.person)
      #expect(Array(seed.row.values.dropFirst(2)) == same.row.values)
    }
  }

  @Test func `seeds stand among the rows, not behind them`() {
    let copy = Copy(edition(1))
    let seeds = edition(1).seeds(10)
    let file = String(decoding: copy.file(rows, seeds: seeds), as: UTF8.self)
    let lines = CSV.records(file).dropFirst()
    let places = seeds.compactMap { seed in
      lines.firstIndex { $0.contains(edition(1).address(of: seed.row.person)) }
    }
    // Those that come late in a long copy are not in a short one.
    #expect(lines.count == 300 + places.count)
    #expect((4...9).contains(places.count))
    #expect(places.allSatisfy { $0 > 1 && $0 < lines.count })
    #expect(places.contains { $0 < 50 })
    let few = String(decoding: copy.file(rows.prefix(20), seeds: seeds), as: UTF8.self)
    #expect(file.hasPrefix(few))
    #expect(copy.file(rows, seeds: seeds) == copy.file(rows, seeds: seeds))
  }
}
