/// The size of a tree and its root: what a checkpoint states and a signature makes public.
public struct TreeHead: Hashable, Sendable {
  /// The number of leaves.
  public let size: Int
  public let root: Hash

  public init(size: Int, root: Hash) {
    self.size = size
    self.root = root
  }
}

extension Frontier {
  public var head: TreeHead { TreeHead(size: size, root: root) }
}
