import Foundation
import TransparencyLog

/// Computes the log anew, entry by entry, and holds what is stored of the tree against it.
public struct LogCheck {
  /// Beyond so many entries missing in a row, the place of the next is taken to be wrong.
  private static let widestGap = 1 << 16

  private var frontier = Frontier()
  /// The stored roots of full tiles that were not met yet.
  private var nodes: [TreeIndex: Data]
  /// The size of the last head that held.
  private var sound = 0
  private var isSound = true
  private var lastHead = 0

  public init(_ nodes: [TreeIndex: Data]) {
    self.nodes = nodes
  }

  /// Entries so far.
  public var size: Int { frontier.size }

  /// Takes the next entry, in the order of their places.
  public mutating func take(_ commitment: Data, at place: Int, _ audit: inout Audit) {
    guard place >= size, place - size <= Self.widestGap else {
      return audit.add("leaf \(place)", "is out of order; \(size) comes next")
    }
    if place > size { audit.add(Self.leaves(size..<place), "missing") }
    // Something has to stand there for the others to keep their places.
    while size < place { append(Data(count: Hash.byteCount), &audit) }
    if commitment.count != Hash.byteCount { audit.add("leaf \(place)", "is not 32 bytes long") }
    append(commitment, &audit)
  }

  private mutating func append(_ commitment: Data, _ audit: inout Audit) {
    let completed = frontier.append(MerkleTree.leaf(Commitment(bytes: commitment).entry))
    for node in completed
    where node.index.level > 0 && node.index.level.isMultiple(of: Tile.height) {
      let place = Self.place(of: node.index)
      guard let stored = nodes.removeValue(forKey: node.index) else {
        audit.add(place, "is missing")
        continue
      }
      if stored != Data(node.hash.bytes) { audit.add(place, "is not what its entries come to") }
    }
  }

  /// Takes the next head, once there are as many entries as it is of.
  public mutating func check(head size: Int, _ root: Data, _ audit: inout Audit) {
    let place = "head \(size)"
    guard size > 0, size <= self.size else {
      return audit.add(place, "is of no log that is here: there are \(self.size) entries")
    }
    lastHead = size
    if size == self.size, root == Data(frontier.root.bytes) {
      sound = size
      isSound = true
      return
    }
    // A wrong entry makes every later head wrong: the first tells where it is.
    let first = min(sound, size - 1)
    if isSound { audit.add(Self.leaves(first..<size), "not what \(place) was computed from") }
    isSound = false
  }

  /// At the end of the entries and of the heads.
  public func finish(_ audit: inout Audit) {
    if lastHead < size { audit.add(Self.leaves(lastHead..<size), "in no head") }
    for index in nodes.keys.sorted() { audit.add(Self.place(of: index), "is the root of nothing") }
  }

  private static func leaves(_ range: Range<Int>) -> String {
    range.count == 1 ? "leaf \(range.lowerBound)" : "leaf \(range.lowerBound) to \(range.last ?? 0)"
  }

  private static func place(of index: TreeIndex) -> String { "node \(index.level)/\(index.index)" }
}
