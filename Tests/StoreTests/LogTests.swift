import Candor
import CandorFixtures
import Foundation
import Synchronization
import Testing
import TransparencyLog

@Suite struct `The log of a store` {
  private static func commitments(_ count: Int, from first: Int = 0) -> [Commitment] {
    (first..<(first + count)).map { Commitment(bytes: Data(repeating: UInt8($0 % 256), count: 32)) }
  }

  @Test(arguments: StoreUnderTest.allCases)
  func `keeps its entries, the roots of full tiles and a head for each commit`(
    _ kind: StoreUnderTest
  ) async throws {
    try await kind.with { store in
      #expect(try await store.read { try $0.treeHead() } == nil)
      var frontier = Frontier()
      for (first, count) in [(0, 3), (3, 1), (4, 300)] {
        let more = Self.commitments(count, from: first)
        let place = try await store.write { try $0.append(more) }
        #expect(place == first)
        for commitment in more { frontier.append(MerkleTree.leaf(commitment.entry)) }
        #expect(try await store.read { try $0.treeHead() } == frontier.head)
      }
      #expect(try await store.read { try $0.frontier() } == frontier)
      #expect(try await store.read { try $0.treeHead(after: 3)?.size } == 4)
      #expect(try await store.read { try $0.treeHead(after: 4)?.size } == 304)
      #expect(try await store.read { try $0.treeHead(after: 304) } == nil)
      let kept = try await store.read { try $0.commitments(in: 2..<304) }
      #expect(kept == Self.commitments(302, from: 2))
      let roots = try await store.read { try $0.tileRoots(at: 8, in: 0..<1) }
      #expect(roots == [frontier.edge[0]])
    }
  }

  @Test(arguments: StoreUnderTest.allCases)
  func `refuses what it does not hold`(_ kind: StoreUnderTest) async throws {
    try await kind.with { store in
      _ = try await store.write { try $0.append(Self.commitments(2)) }
      await #expect(throws: NotStored()) {
        _ = try await store.read { try $0.commitments(in: 0..<3) }
      }
      await #expect(throws: NotStored()) {
        _ = try await store.read { try $0.tileRoots(at: 8, in: 0..<1) }
      }
    }
  }

  private struct Stop: Error {}

  @Test(arguments: StoreUnderTest.allCases)
  func `forgets what an undone transaction appended, and tells followers of the rest`(
    _ kind: StoreUnderTest
  ) async throws {
    try await kind.with { store in
      let sizes = Mutex([Int]())
      store.follow { growth in sizes.withLock { $0.append(growth.frontier.size) } }
      _ = try await store.write { try $0.append(Self.commitments(2)) }
      await #expect(throws: Stop.self) {
        try await store.write { transaction in
          _ = try transaction.append(Self.commitments(5, from: 100))
          throw Stop()
        }
      }
      let place = try await store.write { try $0.append(Self.commitments(1, from: 2)) }
      #expect(place == 2)
      #expect(try await store.read { try $0.commitments(in: 0..<3) } == Self.commitments(3))
      #expect(sizes.withLock { $0 } == [2, 3])
    }
  }
}
