import CandorFixtures
import Foundation
import Testing

@testable import Candor

struct BegunTests {
  private func begun(_ page: Int, _ fields: [String: [String]]) -> Event.Content {
    .begun(Unfinished("tastes", page: page, fields: fields, until: Date.start.after(days: 30)))
  }

  @Test func `the latest state of each experience is kept, and what is put aside is gone`() {
    let typed = ["genres": ["Verse"]]
    #expect(Record.after([begun(1, typed)]).begun["tastes"]?.page == 1)
    let later = Record.after([begun(1, typed), begun(2, ["genres": ["Ocean"]])])
    #expect(later.begun["tastes"]?.fields == ["genres": ["Ocean"]])
    #expect(Record.after([begun(1, typed), begun(0, [:])]).begun.isEmpty)
  }

  @Test func `what is answered is finished`() throws {
    let rules = Rules.small
    let experience = try #require(rules.experiences.first)
    let fields = ["x": ["y"]]
    let begun = experience.begun(page: 1, fields: fields, under: rules, at: .start)
    let answered = try rules.declared(by: .mara)
    let names = Set(
      answered.compactMap { content -> Experience.Name? in
        if case .declared(let declaration) = content { declaration.source.experience } else { nil }
      }
    )
    let record = Record.after([.begun(begun)] + answered)
    #expect(names.contains(experience.name))
    #expect(record.begun[experience.name] == nil)
  }

  @Test func `it is kept no longer than the first of its answers would be`() throws {
    let rules = Rules.small
    for experience in rules.experiences {
      let begun = experience.begun(page: 1, fields: ["x": ["y"]], under: rules, at: .start)
      let ends = experience.questions.map { rules.promise(of: $0, at: .start).until }
      #expect(begun.until == ends.min())
      #expect(begun.isOpen(at: .start))
      #expect(!begun.isOpen(at: begun.until))
    }
  }

  @Test func `the Gate never sees it`() throws {
    let rules = Rules.small
    let typed = begun(1, ["genres": ["Verse"], "makers": ["Ines Vargholm"], "mood": ["owlwake"]])
    let willing = try rules.notices.map { try rules.yes(to: $0.consent) }
    let (with, without) = (Record.after([typed] + willing), Record.after([.exported] + willing))
    for purpose in rules.purposes {
      for recipient in [nil] + rules.recipients.map({ Optional($0.name) }) {
        let use = Use(purpose.name, at: recipient, of: Set(purpose.uses))
        let decisions = [with, without].map { record -> String in
          switch Gate(rules).decide(use, on: record, at: .start) {
          case .allowed(let permitted): "allowed \(permitted.facts.count)"
          case .refused(let reasons): "refused \(reasons)"
          }
        }
        #expect(decisions[0] == decisions[1])
      }
    }
  }
}
