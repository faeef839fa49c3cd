import Foundation
import Testing

@testable import Fingerprints

/// From the strings of a copy back to its edition.
@Suite struct TraceTests {
  private let editions = isFull ? 10_000 : 100
  private let traces = isFull ? 40 : 4

  /// How a leak looks, and how many rows of it there are.
  enum Form: String, CaseIterable, CustomTestStringConvertible {
    case untouched, letters, tidied, postal, label

    var testDescription: String { rawValue }

    var rows: Int {
      switch self {
      case .untouched: 8
      case .letters, .tidied: 16
      case .postal: 40
      case .label: 200
      }
    }

    func text(_ lines: [[String?]]) -> String {
      let kinds = Town.columns.map(\.kind)
      func each(_ change: (String, Column.Kind) -> String) -> String {
        lines.map { fields in
          zip(fields, kinds).map { field, kind in
            field.map { "\"\(change($0, kind))\"" } ?? ""
          }.joined(separator: ",")
        }.joined(separator: "\n")
      }
      switch self {
      case .untouched: return each { text, _ in text }
      case .letters: return each(Leaker.light)
      case .tidied: return each(Leaker.tidied)
      case .postal: return each(Leaker.postal)
      case .label:
        return lines.map { fields in
          (0..<2).compactMap { place in fields[place].map { Leaker.postal($0, kinds[place]) } }
            .joined(separator: "\n")
        }.joined(separator: "\n\n")
      }
    }
  }

  @Test(arguments: Form.allCases)
  func `a leak of few rows names its edition and no other`(_ form: Form) {
    var town = Town(21)
    let people = town.people(traces * form.rows, approved: form == .label ? 8 : 0)
    let trace = Trace(
      keys,
      columns: Town.columns,
      people: People(people.map(Known.init), Town.columns),
      editions: (0..<editions).map(id),
      relay: relay
    )
    var (named, innocent, read, matched) = (0, 0, 0, 0)
    for number in 0..<traces {
      let guilty = edition(town.below(editions))
      let rows = people[(number * form.rows)..<((number + 1) * form.rows)]
      // Aliases are dropped, or a single row would do.
      let lines = rows.map { row in
        guilty.texts(of: row).enumerated().map { $0.offset == 3 ? nil : $0.element }
      }
      let verdict = trace.verdict(on: Leak(form.text(lines)))
      named += verdict.accused.contains(guilty.id) ? 1 : 0
      innocent += verdict.accused.subtracting([guilty.id]).count
      read += verdict.coverage.read
      matched += verdict.coverage.matched
    }
    // A line of the table of `make bench-trace`.
    let line = [
      "D7", "\(form.rows) rows, \(form.rawValue), of \(editions) editions", "named ≥ 0.95",
      "\(named) of \(traces) named, \(innocent) innocents, \(read / traces / form.rows) marks a row",
    ]
    let isMet = Double(named) >= 0.95 * Double(traces) && innocent == 0
    print(
      zip(line, [3, 42, 26, 60]).map { $0.padding(toLength: $1, withPad: " ", startingAt: 0) }
        .joined(separator: " "),
      isFull ? isMet ? "met" : "MISSED" : "short run"
    )
    #expect(Double(named) >= 0.95 * Double(traces))
    #expect(innocent == 0)
    #expect(Double(matched) >= 0.97 * Double(traces * form.rows))
  }
}
