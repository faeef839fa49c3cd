import Foundation
import Testing

@testable import Candor

/// One expression, read against `Answers`, and what it comes to.
struct ExpressionVector: Sendable, CustomTestStringConvertible {
  let text: String
  /// As JSON; a date is written `"@2026-11-29"`.
  let expected: String

  var testDescription: String { "\(text) -> \(expected)" }

  /// Lines of `expression -> value`; with `!>` where SurveyJS itself answers something else.
  static func lines(_ lines: String) -> [ExpressionVector] {
    lines.split(separator: "\n").filter { !$0.isEmpty && !$0.hasPrefix("--") }.compactMap { line in
      let mark = line.range(of: " -> ", options: .backwards) ?? line.range(of: " !> ")
      guard let mark else { return nil }
      return ExpressionVector(
        text: String(line[..<mark.lowerBound]),
        expected: line[mark.upperBound...].trimmingCharacters(in: .whitespaces)
      )
    }
  }

  static let all = literals + variables + arithmetic + comparison + lists + functions + dates
}

/// What one reader answered.
enum Answers {
  static let json = #"""
    {"name": "Mira", "city": " Oslo ", "age": "34", "count": 7, "zero": 0, "half": 0.5,
    "yes": true, "no": false, "word": "TRUE", "genres": ["poetry", "essays", "Crime"],
    "none": [], "blank": "", "numbers": [3, 1, 2], "written": ["10", "9", "8.5"],
    "zip": "00123", "card": "4791234567890123", "price": "12,50", "hex": "0x10",
    "born": "1990-05-17", "leap": "2024-02-29", "seen": "2026-11-29T10:30:00",
    "bad": "2026-13-45", "address": {"city": "Bergen", "zip": "5003", "lines": ["x", "y"]},
    "hollow": {"a": "", "b": []}, "a.b": "dotted", "name-Comment": "hm", "quoted": "'x'",
    "mixed": [1, "one", true], "pairs": [["a"], ["b", "c"]], "one": "1",
    "books": [{"title": "Tides", "pages": 100, "read": true, "year": 1999},
    {"title": "Moss", "pages": "250", "read": false, "year": 2005},
    {"title": "Salt", "read": true, "year": 2011}],
    "scores": {"plot": {"points": 3}, "style": {"points": 5}}, "Mixed Case": "kept",
    "ranking": ["c", "a", "b"], "long": "the quick brown fox", "minus": "-3"}
    """#

  static var scope: Candor.Expression.Scope {
    get throws {
      guard case .object(let values) = try operand(json) else { throw DecodingFailed() }
      return Candor.Expression.Scope(
        values: values,
        now: try #require(Date(rfc3339: "2026-11-29T06:30:15.250Z")),
        displays: ["name": "Mira of Oslo", "genres": "Poetry, Essays"],
        ordered: ["ranking"]
      )
    }
  }

  struct DecodingFailed: Error {}

  static func operand(_ json: String) throws -> Operand {
    try JSONDecoder().decode(Spelled.self, from: Data(json.utf8)).operand
  }

  private struct Spelled: Decodable {
    let operand: Operand

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if container.decodeNil() {
        operand = .empty
      } else if let flag = try? container.decode(Bool.self) {
        operand = .flag(flag)
      } else if let number = try? container.decode(Double.self) {
        operand = .number(number)
      } else if let text = try? container.decode(String.self) {
        let moment = text.hasPrefix("@") ? Moment(String(text.dropFirst())) : nil
        operand = moment.map { .date($0.date) } ?? .text(text)
      } else if let elements = try? container.decode([Spelled].self) {
        operand = .list(elements.map(\.operand))
      } else {
        operand = .object(try container.decode([String: Spelled].self).mapValues(\.operand))
      }
    }
  }
}
