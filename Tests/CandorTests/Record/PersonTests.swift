import Candor
import CandorFixtures
import Foundation
import Testing

struct PersonTests {
  @Test func `a new person is a UUID of version 7 with the moment in front`() {
    var dice = Dice(7)
    for _ in 0..<100 {
      let bytes = Person.ID(at: .start, using: &dice).bytes
      #expect(bytes.prefix(6) == [0x01, 0x1f, 0x71, 0xfb, 0x04, 0x50])
      #expect(bytes[6] >> 4 == 7)
      #expect(bytes[8] >> 6 == 0b10)
    }
  }

  @Test func `people met later sort later, and no two are the same`() {
    var dice = Dice(7)
    let met = (Int64(0)..<1000).map { Person.ID(at: .start.after(milliseconds: $0), using: &dice) }
    #expect(met.map(\.description) == met.map(\.description).sorted())
    let together = (0..<1000).map { _ in Person.ID(at: .start, using: &dice) }
    #expect(Set(together).count == 1000)
  }

  @Test func `all bits but the stamp, version and variant are random`() {
    var dice = Dice(7)
    var ones = [UInt8](repeating: 0, count: 16)
    var zeros = [UInt8](repeating: 0, count: 16)
    for _ in 0..<200 {
      let bytes = Person.ID(at: .start, using: &dice).bytes
      for place in 6..<16 {
        ones[place] |= bytes[place]
        zeros[place] |= ~bytes[place]
      }
    }
    let open: [UInt8] = [0x0f, 0xff, 0x3f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]
    #expect(zip(ones, zeros).map { $0 & $1 }.suffix(10) == open[...])
  }

  @Test func `a person is written in lower case and read in either`() throws {
    let id = Cast.mara.id
    #expect(id.description == "011f71fb-0450-7000-8000-00000000000a")
    #expect(Person.ID("011F71FB-0450-7000-8000-00000000000A") == id)
    #expect(Person.ID(bytes: id.bytes) == id)
    #expect(try JSONDecoder().decode([Person.ID].self, from: JSONEncoder().encode([id])) == [id])
    #expect(Person.ID("mara") == nil)
  }

  @Test func `a person is written as a UUID, in letters of either size`() {
    let text = "011f71fb-0450-7000-8000-00000000000a"
    #expect(Person.ID(text) == Cast.mara.id)
    #expect(Person.ID(text.uppercased()) == Cast.mara.id)
    for seed in UInt64(0)..<300 {
      var dice = Dice(seed)
      let person = Person.ID(UUID(uuid: Person.ID(at: .start, using: &dice).uuid.uuid))
      #expect(Person.ID(person.uuid.uuidString) == person)
    }
  }

  @Test(arguments: [
    "", "x", "011f71fb04507000800000000000000a", "011f71fb-0450-7000-8000-00000000000",
    "011f71fb-0450-7000-8000-00000000000a0", "011f71fb-0450-7000-8000-00000000000g",
    "011f71fb-0450-7000-80000-0000000000a", "{011f71fb-0450-7000-8000-00000000000a}",
    "011f71fb-0450-7000-8000--0000000000a", "\u{661}11f71fb-0450-7000-8000-0000000000a",
  ])
  func `what is no UUID is nobody`(_ text: String) {
    #expect(Person.ID(text) == nil)
  }
}
