import CandorFixtures
import Foundation
import Testing

@testable import Candor

@Suite struct `Forms of a name` {
  private static let forms = NameForms(of: "genres", ["Ada Wren", "A. Wren"])

  /// Of any answer that is held: whether it is a name, the rules say before.
  private let told: Record

  init() throws { told = Record.after(try Rules.small.declared(by: .mara)) }

  @Test func `are how it may be written, from the moment they are approved`() throws {
    let before = try #require(told.written("genres"))
    #expect(before.forms.isEmpty && before.version == told.answers["genres"]?.sequence)
    let after = told.adding([.approved(Self.forms)])
    let written = try #require(after.written("genres"))
    #expect(written.forms == Self.forms.forms)
    #expect(written.version == after.version)
    #expect(written.value == before.value)
    let back = after.adding([.approved(NameForms(of: "genres", []))])
    #expect(back.written("genres")?.forms == [])
    #expect(back.written("genres")?.version == back.version)
  }

  @Test func `hold for as long as what they are forms of`() throws {
    let after = told.adding([.approved(Self.forms)])
    let changed = after.adding([.corrected(Correction(attribute: "genres", value: .list(["x"])))])
    #expect(changed.approved.isEmpty)
    #expect(changed.written("genres")?.version == changed.version)
    #expect(after.adding([.retracted(.attribute("genres"))]).approved.isEmpty)
    #expect(told.adding([.approved(NameForms(of: "departed", ["a", "b"]))]).approved.isEmpty)
    #expect(after.adding([.exported]).approved == after.approved)
  }

  @Test func `come back from the snapshot`() throws {
    let after = told.adding([.approved(Self.forms)])
    #expect(try Record(snapshot: Data(after.snapshot)) == after)
  }

  @Test(arguments: [
    ("Mary Jane Hartwell", ["Mary Hartwell", "Mary J. Hartwell", "M. J. Hartwell"]),
    ("Dr Zoë Q. Wren", ["Zoë Q. Wren", "Zoë Wren", "Dr Wren"]),
    ("Ada Wren", ["A. Wren"]),
  ])
  func `are suggested out of the words of a name`(_ name: String, _ some: [String]) {
    let forms = NameForms.suggestions(for: name)
    #expect(forms.first == name)
    #expect(Set(some).isSubset(of: forms), "\(forms)")
    #expect(Set(forms).count == forms.count)
    #expect(NameForms.suggestions(for: "Prince").isEmpty)
  }
}
