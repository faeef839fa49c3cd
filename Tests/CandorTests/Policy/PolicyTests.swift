import Candor
import CandorFixtures
import Testing

/// The privacy policy as it is written from rules.
struct PolicyTests {
  static let houses = [
    "Examples/magazine/rules.yaml", "Examples/goodbooks/rules.yaml", "Examples/ml1m/rules.yaml",
    "Tests/Policies/strict.yaml", "Tests/Policies/loose.yaml",
  ]

  private func rules(_ path: String) throws -> Rules {
    try Rules(yaml: Written.read(path))
  }

  @Test(arguments: houses)
  func `names everybody, everything, every reason and every term`(_ path: String) throws {
    let rules = try rules(path)
    let policy = Policy(rules)
    let text = policy.sections.flatMap(\.lines).map(\.text).joined(separator: "\n")
    let told =
      [rules.company.name, rules.company.contact]
      + rules.recipients.flatMap { [$0.title, $0.contact, $0.for] }
      + rules.attributes.flatMap { [$0.title, $0.expires.description] }
      + rules.purposes.flatMap { [$0.sentence, $0.expires?.description ?? ""] }
      + rules.benefits.map(\.sentence)
    for part in told {
      #expect(text.contains(part), "the policy does not say '\(part)'")
    }
  }

  @Test(arguments: houses)
  func `keeps to its own rules, in both forms`(_ path: String) throws {
    let rules = try rules(path)
    let policy = Policy(rules)
    for found in [
      rules.brokenPromises(in: policy.markdown),
      rules.brokenPromises(in: policy.html(), as: .html),
    ] {
      #expect(
        found.isEmpty,
        "\(found.map { "\($0.line) \($0.rule) '\($0.phrase)': \($0.reason)" })"
      )
    }
  }

  @Test(arguments: houses)
  func `is read again as it was written`(_ path: String) throws {
    let policy = Policy(try rules(path))
    #expect(Policy(markdown: policy.markdown) == policy)
    #expect(Policy(markdown: policy.markdown)?.hash == policy.hash)
  }

  @Test func `the same rules give the same bytes, and other rules others`() throws {
    #expect(Policy(.small).bytes == Policy(.small).bytes)
    #expect(Policy(.small).hash.count == 64)
    for (passage, other) in [
      ("title: Gannet Mail", "title: Other Mail"), ("expires: 90 days", "expires: 80 days"),
      ("name: Petrel House", "name: Petrel House\n  officer: Ada Vance"),
      ("kind: intention", "kind: intention\n    sensitive: true"),
      ("role: partner", "role: partner\n    suspended: true"),
    ] {
      #expect(Policy(try .changed(passage, to: other)).hash != Policy(.small).hash, "\(other)")
    }
  }

  @Test func `what the law wants and the rules lack is said to be not named`() throws {
    let bare = Policy(.small).markdown
    #expect(bare.contains("Data protection officer: not named in our rules."))
    #expect(bare.contains("Tern Travel: its country is not named in our rules."))
    #expect(bare.contains("Ours is not named in our rules"))
    let full = Policy(
      try .changed(
        "name: Petrel House",
        to:
          "name: Petrel House\n  country: Ellery\n  officer: Ada Vance\n  authority: the Data Office"
      )
    ).markdown
    #expect(full.contains("Data protection officer: Ada Vance."))
    #expect(full.contains("Petrel House is in Ellery."))
    #expect(full.contains("For us this is: the Data Office."))
  }

  @Test(arguments: [
    "Art. 1 *stars* and _lines_", "# no heading", "- no item", "1. no number", "a | b {#c}",
    "<b>bold</b> & [link](x)", "back\\slash", "--- rule",
  ])
  func `signs of Markdown and HTML in the rules stay what they are`(_ title: String) throws {
    let yaml = try Rules.changedYAML("title: Tern Travel", to: "title: '\(title)'")
      .replacing(
        "text: May we give three of your answers to Tern Travel?",
        with: "text: 'May we give three of your answers to \(title)?'"
      )
    let rules = try Rules(yaml: yaml)
    let policy = Policy(rules)
    #expect(Policy(markdown: policy.markdown) == policy)
    #expect(!policy.html().contains("<b>"))
  }

  @Test(arguments: ["", "just words", "# a\n\nwords without a section", "# a\n\n## b\n\n---\n"])
  func `another text is no policy`(_ text: String) {
    #expect(Policy(markdown: text) == nil)
  }

  @Test func `a change tells which sentences came and which went`() throws {
    let before = Policy(.small)
    let after = Policy(try .changed("expires: 90 days", to: "expires: 80 days"))
    let change = PolicyChange(from: before, to: after)
    #expect(change.sections.map(\.name) == ["how-long", "storage"])
    let storage = try #require(change.sections.last)
    #expect((storage.added, storage.removed) == (1, 1))
    let marked = storage.lines.filter { $0.mark != .same }
    #expect(marked.map(\.mark) == [.removed, .added])
    #expect(marked.first?.line.text.contains("90 days") == true)
    #expect(marked.last?.line.text.contains("80 days") == true)
    #expect(PolicyChange(from: before, to: before).sections.isEmpty)
  }

  @Test func `a section that comes or goes is marked as a whole`() {
    let old = Policy(title: "P", summary: [.init("a", "A", [.init("One.")])], details: [])
    let new = Policy(title: "P", summary: [.init("b", "B", [.init("Two.")])], details: [])
    let change = PolicyChange(from: old, to: new)
    #expect(change.sections.map(\.mark) == [.added, .removed])
    #expect(change.sections.map(\.name) == ["b", "a"])
  }
}
