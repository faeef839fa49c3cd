import Crypto
import Foundation

/// How entries and hashes become hashes: RFC 6962, section 2.1, over SHA-256.
public enum MerkleTree {
  /// The root of a tree without leaves: the hash of nothing.
  public static let emptyRoot = Hash(SHA256().finalize())

  // Different first bytes keep a node from passing for an entry (RFC 6962, section 2.1).
  private static let leafPrefix: [UInt8] = [0]
  private static let nodePrefix: [UInt8] = [1]

  /// The hash of an entry: SHA-256 of 0x00 and the entry.
  public static func leaf(_ entry: some DataProtocol) -> Hash {
    var hasher = SHA256()
    hasher.update(data: leafPrefix)
    hasher.update(data: entry)
    return Hash(hasher.finalize())
  }

  /// The hash over two subtrees: SHA-256 of 0x01 and both hashes.
  public static func node(_ left: Hash, _ right: Hash) -> Hash {
    var hasher = SHA256()
    hasher.update(data: nodePrefix)
    left.withUnsafeBytes { hasher.update(bufferPointer: $0) }
    right.withUnsafeBytes { hasher.update(bufferPointer: $0) }
    return Hash(hasher.finalize())
  }

  /// The hash over complete subtrees that stand side by side, each larger than the next.
  static func root(over subtrees: some BidirectionalCollection<Hash>) -> Hash {
    guard let last = subtrees.last else { return emptyRoot }
    return subtrees.dropLast().reversed().reduce(last) { right, left in node(left, right) }
  }
}
