import CandorFixtures
import Crypto
import Foundation
import Testing

@testable import Candor

struct SealTests {
  private let root = SymmetricKey(data: Data(repeating: 0x33, count: 32))
  private let words = Array("almanacs of drowned bells".utf8)

  private func seal(_ member: Cast = .mara) -> Seal { Seal(member.id, root: root) }

  @Test func `what is sealed opens again, and is 33 bytes longer`() throws {
    let sealed = try seal().seal(words, as: .event, sequence: 7)
    #expect(try seal().open(sealed, as: .event, sequence: 7) == Data(words))
    #expect(sealed.count == words.count + 33)
  }

  @Test func `the same words are never sealed to the same bytes`() throws {
    let seals = try (0..<20).map { _ in try seal().seal(words, as: .event, sequence: 7) }
    #expect(Set(seals).count == 20)
  }

  @Test func `a seal opens only for its person, place and sort`() throws {
    let sealed = try seal().seal(words, as: .event, sequence: 7)
    #expect(throws: Malformed.self) { try seal(.teodor).open(sealed, as: .event, sequence: 7) }
    #expect(throws: Malformed.self) { try seal().open(sealed, as: .event, sequence: 8) }
    #expect(throws: Malformed.self) { try seal().open(sealed, as: .snapshot, sequence: 7) }
    let other = Seal(Cast.mara.id, root: SymmetricKey(data: Data(repeating: 0x34, count: 32)))
    #expect(throws: Malformed.self) { try other.open(sealed, as: .event, sequence: 7) }
  }

  @Test func `a flipped bit anywhere breaks the seal`() throws {
    let sealed = try seal().seal(words, as: .event, sequence: 7)
    for place in sealed.indices {
      var broken = sealed
      broken[place] ^= 1
      #expect(throws: Malformed.self) { try seal().open(broken, as: .event, sequence: 7) }
    }
  }

  @Test(arguments: 0..<58)
  func `a seal that was cut short is broken`(_ length: Int) throws {
    let sealed = try seal().seal(words, as: .event, sequence: 7)
    #expect(sealed.count == 58)
    #expect(throws: Malformed.self) {
      try seal().open(sealed.prefix(length), as: .event, sequence: 7)
    }
  }

  @Test func `a key unwraps for its person and keyring alone`() throws {
    let wrapped = try Keyring.cast.wrap(root, for: Cast.mara.id)
    #expect(try Keyring.cast.unwrap(wrapped, for: Cast.mara.id) == root)
    #expect(throws: Malformed.self) { try Keyring.cast.unwrap(wrapped, for: Cast.teodor.id) }
    let other = try Keyring(Keyring.freshText())
    #expect(throws: Malformed.self) { try other.unwrap(wrapped, for: Cast.mara.id) }
    #expect(throws: Malformed.self) { try Keyring.cast.unwrap(Data(), for: Cast.mara.id) }
    #expect(throws: Malformed.self) {
      try Keyring.cast.unwrap(wrapped.dropLast(), for: Cast.mara.id)
    }
  }

  @Test func `a wrapped key does not show the key`() throws {
    let wrapped = try Keyring.cast.wrap(root, for: Cast.mara.id)
    #expect(wrapped.range(of: Data(repeating: 0x33, count: 8)) == nil)
  }
}
