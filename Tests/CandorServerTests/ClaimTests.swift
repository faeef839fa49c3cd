import Candor
import CandorAPI
import CandorFixtures
import Foundation
import Testing

@testable import CandorServer

@Suite struct `Claiming a record` {
  private func answered(_ person: Person.ID, in house: House) async throws {
    let tastes = try #require(house.rules.experience("tastes"))
    let notice = try #require(house.rules.notice(for: Consent("personal-lists")))
    let yes = House.Said(
      consent: notice.consent,
      isYes: true,
      attributes: nil,
      notice: notice.hash
    )
    _ = try await house.answer(tastes, ["genres": .list(["Film"])], saying: [yes], by: person)
  }

  @Test func `what was said goes along, and the other record is gone`() async throws {
    let test = try await TestHouse()
    let house = test.house
    let stranger = try await house.meet(signal: Signal(gpc: true)).person
    try await answered(stranger, in: house)
    let person = try await house.meet(email: Cast.mara.address).person
    let changed = try await house.claim(stranger, for: person)
    #expect(changed.record.answers["genres"]?.declaration.value == .list(["Film"]))
    #expect(changed.record.standing(Consent("personal-lists"), "genres") != nil)
    #expect(changed.record.optOut != nil)
    let events = try await house.vault.events(of: person)
    #expect(events.map(\.content.kind).prefix(2) == ["declared", "claimed"])
    #expect(changed.committed.first?.sequence == 2)
    await #expect(throws: Vault.UnknownPerson.self) { try await house.vault.record(of: stranger) }
    await #expect(throws: Vault.UnknownPerson.self) { try await house.claim(stranger, for: person) }
  }

  @Test func `a claim that was cut off before the erasure is finished by the next`() async throws {
    let test = try await TestHouse()
    let house = test.house
    let stranger = try await house.meet().person
    try await answered(stranger, in: house)
    let person = try await house.meet(email: Cast.mara.address).person
    let other = try await house.vault.record(of: stranger)
    let written = try await house.change(person) { record in
      record.claim(of: other).map { [.claimed($0)] } ?? []
    }
    let changed = try await house.claim(stranger, for: person)
    #expect(changed.record.version == written.record.version)
    await #expect(throws: Vault.UnknownPerson.self) { try await house.vault.record(of: stranger) }
  }

  @Test func `what is not there, or somebody's own, is not claimed`() async throws {
    let test = try await TestHouse()
    let house = test.house
    let person = try await house.meet(email: Cast.mara.address).person
    let neighbour = try await house.meet(email: Cast.teodor.address).person
    let stranger = try await house.meet().person
    await #expect(throws: Invalid.self) { try await house.claim(person, for: person) }
    await #expect(throws: Invalid.self) { try await house.claim(neighbour, for: person) }
    let nobody = Cast.oona.id
    await #expect(throws: Vault.UnknownPerson.self) { try await house.claim(nobody, for: person) }
    await #expect(throws: Vault.UnknownPerson.self) { try await house.claim(stranger, for: nobody) }
    _ = try await house.vault.record(of: stranger)
    _ = try await house.vault.record(of: neighbour)
  }
}
