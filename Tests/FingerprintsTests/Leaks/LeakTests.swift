import Testing

@testable import Fingerprints

@Suite struct LeakTests {
  @Test func `tables are known by their columns, objects by their brace, labels by neither`() {
    #expect(Leak("a;b;c\n1;2;3\n").rows.map(\.cells) == [["a", "b", "c"], ["1", "2", "3"]])
    let object = "{\"a\":\"x\",\"b\":[1.5,null,\"y\"]}\n"
    #expect(Leak(object).rows.map(\.cells) == [["x", "1.5", "y"]])
    let labels = "ANA KIM\n1 OAK ST\nALBANY NY 12201\n\nJO KIM\n2 OAK ST\nALBANY NY 12201-1234\n"
    #expect(Leak(labels).rows.map(\.cells.count) == [3, 3])
    #expect(Leak(labels.replacing("\n\n", with: "\n")).rows == Leak(labels).rows)
    #expect(Leak(labels.replacing("\n", with: "\r\n")).rows == Leak(labels).rows)
  }

  @Test func `an address is the same over lines, columns and commas`() {
    let forms = [
      "Ana Kim\n1 Oak St\nAlbany, NY 12201", "Ana Kim, 1 Oak St, Albany, NY 12201",
      "x,y,z,u\nAna Kim,1 Oak St,Albany,NY 12201\n",
    ]
    for form in forms {
      #expect(Leak(form).rows.last?.cells == ["Ana Kim", "1 Oak St", "Albany", "NY 12201"])
    }
  }

  @Test func `keys are the same for all writings of a value`() {
    var town = Town(31)
    for row in town.people(300) {
      for (column, value) in zip(Town.columns, row.values) {
        guard let value else { continue }
        let stored = Set(BlockingKey.keys(of: value, column.kind))
        let text = value.writings(column.kind).text(town.marks())
        let kind = column.kind
        for leaked in [text, Leaker.light(text, kind), Leaker.postal(text, kind)] {
          let keys = BlockingKey.keys(of: RowText(LeakedRow([leaked])), Town.columns)
          #expect(keys.isSuperset(of: stored), "\(value.text) → \(leaked)")
        }
      }
    }
  }
}
