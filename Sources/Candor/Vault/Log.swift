import Foundation
import TransparencyLog

/// Signs what the log has become, once it is durable.
///
/// Only what a reader sees is signed, and a reader sees only what was committed. One size has one
/// root, because the log is extended in the one writer's transactions and never changed.
public actor Log {
  /// The log's identity, which every checkpoint begins with.
  public nonisolated let origin: String
  public nonisolated let verifier: VerifierKey
  private let key: SigningKey
  private let store: any Store
  private var latest: SignedCheckpoint?

  init(_ store: any Store, _ keyring: Keyring, origin: String) throws {
    self.origin = origin
    self.store = store
    self.key = try keyring.logKey(origin)
    self.verifier = key.verifier
  }

  /// The checkpoint of all that is committed now.
  public func checkpoint() async throws -> SignedCheckpoint {
    let frontier = try await store.read { try $0.frontier() }
    // While this actor waited, another caller may have signed a later state: that serves as well.
    if let latest, latest.claim.size >= frontier.size { return latest }
    let claim = try Checkpoint(origin: origin, size: frontier.size, root: frontier.root)
    let signed = try SignedCheckpoint(claim, signedBy: [key])
    latest = signed
    return signed
  }

  /// A tile or a bundle of entries, if the log has grown that far.
  public func tile(_ path: TilePath) async throws -> [UInt8]? {
    try await store.read { reader in
      guard path.isCovered(by: try reader.frontier().size) else { return nil }
      switch path.content {
      case .hashes: return try Tile(path, from: StoredHashes(reader: reader)).bytes
      case .entries:
        let first = path.index * Tile.width
        let commitments = try reader.commitments(in: first..<(first + path.width))
        return try EntryBundle(commitments.map { Array($0.entry) }).bytes
      }
    }
  }
}

/// The hashes of the log, as they are stored.
struct StoredHashes: HashReader {
  let reader: any StoreReader

  func hashes(at indexes: [TreeIndex]) throws -> [Hash] {
    try reader.hashes(at: indexes)
  }
}

extension StoreReader {
  func frontier() throws -> Frontier {
    guard let bytes = try log() else { return Frontier() }
    return try Frontier(bytes: bytes)
  }
}

extension StoreWriter {
  /// Appends commitments to the log.
  ///
  /// - Returns: the index of the first.
  func append(_ commitments: [Commitment]) throws -> Int {
    var frontier = try frontier()
    let first = frontier.size
    let nodes = commitments.flatMap { frontier.append(MerkleTree.leaf($0.entry)) }
    try extend(log: Data(frontier.bytes), by: nodes, commitments, from: first)
    return first
  }
}
