import Candor
import CandorFixtures
import Testing

/// Twelve policies that somebody could have written: six keep to the rules, six do not.
struct PolicyLintTests {
  @Test(arguments: Seed.all)
  func `what a text promises against the rules is found where it stands`(_ seed: Seed) throws {
    let written = Written(seed.file)
    let found = try written.brokenPromises()
    let line = try seed.place.map { try Breach.line(of: $0, in: try written.text) } ?? 1
    let lines = found.filter { $0.rule == seed.rule && $0.isError }.map(\.line)
    #expect(lines.contains(line), "found \(found.map { "\($0.line) \($0.rule) '\($0.phrase)'" })")
  }

  @Test(arguments: Written.honest)
  func `a text that keeps to the rules is let be, whatever words it uses`(
    _ written: Written
  ) throws {
    let found = try written.brokenPromises()
    #expect(found.isEmpty, "\(found.map { "\($0.line) \($0.rule) '\($0.phrase)': \($0.reason)" })")
  }

  @Test(arguments: Written.untrue)
  func `a text that does not keep to the rules has no finding but those that were written into it`(
    _ written: Written
  ) throws {
    let text = try written.text
    let seeds = Seed.all.filter { $0.file == written.file }
    let lines = Set(try seeds.map { try $0.place.map { try Breach.line(of: $0, in: text) } ?? 1 })
    let strays = try written.brokenPromises().filter { !lines.contains($0.line) }
    #expect(strays.isEmpty, "\(strays.map { "\($0.line) \($0.rule) '\($0.phrase)'" })")
  }

  @Test func `every sort of promise is broken somewhere`() {
    #expect(Set(Seed.all.map(\.rule)) == Set(BrokenPromise.Rule.allCases))
  }

  @Test func `the column is that of the first word`() throws {
    let found = Rules.small.brokenPromises(in: "Dear you,\nwe do it for *trusted partners*.")
    let promise = try #require(found.first { $0.rule == .vagueRecipient })
    #expect((promise.line, promise.column) == (2, 15))
    #expect(promise.phrase == "trusted partners")
  }

  @Test(arguments: Edit.all)
  func `a true text is true of its own rules only`(_ change: Edit) throws {
    let written = Written(change.file)
    let rules = try change.rules(from: written.yaml)
    let found = try written.brokenPromises(under: rules).filter(\.isError)
    #expect(found.contains { $0.rule == change.breaks }, "\(found.map { "\($0.rule)" })")
  }
}

/// A house that changes its rules, and forgets its policy.
struct Edit: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let file: String
  let breaks: BrokenPromise.Rule
  let passages: [(String, String)]

  init(
    _ description: String,
    _ file: String,
    breaks: BrokenPromise.Rule,
    _ passages: [(String, String)]
  ) {
    self.testDescription = description
    self.file = file
    self.breaks = breaks
    self.passages = passages
  }

  func rules(from yaml: String) throws -> Rules {
    var yaml = yaml
    for (passage, other) in passages {
      try #require(yaml.contains(passage), "the rules do not say '\(passage)'")
      yaml = yaml.replacing(passage, with: other, maxReplacements: 1)
    }
    return try Rules(yaml: yaml)
  }

  static let all = [
    Edit(
      "a recipient is added",
      "honest-strict-poster.md",
      breaks: .neverShares,
      [
        ("Nobody outside the library sees them.", "It is yes or no."),
        (
          "benefits:\n",
          """
          recipients:
            - {name: buses, title: Ellery Buses, role: partner, for: plans its buses,
               contact: privacy@buses.example, purposes: [opening-hours]}
          benefits:

          """
        ),
        (
          "notices:\n",
          """
          notices:
            - {purpose: opening-hours, recipient: buses, version: 1, attributes: [weekday],
               text: 'Can Ellery Buses know your weekday?'}

          """
        ),
      ]
    ),
    Edit(
      "a yes lasts longer",
      "honest-magazine-faq.txt",
      breaks: .term,
      [
        (
          "[genres, trip-month, email]\n    expires: 6 months",
          "[genres, trip-month, email]\n    expires: 9 months"
        ),
        ("Your yes lasts six months.", "Your yes lasts nine months."),
      ]
    ),
    Edit(
      "an attribute is used for longer",
      "honest-magazine-letter.md",
      breaks: .term,
      [
        ("kind: contact\n    expires: 3 years", "kind: contact\n    expires: 4 years"),
        ("and your e-mail address for three", "and your e-mail address for four"),
      ]
    ),
    Edit(
      "a recipient is another",
      "honest-magazine-letter.md",
      breaks: .unknownRecipient,
      [("default: Harbour Post", "default: Other Post")]
    ),
    Edit(
      "a recipient gets more",
      "honest-magazine-formal.html",
      breaks: .neverShares,
      [
        ("uses: [genres, trip-month, email]", "uses: [genres, trip-month, email, authors]"),
        (
          "attributes: [genres, trip-month, email]",
          "attributes: [genres, trip-month, email, authors]"
        ),
        ("Can Lanternfish give three things", "Can Lanternfish give four things"),
      ]
    ),
    Edit(
      "another recipient reads what is sensitive",
      "honest-loose-policy.md",
      breaks: .onlyAccess,
      [
        ("uses: [goal, email]", "uses: [goal, email, injuries]"),
        ("attributes: [goal, email]", "attributes: [goal, email, injuries]"),
        ("Can we give two of your answers", "Can we give three of your answers"),
      ]
    ),
    Edit(
      "what is asked tells who somebody is",
      "honest-strict-form.txt",
      breaks: .anonymous,
      [("type: choice\n    kind: preference", "type: choice\n    kind: contact")]
    ),
  ]
}
