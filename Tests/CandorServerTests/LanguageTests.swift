import Candor
import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Testing

@testable import CandorServer

@Suite struct `Languages` {
  /// A page as a browser gets it that likes these languages, or was told which one to speak.
  private func page(
    _ client: any TestClientProtocol,
    _ path: String,
    accepting: String? = nil,
    chosen: String? = nil
  ) async throws -> String {
    var headers = HTTPFields()
    if let accepting { headers[.acceptLanguage] = accepting }
    if let chosen { headers[.cookie] = "candor-language=\(chosen)" }
    return try await client.execute(uri: path, method: .get, headers: headers) {
      String(buffer: $0.body)
    }
  }

  @Test(arguments: [
    ("ar", nil, "ar"), ("de, ar-EG;q=0.8, en;q=0.5", nil, "ar"), ("en;q=0.3, ar;q=0.9", nil, "ar"),
    ("de", nil, "en"), ("*", nil, "en"), ("", nil, "en"), ("ar;q=0", nil, "en"),
    ("ar;q=x, ;;;", nil, "ar"), ("ar", "en", "en"), ("en", "ar", "ar"), ("ar", "tlh", "ar"),
  ])
  func `of a page are what was chosen, or else what the browser likes best`(
    accepted: String,
    chosen: String?,
    expected: String
  ) async throws {
    let languages = try await TestHouse().house.languages
    #expect(languages.language(chosen: chosen, accepted: accepted).code == expected)
  }

  @Test func `change the words, the direction and the days of a page`() async throws {
    let test = try await TestHouse()
    try await test.test { client in
      let english = try await page(client, "/e/tastes")
      #expect(english.contains(#"<html lang="en" dir="ltr">"#))
      #expect(english.contains("What are you curious about?"))
      let arabic = try await page(client, "/e/tastes", accepting: "ar-EG, en;q=0.5")
      #expect(arabic.contains(#"<html lang="ar" dir="rtl">"#))
      for words in [
        "ما الذي يثير فضولك؟", "السؤال 1 من 4", "التالي", "الأحياء البحرية", "لماذا نسأل",
      ] {
        #expect(arabic.contains(words), "\(words)")
      }
      #expect(arabic.contains(#"value="Marine biology""#))
      #expect(!arabic.contains("[["))
      #expect(arabic.contains("2028"), "the year in the digits of the other pages")
      let missing = try await page(client, "/nowhere", chosen: "ar")
      #expect(missing.contains("لا توجد صفحة كهذه"))
    }
  }

  @Test func `are chosen at the foot of a page and kept in a cookie`() async throws {
    let test = try await TestHouse()
    try await test.test { client in
      let foot = try await page(client, "/e/tastes?a=1&b=2")
      #expect(foot.contains(#"name="back" value="/e/tastes?a=1&amp;b=2""#))
      #expect(foot.contains(#"value="ar" lang="ar" dir="rtl">العربية</button>"#))
      let headers: HTTPFields = [.contentType: "application/x-www-form-urlencoded"]
      func choose(_ form: String) async throws -> HTTPFields {
        var headers = headers
        if let name = HTTPField.Name("Sec-Fetch-Site") { headers[name] = "same-origin" }
        return try await client.execute(
          uri: "/language",
          method: .post,
          headers: headers,
          body: .init(string: form)
        ) { $0.headers }
      }
      let chosen = try await choose("language=ar&back=/me")
      #expect(chosen[.location] == "/me")
      #expect(chosen[.setCookie]?.hasPrefix("candor-language=ar;") == true)
      let unknown = try await choose("language=tlh&back=/me")
      #expect(unknown[.setCookie] == nil)
      let elsewhere = try await choose("language=ar&back=//evil.example")
      #expect(elsewhere[.location] == "/")
    }
  }

  @Test(arguments: [
    (0, "لا إجابات"), (1, "إجابة واحدة"), (2, "إجابتان"), (3, "3 إجابات"), (10, "10 إجابات"),
    (11, "11 إجابة"), (99, "99 إجابة"), (100, "100 إجابة"), (103, "103 إجابات"),
  ])
  func `count as they do`(_ number: Int, _ expected: String) async throws {
    let arabic = try #require(try await TestHouse().house.languages["ar"])
    #expect(arabic.counted(number, "{n} answer", "{n} answers") == expected)
  }

