import Candor
import CandorFixtures
import Foundation
import Testing

@Suite struct `Rules in several languages` {
  /// The small house, with all its notices and one sentence in Arabic too.
  private func yaml() throws -> String {
    try [
      (
        "sentence: We choose stories for you from what you told us.",
        "sentence: {default: We choose stories for you., ar: نختار لك قصصًا.}"
      ),
      (
        "text: May we choose stories for you from what you tell us and read here?",
        "text: {default: May we choose stories for you?, ar: هل نختار لك قصصًا؟}"
      ),
      (
        "text: May our editors plan the next issue with your answers?",
        "text: {default: May our editors plan with your answers?, ar: هل يخطط محررونا بإجاباتك؟}"
      ),
      (
        "text: May we give three of your answers to Tern Travel?",
        "text: {default: May we give Tern Travel three answers?, ar: هل نعطي تيرن ثلاث إجابات؟}"
      ),
      (
        "{value: heronrest, text: To rest}",
        "{value: heronrest, text: {default: To rest, ar: للراحة}}"
      ),
    ].reduce(Rules.smallYAML) { yaml, change in
      guard yaml.contains(change.0) else {
        throw Invalid([Problem("", "the small house does not say '\(change.0)'")])
      }
      return yaml.replacing(change.0, with: change.1)
    }
  }

  private let lists = Consent("lists")

  @Test func `say the same in each, and the default where one is missing`() throws {
    let rules = try Rules(yaml: yaml())
    #expect(rules.languages == ["en", "ar"])
    let arabic = rules.spoken(in: "ar")
    #expect(rules.purpose("lists")?.sentence == "We choose stories for you.")
    #expect(arabic.purpose("lists")?.sentence == "نختار لك قصصًا.")
    #expect(arabic.purpose("sign-in")?.sentence == rules.purpose("sign-in")?.sentence)
    let texts = arabic.experiences.flatMap(\.questions).compactMap(\.choices).joined()
      .filter { $0.value == "heronrest" }.map(\.text)
    #expect(texts == ["للراحة"])
    #expect(rules.spoken(in: "tlh").purpose("lists")?.sentence == "We choose stories for you.")
    #expect(Rules.small.languages == ["en"])
  }

  @Test func `hash each wording by itself, and take a yes to any`() throws {
    let rules = try Rules(yaml: yaml())
    let notice = try #require(rules.notice(for: lists))
    let arabic = try #require(rules.spoken(in: "ar").notice(for: lists))
    #expect(notice.hash != arabic.hash)
    #expect(notice.hashes == [notice.hash, arabic.hash])
    #expect(arabic.hashes == notice.hashes)
    let grant = try rules.grant(lists, attributes: nil, shown: arabic.hash, at: .now)
    #expect(grant.notice == arabic.hash, "what was read is what is kept")
    #expect(try rules.refusal(lists, attributes: nil, shown: arabic.hash).notice == arabic.hash)
    let before = try #require(Rules.small.notice(for: lists)).hash
    #expect(throws: StaleNotice.self) {
      try rules.grant(lists, attributes: nil, shown: before, at: .now)
    }
  }

  @Test func `let what was said yes to in one language through the Gate of the house`() throws {
    let rules = try Rules(yaml: yaml())
    let arabic = try #require(rules.spoken(in: "ar").notice(for: lists))
    let now = Date(timeIntervalSince1970: 1_790_000_000)
    let name = try #require(arabic.attributes.first { $0 != .acts })
    let grant = try rules.grant(lists, attributes: nil, shown: arabic.hash, at: now)
    var record = Record(of: Person.ID(UUID()))
    record = record.applying(record.events(adding: [.granted(grant)], at: now))
    let use = Use("lists", of: [name])
    guard case .allowed = Gate(rules).decide(use, on: record, at: now) else {
      Issue.record("the Gate refused a yes that was read in Arabic")
      return
    }
    guard case .refused = Gate(.small).decide(use, on: record, at: now) else {
      Issue.record("the Gate took a yes to a text that its rules do not have")
      return
    }
  }

  @Test(arguments: [
    (", ar: هل نختار لك قصصًا؟", "", "notices[0].text", "is not there in 'ar'"),
    (
      "{default: We choose stories for you., ar:", "{ar:", "purposes[0].sentence.default",
      "is missing"
    ),
    ("ar: نختار", "Arabic: نختار", "purposes[0].sentence.Arabic", "is no language"),
    ("ar: نختار لك قصصًا.", "ar: ''", "purposes[0].sentence.ar", "must be text"),
    ("name: Petrel House", "name: {default: A, ar: B}", "company.name", "must be text"),
    (
      "name: Petrel House", "name: Petrel House\n  language: ar", "company.language",
      "is the language of the default texts"
    ),
  ])
  func `are refused when one could be asked in words that are not there`(
    _ passage: String,
    _ other: String,
    _ path: String,
    _ rule: String
  ) throws {
    let yaml = try yaml()
    #expect(yaml.contains(passage))
    let error = try #require(throws: Invalid.self) {
      try Rules(yaml: yaml.replacing(passage, with: other, maxReplacements: 1))
    }
    let problem = try #require(error.problems.first { $0.path == path }, "\(error.problems)")
    #expect(problem.rule.hasPrefix(rule) || problem.rule.contains(rule))
    #expect(problem.line != nil)
  }
}
