import Testing
import TransparencyLog

struct FrontierTests {
  @Test func `the roots of a known tree come out`() {
    let entries: [[UInt8]] = [
      [], [0x00], [0x10], [0x20, 0x21], [0x30, 0x31], [0x40, 0x41, 0x42, 0x43],
      Array(0x50..<0x58), Array(0x60..<0x70),
    ]
    let roots = [
      "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
      "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
      "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
      "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
      "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
      "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
      "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
      "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ]
    var frontier = Frontier()
    #expect(frontier.root == MerkleTree.emptyRoot)
    for (entry, root) in zip(entries, roots) {
      frontier.append(MerkleTree.leaf(entry))
      #expect(frontier.root.bytes.hex == root)
    }
  }

  @Test func `every root up to 130 leaves is that of the standard, read word for word`() {
    let naive = Naive((0..<130).map(SmallLog.entry))
    var frontier = Frontier()
    #expect(frontier.root.bytes == naive.root(0..<0))
    for size in 1...130 {
      frontier.append(SmallLog.leaf(size - 1))
      #expect(frontier.size == size)
      #expect(frontier.root.bytes == naive.root(0..<size))
      #expect(frontier.edge.count == size.nonzeroBitCount)
    }
  }

  @Test func `what appending says to store is each complete subtree once, with its hash`() {
    let naive = Naive((0..<130).map(SmallLog.entry))
    var frontier = Frontier()
    var stored: Set<TreeIndex> = []
    for size in 1...130 {
      for node in frontier.append(SmallLog.leaf(size - 1)) {
        #expect(stored.insert(node.index).inserted)
        let start = node.index.index << node.index.level
        #expect(node.hash.bytes == naive.root(start..<start + 1 << node.index.level))
      }
      let all = (0..<8).flatMap { level in
        (0..<(size >> level)).map { TreeIndex(level: level, index: $0) }
      }
      #expect(stored == Set(all))
    }
  }

  @Test func `any earlier frontier can be read back from what was stored`() throws {
    let log = SmallLog(130)
    for size in 0...130 {
      let reader = Witnessed(log.nodes)
      let frontier = try Frontier(size: size, from: reader)
      #expect(frontier == SmallLog(size).frontier)
      #expect(reader.reads.map(\.count) == [size.nonzeroBitCount])
    }
    #expect(throws: ProofError.missing(TreeIndex(level: 0, index: 130))) {
      try Frontier(size: 131, from: log.nodes)
    }
    #expect(throws: ProofError.negative(-1)) { try Frontier(size: -1, from: log.nodes) }
  }

  @Test func `a frontier comes back from its bytes and goes on`() throws {
    var frontier = SmallLog(100).frontier
    #expect(frontier.bytes.count == 8 + 3 * 32)
    #expect(frontier.bytes.prefix(8).elementsEqual([0, 0, 0, 0, 0, 0, 0, 100]))
    var copy = try Frontier(bytes: frontier.bytes)
    #expect(copy == frontier)
    #expect(frontier.append(SmallLog.leaf(100)) == copy.append(SmallLog.leaf(100)))
    #expect(copy.root == frontier.root)
    #expect(try Frontier(bytes: Frontier().bytes) == Frontier())
  }

  @Test func `bytes that are no frontier are refused`() {
    let bytes = SmallLog(100).frontier.bytes
    #expect(throws: Frontier.Unreadable.tooShort) { try Frontier(bytes: bytes.prefix(7)) }
    #expect(throws: Frontier.Unreadable.wrongLength(expected: 104, found: 103)) {
      try Frontier(bytes: bytes.dropLast())
    }
    #expect(throws: Frontier.Unreadable.wrongLength(expected: 104, found: 72)) {
      try Frontier(bytes: bytes.dropLast(32))
    }
    #expect(throws: Frontier.Unreadable.tooLarge) { try Frontier(bytes: [0xff] + bytes) }
  }
}
