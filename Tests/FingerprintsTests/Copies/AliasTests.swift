import Candor
import Crypto
import Foundation
import Testing

@testable import Fingerprints

let relay = "relay.example"
let keys = CopyKeys(root: SymmetricKey(data: [UInt8](repeating: 7, count: 32)))

func edition(_ number: Int, of columns: [Column] = Town.columns) -> Edition {
  Edition(id(number), of: columns, keys: keys, relay: relay)
}

func id(_ number: Int) -> Edition.ID {
  Edition.ID(recipient: "Recipient \(number)", purpose: "post")
}

@Suite struct AliasTests {
  private let alias = edition(1).alias(of: Row.Person([1, 2, 3]))

  @Test func `an alias is twenty small letters and digits at the relay`() {
    let address = edition(1).address(of: Row.Person([1, 2, 3]))
    #expect(address == alias.local + "@" + relay)
    #expect(address.utf8.count == 20 + 1 + relay.utf8.count)
    #expect(alias.local.allSatisfy { ("a"..."z").contains($0) || ("2"..."7").contains($0) })
    #expect(Alias(local: Array(alias.local.utf8)[...]) == alias)
  }

  @Test func `each person in each copy has an alias of its own`() {
    var seen: Set<Alias> = []
    for number in 0..<20 {
      let edition = edition(number)
      for person in UInt8.min...UInt8.max { seen.insert(edition.alias(of: Row.Person([person]))) }
    }
    #expect(seen.count == 20 * 256)
  }

  @Test func `recipient and purpose do not run together`() {
    let one = Edition.ID(recipient: "a", purpose: "b:c")
    let other = Edition.ID(recipient: "a:b", purpose: "c")
    let copies = [one, other].map { Edition($0, of: [], keys: keys, relay: relay) }
    #expect(copies[0].alias(of: Row.Person([1])) != copies[1].alias(of: Row.Person([1])))
    #expect(copies[0].commitment != copies[1].commitment)
  }

  @Test func `an alias leads back to its person by the key of its copy, and by no other`() throws {
    var dice = SystemRandomNumberGenerator()
    let now = Date(timeIntervalSince1970: 1_790_000_000)
    for number in 0..<1_000 {
      let met = now.addingTimeInterval(-Double(number) * 86_400)
      let person = Candor.Person.ID(at: met, using: &dice)
      let alias = edition(1).alias(of: Row.Person(person))
      let people = try #require(edition(1).people(behind: alias, by: now))
      #expect(people.contains(person))
      let bounds = (people.lowerBound.bytes, people.upperBound.bytes)
      #expect(bounds.0.prefix(14) == bounds.1.prefix(14))
      #expect(edition(2).people(behind: alias, by: now)?.contains(person) != true)
      let before = met.addingTimeInterval(-2 * 86_400)
      #expect(edition(1).people(behind: alias, by: before) == nil)
    }
  }

  @Test func `aliases of people who were met at once are as different as any`() {
    var dice = SystemRandomNumberGenerator()
    let now = Date(timeIntervalSince1970: 1_790_000_000)
    let bits = (0..<1_000).reduce(0) { sum, _ in
      let person = Candor.Person.ID(at: now, using: &dice)
      var other = person.bytes
      other[13] ^= 1
      let aliases = [person.bytes, other].map { edition(1).alias(of: Row.Person($0)) }
      return sum + (aliases[0].high ^ aliases[1].high).nonzeroBitCount
        + (aliases[0].low ^ aliases[1].low).nonzeroBitCount
    }
    // Half of a hundred bits; five by chance, and a sixth of that over a thousand.
    #expect((49_000...51_000).contains(bits))
  }

  @Test func `an alias is found in every form that mail has for it`() {
    let (local, capitals) = (alias.local, alias.local.uppercased())
    let forms = [
      "\(local)@relay.example", "\(capitals)@RELAY.EXAMPLE", "Ana <\(local)@relay.example>",
      "mailto:\(local)@relay.example?subject=Hi", "<a href=\"mailto:\(local)%40relay.example\">",
      "To: =\r\n\(local)=40relay.example",
      "\(local.prefix(9))=\r\n\(local.dropFirst(9))@relay.exa=\nmple",
      "e=\(local)@relay.example&x=1", "\(local)+tag@relay.example", "at \(local)@relay.example.",
      "\"\(local)@relay.example\",\"x\"", "\(local)@relay.example,second@mail.example",
    ]
    for form in forms { #expect(Alias.all(in: form, relay: relay) == [alias], "\(form)") }
  }

  @Test func `what only looks like an alias is none`() {
    let local = alias.local
    let others = [
      "\(local)@mail.example", "\(local)@relay.example.com", "x\(local)@relay.example",
      "\(local.dropLast())@relay.example", "\(local)relay.example", "\(local)@relay.examples",
      "\(local.dropLast())8@relay.example", "\(local) @relay.example",
    ]
    for other in others { #expect(Alias.all(in: other, relay: relay).isEmpty, "\(other)") }
  }

  @Test func `an alias never comes to the address behind it`() {
    var town = Town(8)
    for row in town.people(200) {
      let address = edition(2).address(of: row.person)
      #expect(!address.contains("mail.example"))
      #expect(edition(2).texts(of: row)[3] == address)
    }
  }

  @Test func `one row is enough: ten thousand of ten thousand are traced`() throws {
    let count = 10_000
    let people = (0..<count).map {
      Row(Row.Person([UInt8($0 >> 8), UInt8($0 & 255)]), [Row.Value("a@b.example")])
    }
    let columns = [Column("email", .email)]
    let editions = (0..<100).map { edition($0, of: columns) }
    var issues: [Alias: Alias.Issue] = [:]
    for (number, row) in people.enumerated() {
      let edition = editions[number % 100]
      issues[edition.alias(of: row.person)] = Alias.Issue(edition: edition.id, person: row.person)
    }
    #expect(issues.count == count)
    let trace = Trace(
      keys,
      columns: columns,
      people: People([], columns),
      editions: [],
      relay: relay,
      issued: { [issues] in issues[$0] }
    )
    for (number, row) in people.enumerated() {
      let edition = editions[number % 100]
      let mail = try #require(edition.texts(of: row)[0])
      #expect(trace.verdict(on: Leak(text: "Offer for you: \(mail)")).accused == [edition.id])
    }
  }
}
