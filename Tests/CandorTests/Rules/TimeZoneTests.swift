import CandorFixtures
import Foundation
import Testing

@testable import Candor

/// Where a clock stands: the company's, and the person's if they told.
struct TimeZoneTests {
  /// The small house, which asks for the zone instead of a pen-name, for the lists.
  private func rules() throws -> Rules {
    var yaml = try Rules.changedYAML("- name: pen-name\n", to: "- name: timezone\n")
    for (passage, other) in [
      ("uses: [mood, pace, wish, pen-name]", "uses: [mood, pace, wish]"),
      ("attributes: [mood, pace, wish, pen-name]", "attributes: [mood, pace, wish]"),
      ("uses: [genres, makers, verse, acts]", "uses: [genres, makers, verse, acts, timezone]"),
      (
        "attributes: [genres, makers, verse, acts]",
        "attributes: [genres, makers, verse, acts, timezone]"
      ),
      (
        "attribute: pen-name\n            gives: [letters]\n            uses: [planning]",
        "attribute: timezone\n            gives: [discover]\n            uses: [lists]"
      ),
    ] {
      let rest = yaml.replacing(passage, with: other, maxReplacements: 1)
      try #require(rest != yaml, "the small house does not say '\(passage)'")
      yaml = rest
    }
    return try Rules(yaml: yaml)
  }

  private func permitted(_ contents: [Event.Content], _ rules: Rules) throws -> Permitted {
    let record = Record.after(contents)
    let decision = Gate(rules).decideWidest("lists", on: record, at: .start)
    guard case .allowed(let permitted) = decision else { throw Invalid([]) }
    return permitted
  }

  @Test(arguments: ["Europe/Berlin", "America/Argentina/Buenos_Aires", "Asia/Kolkata", "Etc/GMT+5"])
  func `a zone is known by its name in the database of the world`(_ name: String) {
    #expect(TimeZone(iana: name)?.identifier == name)
  }

  @Test(arguments: ["UTC", "GMT"])
  func `the zone of no place is known too`(_ name: String) {
    #expect(TimeZone(iana: name)?.secondsFromGMT(for: .start) == 0)
  }

  @Test(arguments: [
    "", "CET", "PST", "GMT+2", "+02:00", "UTC+5", "europe/berlin", "Europe/Atlantis", "Europe",
    " Europe/Berlin", "../../etc/passwd", "posix/Europe/Berlin",
  ])
  func `what is no name of a zone is none`(_ name: String) {
    #expect(TimeZone(iana: name) == nil)
  }

  @Test func `a company's clock stands in Greenwich unless it says otherwise`() throws {
    #expect(Rules.small.company.zone == .gmt)
    let rules = try Rules.changed(
      "name: Petrel House",
      to: "name: Petrel House\n  timezone: Europe/Berlin"
    )
    #expect(rules.company.zone.identifier == "Europe/Berlin")
  }

  @Test func `a person's zone is told as an answer, and must exist`() throws {
    let rules = try rules()
    let told = try rules.declared(["pen-name": .text(" Asia/Kathmandu ")], in: "journey")
    guard case .declared(let declaration)? = told.first else { throw Invalid([]) }
    #expect(declaration.attribute == .timezone)
    #expect(declaration.value == .text("Asia/Kathmandu"))
    #expect(try rules.declared(["pen-name": .text(" ")], in: "journey").isEmpty)
    let error = #expect(throws: Invalid.self) {
      try rules.declared(["pen-name": .text("Kathmandu")], in: "journey")
    }
    let rule = "must be the name of a time zone, such as Europe/Berlin"
    #expect(error?.problems == [Problem("answers.pen-name", rule)])
  }

  @Test func `the zone counts if the Gate lets it through, and else another`() throws {
    let rules = try rules()
    let other = try #require(TimeZone(iana: "Europe/Berlin"))
    let told = try rules.declared(["pen-name": .text("Asia/Kathmandu")], in: "journey")
    let yes = try rules.yes(to: Consent("lists"))
    #expect(
      try permitted(told + [yes], rules).zone(otherwise: other).identifier == "Asia/Kathmandu"
    )
    #expect(try permitted([yes], rules).zone(otherwise: other) == other)
    let muted = told + [yes, .muted(.attribute(.timezone))]
    #expect(try permitted(muted, rules).zone(otherwise: other) == other)
    let less = told + [try rules.yes(to: Consent("lists"), ["genres"])]
    #expect(try permitted(less, rules).zone(otherwise: other) == other)
  }

  @Test func `a choice of zones has zones to choose from`() throws {
    var yaml = Rules.smallYAML.replacing("mood", with: "timezone")
    let error = #expect(throws: Invalid.self) { try Rules(yaml: yaml) }
    let rule = "must be the name of a time zone, such as Europe/Berlin"
    #expect(
      error?.problems.map(\.rule) == ["heronrest", "larkrise", "owlwake"].map { "'\($0)' \(rule)" }
    )
    for (value, zone) in [
      ("heronrest", "UTC"), ("larkrise", "Asia/Kathmandu"), ("owlwake", "Europe/Berlin"),
    ] {
      yaml = yaml.replacing(value, with: zone)
    }
    #expect(throws: Never.self) { try Rules(yaml: yaml) }
  }
}
