import Foundation
import Synchronization
import TransparencyLog

/// Signs what the log has become, once it is durable, and proves what is in it.
///
/// Each commit gets one checkpoint, signed before anybody who wrote is answered. One size has one
/// root, because the log is extended in the one writer's transactions and never changed.
public final class Log: Sendable {
  /// The log's identity, which every checkpoint begins with.
  public let origin: String
  public let verifier: VerifierKey
  private let key: SigningKey
  private let store: any Store
  private let state: Mutex<State>

  private struct State {
    var tree: RecentTree
    /// In order; the last is the log as it is now.
    var checkpoints: [SignedCheckpoint]
  }

  /// So many checkpoints stay at hand, for the receipts of what was just written.
  private static let recent = 1024

  init(_ store: any Store, _ keyring: Keyring, origin: String) async throws {
    let (frontier, restored) = try await store.read { (try $0.frontier(), try $0.restored()) }
    let origin = Self.origin(origin, restored: restored)
    let key = try keyring.logKey(origin)
    let now = try Self.sign(frontier.head, origin, key)
    self.origin = origin
    self.key = key
    self.store = store
    verifier = key.verifier
    state = Mutex(State(tree: RecentTree(at: frontier), checkpoints: [now]))
    store.follow { [weak self] in self?.grow($0) }
  }

  /// The name under which the log goes on after the records were restored.
  ///
  /// It tells the moment. Numbers would begin again when one backup is restored twice, and one name
  /// would then sign two trees of one size.
  static func origin(_ origin: String, restored: Date?) -> String {
    restored.map { "\(origin)/\($0.stamp)" } ?? origin
  }

  private static func sign(
    _ head: TreeHead,
    _ origin: String,
    _ key: SigningKey
  ) throws -> SignedCheckpoint {
    let claim = try Checkpoint(origin: origin, size: head.size, root: head.root)
    return try SignedCheckpoint(claim, signedBy: [key])
  }

  private func grow(_ growth: Growth) {
    // A name that the log opened with signs again; there is nothing that could be wrong with it now.
    guard let signed = try? Self.sign(growth.frontier.head, origin, key) else { return }
    state.withLock { state in
      state.tree.grow(by: growth.nodes, to: growth.frontier)
      if state.checkpoints.count == 2 * Self.recent { state.checkpoints.removeFirst(Self.recent) }
      state.checkpoints.append(signed)
    }
  }

  /// The checkpoint of all that is committed now.
  public var checkpoint: SignedCheckpoint {
    state.withLock { $0.checkpoints[$0.checkpoints.count - 1] }
  }

  /// A tile or a bundle of entries, if the log has grown that far.
  public func tile(_ path: TilePath) async throws -> [UInt8]? {
    let size = checkpoint.claim.size
    guard path.isCovered(by: size) else { return nil }
    return try await store.read { reader in
      switch path.content {
      case .hashes: return try StoredTree(reader: reader, size: size).tile(path).bytes
      case .entries:
        let first = path.index * Tile.width
        let commitments = try reader.commitments(in: first..<(first + path.width))
        return try EntryBundle(commitments.map { Array($0.entry) }).bytes
      }
    }
  }
}

extension Log {
  /// The proofs of leaves that came in one commit, under the checkpoint of that commit.
  ///
  /// They are the same whenever they are asked for.
  func proofs(of leaves: Range<Int>) async throws -> [LogProof] {
    if leaves.isEmpty { return [] }
    if let recent = try recentProofs(of: leaves) { return recent }
    return try await store.read { [origin, key] reader in
      guard let head = try reader.treeHead(after: leaves.upperBound - 1) else { throw NotStored() }
      let tree = StoredTree(reader: reader, size: head.size)
      let checkpoint = try Self.sign(head, origin, key)
      return try InclusionProof.proofs(of: leaves, in: head.size, from: tree)
        .map { try LogProof($0, checkpoint) }
    }
  }

  /// The same from memory; nil when it is too long ago.
  private func recentProofs(of leaves: Range<Int>) throws -> [LogProof]? {
    try state.withLock { state in
      guard state.tree.holds(leaves.lowerBound) else { return nil }
      // What is asked for was mostly written just now, so the search begins at the end.
      var place = state.checkpoints.count
      while place > 0, state.checkpoints[place - 1].claim.size >= leaves.upperBound { place -= 1 }
      // Before the first that is at hand there may have been another.
      guard place > 0, place < state.checkpoints.count else { return nil }
      let checkpoint = state.checkpoints[place]
      return try InclusionProof.proofs(of: leaves, in: checkpoint.claim.size, from: state.tree)
        .map { try LogProof($0, checkpoint) }
    }
  }
}
