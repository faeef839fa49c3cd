import Testing
import TransparencyLog

struct InclusionProofTests {
  @Test(arguments: [1...40, 41...80, 81...110, 111...130])
  func `every proof is that of the standard, read word for word`(sizes: ClosedRange<Int>) throws {
    let naive = Naive((0..<130).map(SmallLog.entry))
    let nodes = SmallLog(130).nodes
    for size in sizes {
      let root = try Frontier(size: size, from: nodes).root
      for index in 0..<size {
        let proof = try InclusionProof(of: index, in: size, from: nodes)
        #expect(proof.hashes.map(\.bytes) == naive.path(index, 0..<size))
        try proof.verify(leaf: SmallLog.leaf(index), root: root)
      }
    }
  }

  @Test func `one bit, one hash or another leaf breaks every proof`() throws {
    let nodes = SmallLog(33).nodes
    for size in 1...33 {
      let root = try Frontier(size: size, from: nodes).root
      for index in 0..<size {
        let leaf = SmallLog.leaf(index)
        let proof = try InclusionProof(of: index, in: size, from: nodes)
        #expect(throws: ProofError.wrongRoot) { try proof.verify(leaf: leaf.tampered, root: root) }
        #expect(throws: ProofError.wrongRoot) { try proof.verify(leaf: leaf, root: root.tampered) }
        for place in proof.hashes.indices {
          var hashes = proof.hashes
          hashes[place] = hashes[place].tampered
          let tampered = InclusionProof(index: index, size: size, hashes: hashes)
          #expect(throws: ProofError.wrongRoot) { try tampered.verify(leaf: leaf, root: root) }
        }
        for hashes in [
          proof.hashes + [leaf], [leaf] + proof.hashes, Array(proof.hashes.dropLast()),
        ]
        where hashes.count != proof.hashes.count {
          let expected = proof.hashes.count
          #expect(throws: ProofError.wrongLength(expected: expected, found: hashes.count)) {
            try InclusionProof(index: index, size: size, hashes: hashes)
              .verify(leaf: leaf, root: root)
          }
        }
      }
    }
  }

  @Test func `a proof holds for no other index`() throws {
    let nodes = SmallLog(33).nodes
    for size in 1...33 {
      let root = try Frontier(size: size, from: nodes).root
      for index in 0..<size {
        let proof = try InclusionProof(of: index, in: size, from: nodes)
        for other in -1...size where other != index {
          let moved = InclusionProof(index: other, size: size, hashes: proof.hashes)
          #expect(throws: ProofError.self) {
            try moved.verify(leaf: SmallLog.leaf(index), root: root)
          }
        }
      }
    }
  }

  @Test(arguments: [(0, 0), (5, 5), (6, 5), (-1, 5), (0, -1), (Int.max, Int.max), (3, Int.min)])
  func `a leaf outside of the tree has no proof`(index: Int, size: Int) {
    let outside = ProofError.outside(index: index, size: size)
    #expect(throws: outside) {
      try InclusionProof(of: index, in: size, from: [TreeIndex: Hash]())
    }
    #expect(throws: outside) { try InclusionProof.reads(of: index, in: size) }
    #expect(throws: outside) {
      try InclusionProof(index: index, size: size, hashes: [])
        .verify(leaf: MerkleTree.emptyRoot, root: MerkleTree.emptyRoot)
    }
  }

  @Test func `the largest sizes do not overflow`() throws {
    let hashes = [Hash](repeating: MerkleTree.emptyRoot, count: 63)
    for index in [0, 1, Int.max / 2, Int.max - 1] {
      let proof = InclusionProof(index: index, size: Int.max, hashes: hashes)
      #expect(throws: ProofError.self) {
        try proof.verify(leaf: MerkleTree.emptyRoot, root: MerkleTree.emptyRoot)
      }
      #expect(try InclusionProof.reads(of: index, in: Int.max).count <= 126)
    }
  }

  @Test func `a proof reads once, and logarithmically much`() throws {
    let nodes = SmallLog(1000).nodes
    for index in 0..<1000 {
      let reader = Witnessed(nodes)
      _ = try InclusionProof(of: index, in: 1000, from: reader)
      #expect(try reader.reads == [InclusionProof.reads(of: index, in: 1000)])
      #expect(reader.reads.joined().count <= 2 * 10)
    }
  }

  @Test func `the proofs of a batch are those of its leaves, in one read`() throws {
    let nodes = SmallLog(600).nodes
    let reader = Witnessed(nodes)
    let proofs = try InclusionProof.proofs(of: 88..<600, in: 600, from: reader)
    #expect(proofs == (try (88..<600).map { try InclusionProof(of: $0, in: 600, from: nodes) }))
    #expect(reader.reads.count == 1)
    #expect(reader.reads.joined().count <= 2 * 512 + 20)
    #expect(Set(reader.reads.joined()).count == reader.reads.joined().count)
    #expect(try InclusionProof.proofs(of: [], in: 600, from: nodes) == [])
  }

  @Test func `scattered leaves get their proofs in the order asked for, repeats as well`() throws {
    let nodes = SmallLog(600).nodes
    let indexes = [599, 3, 3, 0, 512, 77, 511]
    let reader = Witnessed(nodes)
    let proofs = try InclusionProof.proofs(of: indexes, in: 600, from: reader)
    #expect(proofs == (try indexes.map { try InclusionProof(of: $0, in: 600, from: nodes) }))
    #expect(reader.reads.count == 1)
    #expect(Set(reader.reads.joined()).count == reader.reads.joined().count)
  }

  @Test func `the proofs of all leaves at once are those of each`() throws {
    let nodes = SmallLog(130).nodes
    for size in 1...130 {
      let proofs = try InclusionProof.proofs(of: 0..<size, in: size, from: nodes)
      #expect(proofs == (try (0..<size).map { try InclusionProof(of: $0, in: size, from: nodes) }))
    }
    #expect(throws: ProofError.outside(index: 9, size: 9)) {
      try InclusionProof.proofs(of: [9, 5], in: 9, from: nodes)
    }
    #expect(throws: ProofError.outside(index: -1, size: 9)) {
      try InclusionProof.proofs(of: [3, -1], in: 9, from: nodes)
    }
  }

  @Test func `a reader that lost a hash, or answers short, makes no proof`() {
    var nodes = SmallLog(10).nodes
    let lost = TreeIndex(level: 1, index: 4)
    nodes[lost] = nil
    #expect(throws: ProofError.missing(lost)) {
      try InclusionProof(of: 0, in: 10, from: nodes)
    }
    struct Silent: HashReader {
      func hashes(at indexes: [TreeIndex]) -> [Hash] { [] }
    }
    #expect(throws: ProofError.wrongRead(asked: 4, answered: 0)) {
      try InclusionProof(of: 0, in: 10, from: Silent())
    }
  }
}