  @Test func `fill what varies in once, whatever stands in it`() {
    let said = Language.english(
      "You told us: {title}: {value}.",
      ["title": "{value}", "value": "{"]
    )
    #expect(said == "You told us: {value}: {.")
    #expect(Language.english.counted(3, "{n} answer", "{n} answers") == "three answers")
    #expect(
      Language.english.day(Date(timeIntervalSince1970: 1_795_392_000)) == "Monday 23 November 2026"
    )
  }

  @Test func `have every phrase, none that nobody says, and keep what varies in it`() async throws {
    let phrases = try Phrases()
    #expect(phrases.all.count > 300)
    let folder = Phrases.sources.appending(path: "Languages")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".json") }
    #expect(files.contains("ar.json"))
    for file in files {
      let data = try Data(contentsOf: folder.appending(path: file))
      let catalogue = try JSONDecoder().decode([String: Language.Phrase].self, from: data)
      let missing = phrases.all.union(Phrases.rules).subtracting(catalogue.keys)
      #expect(missing.isEmpty, "\(file) lacks \(missing.sorted())")
      let unused = Set(catalogue.keys).subtracting(phrases.all).subtracting(Phrases.rules)
      #expect(unused.isEmpty, "\(file) has what nobody says: \(unused.sorted())")
      for (phrase, said) in catalogue {
        switch said {
        case .one(let text):
          #expect(!phrases.counted.contains(phrase), "\(phrase) counts")
          #expect(Phrases.tags(in: text) == Phrases.tags(in: phrase), "\(file): \(phrase)")
        case .byNumber(let forms):
          #expect(phrases.counted.contains(phrase), "\(phrase) counts nothing")
          #expect(forms["other"] != nil, "\(file): \(phrase)")
          for text in forms.values {
            #expect(Set(Phrases.tags(in: text)).isSubset(of: Phrases.tags(in: phrase)))
          }
        }
      }
    }
  }
}

/// Every phrase that the templates and the code say, read from the sources.
struct Phrases {
  static let sources = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Sources/CandorServer")

  /// What the domain says of an answer: said to people by `Problem.asMistake`.
  static let rules: Set<String> = [
    "must be one of the question's choices", "must hold only the question's choices, each once",
    "must hold at most {number1} tags of at most {number2} letters",
    "must be a whole number from {number1} to {number2}", "must be a number",
    "must be a whole number", "must be at least {number1}", "must be at most {number1}",
    "must be at least {number1} choices", "must be at most {number1} choices",
    "must go up in steps of {number1} from {number2}", "must hold an answer for each row",
    "must hold every choice once, the best first", "must be at most {number1} letters",
    "must be at most {number1} letters a field", "must be an e-mail address",
    "must be the name of a time zone, such as Europe/Berlin",
    "cannot be told and not told at once", "cannot be none and some at once",
    "must be a colour as #rrggbb", "must be a month as YYYY-MM", "must be a week as YYYY-Www",
    "must be a time as HH:MM", "must be a day and time as YYYY-MM-DDTHH:MM",
    "must be a telephone number", "must be an address that begins with https://",
    "is not of the form that is asked for", "does not go together with the other answers",
  ]

  private(set) var all: Set<String> = []
  private(set) var counted: Set<String> = []

  init() throws {
    let paths = FileManager.default.enumerator(atPath: Self.sources.path)
    for case let path as String in paths ?? .init() {
      let file = Self.sources.appending(path: path)
      if path.hasSuffix(".mustache") {
        let text = try String(contentsOf: file, encoding: .utf8)
        all.formUnion(text.matches(of: /\[\[((?s:.)*?)\]\]/).map { String($0.1) })
      } else if path.hasSuffix(".swift") {
        read(try String(contentsOf: file, encoding: .utf8))
      }
    }
  }

  private mutating func read(_ code: String) {
    // The default boundary takes 'words.language' for one word.
    for match in code.matches(of: /\blanguage\(/.wordBoundaryKind(.simple)) {
      if let phrase = Self.literal(code[match.range.upperBound...])?.text { all.insert(phrase) }
    }
    let counting = /\bcounted\(\s*[^",]*,/.wordBoundaryKind(.simple)
    for match in code.matches(of: counting) {
      guard let one = Self.literal(code[match.range.upperBound...]),
        let many = Self.literal(one.rest.drop { $0 == "," })
      else { continue }
      all.insert(many.text)
      counted.insert(many.text)
    }
  }

  /// The text that a piece of code begins with, if it begins with one, and what follows.
  private static func literal(_ code: Substring) -> (text: String, rest: Substring)? {
    let code = code.drop { $0.isWhitespace }
    if code.hasPrefix("\"\"\"") {
      let body = code.dropFirst(3)
      guard let end = body.firstRange(of: "\"\"\"") else { return nil }
      var lines = body[..<end.lowerBound].split(separator: "\n", omittingEmptySubsequences: false)
      let indent = lines.removeLast().count
      let text = lines.dropFirst().map { line in
        line.hasSuffix("\\")
          ? String(line.dropFirst(indent).dropLast()) : line.dropFirst(indent) + "\n"
      }.joined()
      return (text.hasSuffix("\n") ? String(text.dropLast()) : text, body[end.upperBound...])
    }
    guard let match = code.prefixMatch(of: /"((?:[^"\\]|\\.)*)"/) else { return nil }
    return (String(match.1), code[match.range.upperBound...])
  }

  /// What a translation keeps: names in braces, tags of templates, tags of HTML.
  static func tags(in phrase: String) -> [String] {
    phrase.matches(of: /\{\{.*?\}\}|\{[a-z]+[0-9]*\}|<[^>]*>/).map { String($0.0) }.sorted()
  }
}
