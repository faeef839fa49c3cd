import Candor
import CandorFixtures
import Foundation
import Testing
import TransparencyLog

@Suite struct `The log of a store` {
  private static func commitments(_ count: Int, from first: Int = 0) -> [Commitment] {
    (first..<(first + count)).map { Commitment(bytes: Data(repeating: UInt8($0 % 256), count: 32)) }
  }

  @discardableResult
  private static func grow(
    _ frontier: Frontier,
    by commitments: [Commitment],
    in store: any Store
  ) async throws -> Frontier {
    var grown = frontier
    let nodes = commitments.flatMap { grown.append(MerkleTree.leaf($0.entry)) }
    try await store.write { [grown] transaction in
      try transaction.extend(
        log: Data(grown.bytes),
        by: nodes,
        commitments,
        from: frontier.size
      )
    }
    return grown
  }

  @Test(arguments: StoreUnderTest.allCases)
  func `keeps its edge, its entries and every complete subtree`(
    _ kind: StoreUnderTest
  ) async throws {
    try await kind.with { store in
      #expect(try await store.read { try $0.log() } == nil)
      var frontier = Frontier()
      for (first, count) in [(0, 3), (3, 1), (4, 300)] {
        let more = Self.commitments(count, from: first)
        frontier = try await Self.grow(frontier, by: more, in: store)
      }
      let bytes = try #require(try await store.read { try $0.log() })
      #expect(try Frontier(bytes: bytes) == frontier)
      let kept = try await store.read { try $0.commitments(in: 2..<304) }
      #expect(kept == Self.commitments(302, from: 2))
      let places = [TreeIndex(level: 0, index: 303), TreeIndex(level: 8, index: 0)]
      let hashes = try await store.read { try $0.hashes(at: places) }
      #expect(hashes.first == MerkleTree.leaf(Self.commitments(1, from: 303)[0].entry))
      #expect(hashes.last == frontier.edge.first)
    }
  }

  @Test(arguments: StoreUnderTest.allCases)
  func `refuses what it does not hold, and to be written over`(
    _ kind: StoreUnderTest
  ) async throws {
    try await kind.with { store in
      try await Self.grow(Frontier(), by: Self.commitments(2), in: store)
      await #expect(throws: NotStored()) {
        _ = try await store.read { try $0.commitments(in: 0..<3) }
      }
      await #expect(throws: NotStored()) {
        _ = try await store.read { try $0.hashes(at: [TreeIndex(level: 2, index: 0)]) }
      }
      await #expect(throws: Occupied()) {
        try await Self.grow(Frontier(), by: Self.commitments(1, from: 9), in: store)
      }
      let kept = try await store.read { try $0.commitments(in: 0..<2) }
      #expect(kept == Self.commitments(2))
    }
  }
}
