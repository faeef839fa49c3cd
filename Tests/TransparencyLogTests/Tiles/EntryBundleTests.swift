import Testing
import TransparencyLog

struct EntryBundleTests {
  @Test func `entries follow each other, each after its length in two bytes`() throws {
    let bundle = try EntryBundle([Array("one".utf8), [], Array("three".utf8)])
    #expect(bundle.bytes == [0, 3] + Array("one".utf8) + [0, 0, 0, 5] + Array("three".utf8))
    #expect(try EntryBundle(bytes: bundle.bytes, width: 3) == bundle)
    #expect(bundle.leafHashes == [[111, 110, 101], [], Array("three".utf8)].map(MerkleTree.leaf))
  }

  @Test func `an entry may have 65535 bytes and no more`() throws {
    let longest = [UInt8](repeating: 7, count: 65_535)
    let bundle = try EntryBundle([longest])
    #expect(bundle.bytes.prefix(2).elementsEqual([0xff, 0xff]))
    #expect(try EntryBundle(bytes: bundle.bytes, width: 1).entries == [longest])
    #expect(throws: TileError.entryTooLong(bytes: 65_536)) { try EntryBundle([longest + [7]]) }
  }

  @Test func `a bundle has 1 to 256 entries, as many as its path says`() throws {
    let full = try EntryBundle((0..<256).map(SmallLog.entry))
    #expect(try EntryBundle(bytes: full.bytes) == full)
    #expect(throws: TileError.wrongWidth(0)) { try EntryBundle([]) }
    #expect(throws: TileError.wrongWidth(0)) { try EntryBundle(bytes: [UInt8](), width: 0) }
    #expect(throws: TileError.wrongWidth(257)) { try EntryBundle((0..<257).map(SmallLog.entry)) }
    #expect(throws: TileError.wrongCount(expected: 255, found: 256)) {
      try EntryBundle(bytes: full.bytes, width: 255)
    }
  }

  @Test(arguments: [([0], 0), ([0, 1], 0), ([0, 1, 9, 0], 1), ([0, 1, 9, 0, 2, 9], 1)])
  func `a bundle that ends early is refused`(bytes: [UInt8], entry: Int) {
    #expect(throws: TileError.truncatedEntry(entry)) { try EntryBundle(bytes: bytes, width: 2) }
  }
}
