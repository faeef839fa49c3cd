/// Why a proof cannot be made, or does not prove what it claims.
public enum ProofError: Error, Hashable, Sendable {
  /// A size below zero.
  case negative(Int)
  /// No leaf has that index in a tree of that size.
  case outside(index: Int, size: Int)
  /// Every tree is consistent with the empty one: there is nothing to prove.
  case emptyTree
  /// A tree never shrinks.
  case shrinking(from: Int, to: Int)
  /// The index and the sizes fix how many hashes a proof has.
  case wrongLength(expected: Int, found: Int)
  /// The leaf and the proof lead to another root.
  case wrongRoot
  /// The proof leads to another root of the older tree.
  case wrongOldRoot
  /// The proof leads to another root of the newer tree.
  case wrongNewRoot
  /// The reader has no hash at that place.
  case missing(TreeIndex)
  /// The reader answered with fewer or more hashes than it was asked for.
  case wrongRead(asked: Int, answered: Int)
}

extension ProofError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .negative(let size): "\(size) is no size of a tree"
    case .outside(let index, let size): "a tree of \(size) leaves has no leaf \(index)"
    case .emptyTree: "the empty tree is consistent with every tree, so nothing is proven"
    case .shrinking(let old, let new): "a tree does not shrink from \(old) leaves to \(new)"
    case .wrongLength(let expected, let found): "the proof has \(found) hashes, not \(expected)"
    case .wrongRoot: "the leaf and the proof do not lead to the root"
    case .wrongOldRoot: "the proof does not lead to the older root"
    case .wrongNewRoot: "the proof does not lead to the newer root"
    case .missing(let place): "no hash at level \(place.level), index \(place.index)"
    case .wrongRead(let asked, let answered): "asked for \(asked) hashes, was given \(answered)"
    }
  }
}
