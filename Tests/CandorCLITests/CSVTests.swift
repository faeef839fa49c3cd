import Testing

@testable import CandorCLI

@Suite struct `Comma-separated values` {
  @Test func `rows know their lines, also after quoted line ends`() throws {
    let csv = try CSV("a,b\r\n\"x\ny\",2\n\n3,\"say \"\"hi\"\"\"")
    #expect(
      csv.rows == [
        CSV.Row(line: 1, fields: ["a", "b"]), CSV.Row(line: 2, fields: ["x\ny", "2"]),
        CSV.Row(line: 5, fields: ["3", "say \"hi\""]),
      ]
    )
  }

  @Test func `an empty last field is a field`() throws {
    #expect(try CSV("a,b,\n").rows.map(\.fields) == [["a", "b", ""]])
  }

  @Test func `a quote inside a plain field is a letter`() throws {
    #expect(try CSV("5\" disk,x").rows.map(\.fields) == [["5\" disk", "x"]])
  }

  @Test func `tabs make quotes letters`() throws {
    #expect(try CSV("\"a\tb", delimiter: 0x09).rows.map(\.fields) == [["\"a", "b"]])
  }

  @Test func `a byte-order mark is no part of the first name`() throws {
    #expect(try CSV("\u{feff}id,title").rows.first?.fields == ["id", "title"])
  }

  @Test(arguments: [
    ("a,b\n\"open", 2, "opens a quote that never closes"),
    ("a\n\"b\"c", 2, "has text after a closing quote"),
  ])
  func `a broken file is refused with its line`(_ text: String, _ line: Int, _ rule: String) {
    #expect(throws: CSV.Malformed(line: line, rule: rule)) { try CSV(text) }
  }
}
