import Candor
import CandorAPI
import Foundation

/// A catalogue in a file: CSV with a column map, NDJSON of items, or a JSON Feed 1.1.
struct CatalogueFile {
  /// The items, and the line of each.
  private(set) var items: [(line: Int, item: ItemBody)] = []
  private(set) var problems: [LineProblem] = []

  static let fields = [
    "id", "title", "creators", "genres", "released", "days_ago", "popularity", "summary", "url",
    "kind",
  ]

  init(_ file: URL, _ options: TableOptions, today: Date) throws {
    let data = try Data(contentsOf: file)
    guard let text = String(data: data, encoding: .utf8) else {
      throw FileRefused([LineProblem(line: 1, text: "the file is not UTF-8")])
    }
    switch file.pathExtension.lowercased() {
    case "ndjson", "jsonl": readLines(text)
    case "json": try readFeed(data)
    default: try readTable(text, options, today: today)
    }
  }

  private mutating func readTable(_ text: String, _ options: TableOptions, today: Date) throws {
    let separators = TableOptions.pairs(options.separators)
    for row in try options.read(text, fields: Self.fields) {
      func list(_ field: String) -> [String]? {
        row.values[field]?.split(separator: separators[field] ?? "|").map { String($0).trimmed }
          .filter { !$0.isEmpty }
      }
      func wrong(_ text: String) { problems.append(LineProblem(line: row.line, text: text)) }
      if row.isShort {
        wrong("has fewer fields than the header")
        continue
      }
      guard let id = row.values["id"], let title = row.values["title"] else {
        wrong("\(row.values["id"] == nil ? "id" : "title") is empty")
        continue
      }
      var item = ItemBody(id: id, title: title, creators: list("creators"), genres: list("genres"))
      item.summary = row.values["summary"]
      item.url = row.values["url"]
      item.kind = row.values["kind"]
      if let text = row.values["popularity"] {
        guard let number = Double(text), number >= 0, number < 1e15 else {
          wrong("popularity must be a number of people")
          continue
        }
        item.popularity = Int(number)
      }
      if let text = row.values["days_ago"] {
        guard let days = Int(text), (0...100_000).contains(days) else {
          wrong("days_ago must be a number of days")
          continue
        }
        let date = today.addingTimeInterval(-Double(days) * 86_400)
        item.released = String(describing: Day(date))
      } else if let text = row.values["released"] {
        guard let day = Self.day(text) else {
          wrong("released must be YYYY-MM-DD or a year")
          continue
        }
        item.released = day.map(String.init(describing:))
      }
      items.append((row.line, item))
    }
  }

  /// A day, or the first day of a year such as `1997` or `1997.0`.
  ///
  /// - Returns: `.some(nil)` for a year before 1, which no calendar day can say.
  private static func day(_ text: String) -> Day?? {
    if let day = Day(text) { return .some(day) }
    guard let year = Double(text).flatMap({ Int(exactly: $0) }), year < 10_000 else { return nil }
    guard year > 0 else { return .some(nil) }
    let digits = String(year)
    return Day(String(repeating: "0", count: 4 - digits.count) + digits + "-01-01").map {
      .some($0)
    }
  }

  private mutating func readLines(_ text: String) {
    let decoder = JSONDecoder()
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    where !line.trimmingCharacters(in: .whitespaces).isEmpty {
      do {
        items.append((index + 1, try decoder.decode(ItemBody.self, from: Data(line.utf8))))
      } catch {
        problems.append(LineProblem(line: index + 1, text: Self.rule(error)))
      }
    }
  }

  private mutating func readFeed(_ data: Data) throws {
    do {
      let feed = try JSONDecoder().decode(JSONFeed.self, from: data)
      guard feed.version.hasPrefix("https://jsonfeed.org/version/1") else {
        throw FileRefused([LineProblem(line: 1, text: "version is not that of a JSON Feed 1")])
      }
      items = feed.items.map { (1, ItemBody($0, by: feed.creators)) }
    } catch let error as DecodingError {
      throw FileRefused([LineProblem(line: 1, text: Self.rule(error))])
    }
  }

  private static func rule(_ error: any Error) -> String {
    guard case DecodingError.keyNotFound(let key, _) = error else {
      return "is not an item in JSON"
    }
    return "\(key.stringValue) is missing"
  }
}
