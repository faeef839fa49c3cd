import Candor
import CandorAPI
import Foundation

/// A catalogue in a file: CSV with a column map, NDJSON of items, or a JSON Feed 1.1.
struct CatalogueFile {
  private(set) var items: [Placed<ItemBody>] = []
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
    refuseDuplicates()
  }

  private mutating func refuseDuplicates() {
    var first: [String: Place] = [:]
    var kept: [Placed<ItemBody>] = []
    for entry in items {
      let id = entry.item.id
      if let other = first[id] {
        problems.append(
          LineProblem(entry.place, field: "id", text: "'\(id)' is there twice: first at \(other)")
        )
      } else {
        first[id] = entry.place
        kept.append(entry)
      }
    }
    items = kept
    problems.sort { $0.place.number < $1.place.number }
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
      items.append(Placed(place: .line(row.line), item: item))
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
        let item = try decoder.decode(ItemBody.self, from: Data(line.utf8))
        items.append(Placed(place: .line(index + 1), item: item))
      } catch {
        problems.append(Self.problem(error, at: .line(index + 1)))
      }
    }
  }

  private mutating func readFeed(_ data: Data) throws {
    do {
      let feed = try JSONDecoder().decode(JSONFeed.self, from: data)
      guard feed.version.hasPrefix("https://jsonfeed.org/version/1") else {
        throw FileRefused([LineProblem(line: 1, text: "version is not that of a JSON Feed 1")])
      }
      for (index, entry) in feed.items.enumerated() {
        do {
          let item = ItemBody(try entry.item.get(), by: feed.creators)
          items.append(Placed(place: .item(index), item: item))
        } catch {
          // The place says `items[3]` already.
          problems.append(Self.problem(error, at: .item(index), below: 2))
        }
      }
    } catch let error as DecodingError {
      throw FileRefused([Self.problem(error, at: .line(1), else: "is not a JSON Feed")])
    }
  }

  /// - Parameter depth: how many keys of the error's path the place stands for.
  private static func problem(
    _ error: any Error,
    at place: Place,
    below depth: Int = 0,
    else rule: String = "is not an item in JSON"
  ) -> LineProblem {
    func field(_ path: [any CodingKey]) -> String {
      path.dropFirst(depth).reduce("") { text, key in
        if let index = key.intValue { return "\(text)[\(index)]" }
        return text.isEmpty ? key.stringValue : "\(text).\(key.stringValue)"
      }
    }
    switch error {
    case DecodingError.keyNotFound(let key, let context):
      return LineProblem(place, field: field(context.codingPath + [key]), text: "is missing")
    case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context):
      let name = field(context.codingPath)
      return LineProblem(place, field: name, text: name.isEmpty ? rule : "is of the wrong type")
    default: return LineProblem(place, text: rule)
    }
  }
}
