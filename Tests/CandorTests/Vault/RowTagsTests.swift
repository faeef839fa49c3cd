import CandorFixtures
import Foundation
import Testing

@testable import Candor

struct RowTagsTests {
  private let tags = Keyring.cast.rowTags
  private let columns = [Data([1, 2]), Data([3])]

  @Test func `a tag is of one table, and of columns where they end`() {
    let tag = tags.tag("access", columns)
    #expect(tag.count == 16)
    #expect(tags.tag("access", columns) == tag)
    #expect(tags.tag("identity", columns) != tag)
    for others in [[Data([1]), Data([2, 3])], [Data([1, 2, 3])], columns + [Data()], []] {
      #expect(tags.tag("access", others) != tag)
    }
  }

  @Test func `a tag is the house's own, and does not change when keys rotate`() throws {
    let other = try Keyring(Keyring.freshText()).rowTags
    #expect(other.tag("access", columns) != tags.tag("access", columns))
    let text = Keyring.freshText()
    let (before, after) = (try Keyring(text), try Keyring(text + Keyring.freshLine(2)))
    #expect(before.rowTags.tag("access", columns) == after.rowTags.tag("access", columns))
  }

  @Test func `a tag holds for its code alone, and whole`() {
    let code = tags.code("access", columns)
    let tag = RowTags.tag(of: code)
    #expect(RowTags.holds(tag, of: code))
    #expect(!RowTags.holds(tag, of: tags.code("access", [])))
    for wrong in [Data(), tag.dropLast(), tag + [0], Data(count: 16)] {
      #expect(!RowTags.holds(wrong, of: code))
    }
  }

  @Test func `the same rows come to the same sum, whatever was in between`() {
    let codes = (0..<4).map { tags.code("access", [Data([$0])]) }
    var (one, other) = (RowSums(), RowSums())
    for code in codes { one.toggle(code, in: "access") }
    for code in codes.reversed() { other.toggle(code, in: "access") }
    #expect(one == other)
    other.toggle(codes[0], in: "access")
    #expect(one != other)
    other.toggle(codes[0], in: "identity")
    #expect(one != other)
    other.toggle(codes[0], in: "identity")
    other.toggle(codes[0], in: "access")
    #expect(one == other)
    one.toggle(other)
    #expect(one == RowSums())
  }

  @Test func `sealed sums open under their keyring alone, and look different each time`() throws {
    var sums = RowSums()
    sums.toggle(tags.code("access", columns), in: "access")
    let sealed = try tags.seal(sums)
    #expect(try tags.open(sealed) == sums)
    #expect(try tags.seal(sums) != sealed)
    let other = try Keyring(Keyring.freshText()).rowTags
    #expect(throws: Malformed.self) { try other.open(sealed) }
    for index in sealed.indices {
      var changed = sealed
      changed[index] ^= 1
      #expect(throws: Malformed.self) { try tags.open(changed) }
    }
    for wrong in [Data(), sealed.prefix(40), sealed + [0]] {
      #expect(throws: Malformed.self) { try tags.open(wrong) }
    }
  }
}
