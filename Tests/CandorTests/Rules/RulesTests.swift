import Candor
import CandorFixtures
import Foundation
import Testing

struct RulesTests {
  @Test(arguments: ["magazine", "goodbooks", "ml1m"])
  func `the rules of every example hold`(_ example: String) throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..")
    let file = root.appending(path: "Examples/\(example)/rules.yaml").standardizedFileURL
    let rules = try Rules(yaml: String(contentsOf: file, encoding: .utf8))
    #expect(!rules.experiences.flatMap(\.questions).isEmpty)
  }

  @Test func `the magazine is read whole`() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..")
    let file = root.appending(path: "Examples/magazine/rules.yaml").standardizedFileURL
    let rules = try Rules(yaml: String(contentsOf: file, encoding: .utf8))
    #expect(rules.company.name == "Lanternfish")
    #expect(rules.attribute("poetry")?.term == "Poetry")
    #expect(rules.lists.radar == Term(45, .day))
    #expect(rules.notice(for: Consent("travel-offers", at: "meridian-travel"))?.version == 1)
    #expect(rules.experience("tastes")?.questions.map(\.name).first == "genres")
  }

  @Test(arguments: Breach.ofForm + Breach.ofMeaning)
  func `a breach is refused with its line, path and rule`(_ breach: Breach) throws {
    let yaml = try Rules.changedYAML(breach.passage, to: breach.other)
    let line = try Breach.line(of: breach.place, in: yaml)
    let error = try #require(throws: Invalid.self) { try Rules(yaml: yaml) }
    let problem = try #require(
      error.problems.first { $0.path == breach.path && $0.rule.contains(breach.rule) },
      "found only \(error.problems)"
    )
    #expect(problem.line == line)
  }

  @Test func `several breaches of form are all told, in the order of their lines`() throws {
    let yaml = try Rules.changedYAML("discover: 30", to: "discover: many")
      .replacing("    title: Tern Travel\n", with: "")
      .replacing("    expires: 90 days\n", with: "")
    let error = try #require(throws: Invalid.self) { try Rules(yaml: yaml) }
    let paths = ["attributes[8].expires", "recipients[1].title", "lists.discover"]
    #expect(error.problems.map(\.path) == paths)
    #expect(error.problems.compactMap(\.line) == error.problems.compactMap(\.line).sorted())
  }

  @Test func `several breaches of meaning are all told, in the order of their lines`() throws {
    let yaml = try Rules.changedYAML("expires: 60 days", to: "expires: 91 days")
      .replacing("gives: [discover, radar]", with: "gives: []")
      .replacing("purposes: [offers]", with: "purposes: [offers, sign-in]")
    let error = try #require(throws: Invalid.self) { try Rules(yaml: yaml) }
    let paths = [
      "recipients[1].purposes", "experiences[0].pages[0].elements[1].gives",
      "experiences[1].pages[0].elements[2].expires",
    ]
    #expect(error.problems.map(\.path) == paths)
    #expect(error.problems.compactMap(\.line) == error.problems.compactMap(\.line).sorted())
  }

  @Test func `breaches of form and of meaning are told together`() throws {
    let yaml = try Rules.changedYAML("creators: 2", to: "creators: 0")
      .replacing("gives: [discover, radar]", with: "gives: []")
    let error = try #require(throws: Invalid.self) { try Rules(yaml: yaml) }
    let paths = ["lists.creators", "experiences[0].pages[0].elements[1].gives"]
    #expect(error.problems.map(\.path) == paths)
  }

  @Test func `a misnamed chapter does not make every word about it wrong`() throws {
    let yaml = try Rules.changedYAML("attributes:\n", to: "attribute:\n")
    let error = try #require(throws: Invalid.self) { try Rules(yaml: yaml) }
    #expect(Set(error.problems.map(\.path)) == ["attribute", "attributes"])
  }

  @Test func `what is not YAML is refused with its line`() throws {
    let yaml = try Rules.changedYAML("sale: never", to: "sale: never: ever")
    let error = try #require(throws: Invalid.self) { try Rules(yaml: yaml) }
    let problem = try #require(error.problems.first)
    #expect(error.problems.count == 1)
    #expect(problem.rule.hasPrefix("is not YAML"))
    #expect(try problem.line == Breach.line(of: "sale: never: ever", in: yaml))
  }

  @Test func `a key that is there twice is refused with its line`() throws {
    let yaml = try Rules.changedYAML("sale: never", to: "sale: never\nsale: never")
    let error = try #require(throws: Invalid.self) { try Rules(yaml: yaml) }
    let problem = try #require(error.problems.first)
    #expect(problem.rule.contains("sale"))
    #expect(problem.line != nil)
    #expect(!problem.rule.contains("Petrel House"), "the problem repeats the whole file")
  }

  @Test(arguments: ["", "# nothing\n"])
  func `an empty file is refused`(_ yaml: String) {
    #expect(throws: Invalid([Problem("", "the file is empty", line: 1)])) { try Rules(yaml: yaml) }
  }

  @Test(arguments: ["just words", "- a\n- list", "3"])
  func `a file that is no block of chapters is refused`(_ yaml: String) {
    let rule = "must be a block of keys and values"
    #expect(throws: Invalid([Problem("", rule, line: 1)])) { try Rules(yaml: yaml) }
  }

  @Test func `sizes that are not given have a default`() throws {
    let rules = try Rules.changed(
      "lists:\n  discover: 30\n  creators: 2\n  radar: 30 days\n",
      to: ""
    )
    #expect(rules.lists.discover == 30)
    #expect(rules.lists.creators == 2)
    #expect(rules.lists.radar == Term(30, .day))
    #expect(rules.lists.smallest == 5)
    #expect(rules.lists.train == Term(1, .day))
  }

  @Test func `sizes that are given are taken`() throws {
    let rules = try Rules.changed("creators: 2", to: "creators: 2\n  smallest: 12\n  train: 6 days")
    #expect(rules.lists.smallest == 12)
    #expect(rules.lists.train == Term(6, .day))
  }
}
