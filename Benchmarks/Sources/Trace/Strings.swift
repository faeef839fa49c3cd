import Fingerprints
import Foundation

/// D7: from the strings of a copy, as others tidied them, back to its edition.
struct Strings {
  private let keys = CopyKeys(root: Crowd.root)
  private let editions = (0..<Crowd.editions).map {
    Edition.ID(recipient: "Recipient \($0)", purpose: "post")
  }

  /// How a leak looks, and how many rows of it there are.
  private struct Form: Sendable {
    let name: String
    let rows: Int
    /// Columns from the first.
    var columns = Town.columns.count
    var approved = 0
    let change: @Sendable (String, Column.Kind) -> String
  }

  private static let forms = [
    Form(name: "untouched", rows: 8) { text, _ in text },
    Form(name: "letters and digits alone (L1)", rows: 16, change: Leaker.light),
    Form(name: "as bulk mailers write (L2)", rows: 40, change: Leaker.postal),
    Form(name: "labels", rows: 200, columns: 2, approved: 8, change: Leaker.postal),
  ]

  /// Prints a line for each form.
  func print(traces: Int) {
    for form in Self.forms { print(form, traces) }
  }

  private func print(_ form: Form, _ traces: Int) {
    var town = Town(21)
    let people = (0..<(traces * form.rows)).map { number in
      Known(
        Town.person(number),
        town.values(number, approved: form.approved).map { $0.map { [$0] } ?? [] }
      )
    }
    let trace = Fingerprints.Trace(
      keys,
      columns: Town.columns,
      people: People(people, Town.columns),
      editions: editions,
      relay: "relay.example"
    )
    var (named, wrong, read) = (0, 0, 0)
    for number in 0..<traces {
      let guilty = editions[town.below(editions.count)]
      let rows = people[(number * form.rows)..<((number + 1) * form.rows)]
      let verdict = trace.verdict(on: leak(form, rows, guilty))
      named += verdict.accused.contains(guilty) ? 1 : 0
      wrong += verdict.accused.subtracting([guilty]).count
      read += verdict.coverage.read
    }
    let marks = Double(read) / Double(traces * form.rows)
    Table.line(
      "D7",
      "\(form.rows) rows, \(form.name)",
      "named ≥ 0.95",
      "\(named) of \(traces), \(wrong) innocents; "
        + String(format: "%.1f marks a row", marks),
      met: Double(named) >= 0.95 * Double(traces) && wrong == 0
    )
  }

  private func leak(
    _ form: Form,
    _ people: some Sequence<Known>,
    _ edition: Edition.ID
  ) -> Fingerprints.Leak {
    let key = keys.edition(edition)
    let rows = people.map { known in
      Town.columns.indices.prefix(form.columns).map { column -> String in
        let kind = Town.columns[column].kind
        // Without aliases, or a single row would do.
        guard kind != .email, let value = known.values[column].first else { return "" }
        return form.change(text(value, of: known.person, Town.columns[column], key), kind)
      }
    }
    return form.columns < Town.columns.count
      ? Fingerprints.Leak(text: rows.map { $0.joined(separator: "\n") }.joined(separator: "\n\n"))
      : Fingerprints.Leak(
        csv: rows.map { $0.map { "\"\($0)\"" }.joined(separator: ",") }.joined(separator: "\n")
      )
  }

  /// What a copy says, which is made of what the Gate let through alone: a test holds the two the
  /// same.
  private func text(
    _ value: Row.Value,
    of person: Row.Person,
    _ column: Column,
    _ key: EditionKey
  ) -> String {
    let place = keys.place(of: person, column, version: value.version)
    let marks = key.marks(at: place, keys.marks.levels(at: place, count: Writings.slots))
    return value.writings(column.kind).text(
      marks.reversed().reduce(0) { $0 << 1 | ($1 ? 1 : 0) }
    )
  }
}
