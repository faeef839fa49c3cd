import ArgumentParser
import Foundation

/// How a table's columns become fields.
struct TableOptions: ParsableArguments {
  @Option(
    name: .customLong("column"),
    help: "field=column, by the header's name or by number from 1; repeat it for each field."
  )
  var columns: [String] = []
  @Option(help: "comma, tab or semicolon.") var delimiter = "comma"
  @Flag(help: "The first line is a row, not names.") var noHeader = false
  @Option(
    name: .customLong("separator"),
    help: "field=text between the names in one field, such as creators=', '; else '|'."
  )
  var separators: [String] = []
  @Flag(help: "Leave out lines that are wrong, and say which, instead of refusing all.")
  var skipBad = false

  func validate() throws {
    guard Self.delimiters[delimiter] != nil else {
      throw ValidationError("--delimiter must be comma, tab or semicolon.")
    }
    for pair in columns + separators where !pair.contains("=") {
      throw ValidationError("'\(pair)' must be field=…")
    }
  }

  private static let delimiters = [
    "comma": UInt8(ascii: ","), "tab": 0x09, "semicolon": UInt8(ascii: ";"),
  ]

  static func pairs(_ texts: [String]) -> [String: String] {
    var pairs: [String: String] = [:]
    for text in texts {
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      pairs[String(parts[0])] = String(parts[1])
    }
    return pairs
  }

  /// Reads the rows of a table as fields.
  ///
  /// - Parameter fields: every field that may be mapped; without a map, a column of that name is it.
  func read(_ text: String, fields: [String]) throws -> [FileRow] {
    let table: CSV
    do {
      table = try CSV(text, delimiter: Self.delimiters[delimiter] ?? UInt8(ascii: ","))
    } catch {
      throw FileRefused([LineProblem(line: error.line, text: error.rule)])
    }
    let header = noHeader ? [] : table.rows.first?.fields ?? []
    let places = try places(of: fields, in: header)
    return table.rows.dropFirst(noHeader ? 0 : 1).map { row in
      var values: [String: String] = [:]
      for (field, place) in places where place < row.fields.count {
        let value = row.fields[place].trimmingCharacters(in: .whitespaces)
        if !value.isEmpty { values[field] = value }
      }
      let isShort = row.fields.count < header.count
      return FileRow(line: row.line, values: values, isShort: isShort)
    }
  }

  private func places(of fields: [String], in header: [String]) throws -> [String: Int] {
    let mapped = Self.pairs(columns)
    var places: [String: Int] = [:]
    for (field, column) in mapped.sorted(by: { $0.key < $1.key }) {
      guard fields.contains(field) else {
        throw CommandRefused("--column \(field): the fields are \(fields.joined(separator: ", "))")
      }
      guard let place = header.firstIndex(of: column) ?? Int(column).map({ $0 - 1 }), place >= 0
      else { throw CommandRefused("--column \(field): there is no column '\(column)'") }
      places[field] = place
    }
    if mapped.isEmpty {
      for field in fields { places[field] = header.firstIndex(of: field) }
    }
    guard !places.isEmpty else {
      throw CommandRefused("no column is mapped: use --column field=column")
    }
    return places
  }
}

/// One row of a file, by field.
struct FileRow: Equatable {
  let line: Int
  let values: [String: String]
  /// It has fewer fields than the header.
  let isShort: Bool
}

/// Where something stands in a file.
enum Place: Equatable, CustomStringConvertible {
  /// From 1.
  case line(Int)
  /// In the list of a JSON Feed, from 0.
  case item(Int)

  var description: String {
    switch self {
    case .line(let line): "line \(line)"
    case .item(let index): "items[\(index)]"
    }
  }

  var number: Int {
    switch self {
    case .line(let number), .item(let number): number
    }
  }
}

/// What was read from a place in a file.
struct Placed<Item> {
  let place: Place
  let item: Item
}

extension Placed: Sendable where Item: Sendable {}

/// What is wrong at a place in a file.
struct LineProblem: Equatable, CustomStringConvertible {
  let place: Place
  /// Empty when it is about the whole row or item.
  let field: String
  let text: String

  init(_ place: Place, field: String = "", text: String) {
    self.place = place
    self.field = field
    self.text = text
  }

  init(line: Int, text: String) {
    self.init(.line(line), text: text)
  }

  /// `line 3: title is missing`, `items[3].title is missing`.
  var description: String {
    switch place {
    case .line: "\(place): \(field.isEmpty ? text : "\(field) \(text)")"
    case .item: field.isEmpty ? "\(place) \(text)" : "\(place).\(field) \(text)"
    }
  }
}

/// A file that was refused, line by line.
struct FileRefused: Error, CustomStringConvertible {
  let problems: [LineProblem]

  init(_ problems: [LineProblem]) {
    self.problems = problems
  }

  var description: String {
    let shown = problems.prefix(50).map(\.description)
    let rest = problems.count - shown.count
    return (shown + (rest > 0 ? ["and \(rest) more"] : [])).joined(separator: "\n")
  }
}
