import Testing
import TransparencyLog

struct ConsistencyProofTests {
  @Test(arguments: [1...40, 41...80, 81...110, 111...130])
  func `every proof is that of the standard, read word for word`(sizes: ClosedRange<Int>) throws {
    let naive = Naive((0..<130).map(SmallLog.entry))
    let nodes = SmallLog(130).nodes
    let roots = try (0...130).map { try Frontier(size: $0, from: nodes).root }
    for new in sizes {
      for old in 1...new {
        let proof = try ConsistencyProof(from: old, to: new, reading: nodes)
        #expect(proof.hashes.map(\.bytes) == naive.proof(old, new))
        try proof.verify(oldRoot: roots[old], newRoot: roots[new])
      }
    }
  }

  @Test func `one bit, one hash or another root breaks every proof`() throws {
    let nodes = SmallLog(33).nodes
    let roots = try (0...33).map { try Frontier(size: $0, from: nodes).root }
    for new in 1...33 {
      for old in 1...new {
        let proof = try ConsistencyProof(from: old, to: new, reading: nodes)
        let expected = proof.hashes.count
        func verify(_ hashes: [Hash], _ oldRoot: Hash, _ newRoot: Hash) throws {
          try ConsistencyProof(oldSize: old, newSize: new, hashes: hashes)
            .verify(oldRoot: oldRoot, newRoot: newRoot)
        }
        #expect(throws: ProofError.self) {
          try verify(proof.hashes, roots[old].tampered, roots[new])
        }
        #expect(throws: ProofError.wrongNewRoot) {
          try verify(proof.hashes, roots[old], roots[new].tampered)
        }
        for place in proof.hashes.indices {
          var hashes = proof.hashes
          hashes[place] = hashes[place].tampered
          #expect(throws: ProofError.self) { try verify(hashes, roots[old], roots[new]) }
        }
        for hashes in [proof.hashes + [roots[1]], [roots[1]] + proof.hashes] {
          #expect(throws: ProofError.wrongLength(expected: expected, found: expected + 1)) {
            try verify(hashes, roots[old], roots[new])
          }
        }
        guard expected > 0 else { continue }
        #expect(throws: ProofError.wrongLength(expected: expected, found: expected - 1)) {
          try verify(Array(proof.hashes.dropLast()), roots[old], roots[new])
        }
      }
    }
  }

  @Test func `two histories are not consistent`() throws {
    let nodes = SmallLog(20).nodes
    let other = SmallLog(20, rewriting: 3)
    for old in 4..<20 {
      let proof = try ConsistencyProof(from: old, to: 20, reading: other.nodes)
      #expect(throws: ProofError.self) {
        try proof.verify(
          oldRoot: Frontier(size: old, from: nodes).root,
          newRoot: other.frontier.root
        )
      }
    }
  }

  @Test(arguments: [0, 1, 5])
  func `consistency with nothing proves nothing`(size: Int) {
    #expect(throws: ProofError.emptyTree) {
      try ConsistencyProof(from: 0, to: size, reading: SmallLog(5).nodes)
    }
    #expect(throws: ProofError.emptyTree) {
      try ConsistencyProof(oldSize: 0, newSize: size, hashes: [])
        .verify(oldRoot: MerkleTree.emptyRoot, newRoot: SmallLog.root(size))
    }
  }

  @Test func `a tree does not shrink`() {
    let shrinking = ProofError.shrinking(from: 5, to: 4)
    #expect(throws: shrinking) {
      try ConsistencyProof(from: 5, to: 4, reading: SmallLog(5).nodes)
    }
    #expect(throws: shrinking) {
      try ConsistencyProof(oldSize: 5, newSize: 4, hashes: [])
        .verify(oldRoot: SmallLog.root(5), newRoot: SmallLog.root(4))
    }
    #expect(throws: ProofError.negative(-1)) { try ConsistencyProof.reads(from: -1, to: 4) }
  }

  @Test func `a tree is consistent with itself, by no hash at all`() throws {
    let root = SmallLog.root(6)
    let proof = try ConsistencyProof(from: 6, to: 6, reading: [TreeIndex: Hash]())
    #expect(proof.hashes.isEmpty)
    try proof.verify(oldRoot: root, newRoot: root)
    #expect(throws: ProofError.wrongNewRoot) {
      try proof.verify(oldRoot: root, newRoot: root.tampered)
    }
  }

  @Test func `a proof reads once, and logarithmically much`() throws {
    let nodes = SmallLog(1000).nodes
    for old in 1...1000 {
      let reader = Witnessed(nodes)
      _ = try ConsistencyProof(from: old, to: 1000, reading: reader)
      #expect(try reader.reads == [ConsistencyProof.reads(from: old, to: 1000)])
      #expect(reader.reads.joined().count <= 2 * 10)
    }
    #expect(try ConsistencyProof.reads(from: Int.max - 1, to: Int.max).count <= 126)
  }
}
