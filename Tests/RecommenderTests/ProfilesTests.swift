import Candor
import CandorFixtures
import Testing

@testable import Recommender

struct ProfilesTests {
  private let mara = Profile(items: [0, 2], tags: [1])
  private let oona = Profile(items: [1, 2])

  @Test func `a profile takes the place of the one before`() {
    var profiles = Profiles(items: 3)
    #expect(profiles.put(mara, of: Cast.mara.id, at: 1) == .empty)
    #expect(profiles.put(oona, of: Cast.mara.id, at: 2) == mara)
    #expect(profiles.statistics == Statistics([oona], items: 3))
  }

  @Test func `what is older than what is there comes too late`() {
    var profiles = Profiles(items: 3)
    profiles.put(mara, of: Cast.mara.id, at: 5)
    #expect(profiles.put(oona, of: Cast.mara.id, at: 4) == nil)
    #expect(profiles.statistics == Statistics([mara], items: 3))
    #expect(profiles.put(oona, of: Cast.mara.id, at: 5) == mara)
    #expect(profiles.statistics == Statistics([oona], items: 3))
  }

  @Test func `who was removed is gone, whatever arrives later`() {
    var profiles = Profiles(items: 3)
    profiles.put(mara, of: Cast.mara.id, at: 5)
    profiles.put(oona, of: Cast.oona.id, at: 1)
    #expect(profiles.remove(Cast.mara.id) == mara)
    let rest = Statistics([oona], items: 3)
    #expect(profiles.statistics == rest)
    #expect(profiles.put(mara, of: Cast.mara.id, at: 6) == nil)
    #expect(profiles.statistics == rest)
    #expect(profiles.statistics.hash == rest.hash)
    #expect(profiles.remove(Cast.mara.id) == .empty)
    #expect(profiles.remove(Cast.teodor.id) == .empty)
    #expect(profiles.put(mara, of: Cast.teodor.id, at: 6) == nil)
    #expect(profiles.statistics == rest)
  }

  @Test(arguments: UInt64(0)..<12)
  func `after any puts and removals it is what the last ones count`(_ seed: UInt64) {
    var dice = Dice(seed)
    var profiles = Profiles(items: 20)
    var last: [Int: (profile: Profile, version: Int)] = [:]
    for _ in 0..<80 {
      let number = dice.roll(0...9)
      let known = last[number]?.version ?? 0
      if known < .max && dice.chance(5) {
        profiles.remove(Circles.person(number))
        last[number] = (.empty, .max)
      } else {
        let version = dice.roll(0...20)
        let profile = Profile(items: dice.several(Array(0..<20)), tags: dice.several([1, 2, 3]))
        let replaced = profiles.put(profile, of: Circles.person(number), at: version)
        #expect(replaced == (known > version ? nil : last[number]?.profile ?? .empty))
        if known <= version { last[number] = (profile, version) }
      }
    }
    let fresh = Statistics(last.values.map(\.profile), items: 20)
    #expect(profiles.statistics == fresh)
    #expect(profiles.statistics.hash == fresh.hash)
  }

  @Test func `who has what is told in the order of people, without those who have nothing`() throws
  {
    let size = Statistics.mostDense + 1
    var profiles = Profiles(items: size)
    profiles.put(oona, of: Cast.oona.id, at: 1)
    profiles.put(Profile(items: [], tags: [1]), of: Cast.teodor.id, at: 1)
    profiles.put(mara, of: Cast.mara.id, at: 1)
    let people = try #require(profiles.evidence(smallest: 5).people)
    #expect(people.height == 2 && people.width == size)
    #expect(Array(people[0]) == mara.items)
    #expect(Array(people[1]) == oona.items)
    profiles.remove(Cast.mara.id)
    let rest = try #require(profiles.evidence(smallest: 5).people)
    #expect(rest.height == 1 && Array(rest[0]) == oona.items)
  }

  @Test func `where the statistics hold the pairs, nobody has to be told apart`() {
    var profiles = Profiles(items: 3)
    profiles.put(mara, of: Cast.mara.id, at: 1)
    let evidence = profiles.evidence(smallest: 1)
    #expect(evidence.people == nil)
    #expect(evidence.statistics == profiles.statistics)
    #expect(evidence.known == [0, 2])
  }
}
