/// The right part of a growing tree, in memory: proofs of new leaves need no reading.
///
/// Holds the frontier at some size and every subtree completed since; together they make all proofs
/// of the leaves from that size on, under every later root. What is old is dropped in steps: of the
/// last `span` leaves, at least, proofs are made.
public struct RecentTree: Sendable {
  /// One step: the frontier at its start, and what was completed since.
  private struct Step: Sendable {
    let start: Int
    var hashes: [TreeIndex: Hash] = [:]

    init(at frontier: Frontier) {
      start = frontier.size
      for (index, hash) in zip((0..<frontier.size).completeSubtrees, frontier.edge) {
        hashes[index] = hash
      }
    }
  }

  public private(set) var frontier: Frontier
  private let span: Int
  private var older: Step
  private var newer: Step

  /// - Parameter span: leaves in a step; about 96 bytes each.
  public init(at frontier: Frontier, span: Int = 1 << 14) {
    self.frontier = frontier
    self.span = span
    older = Step(at: frontier)
    newer = older
  }

  /// Takes up what was appended: the subtrees that it completed, and the edge after it.
  public mutating func grow(by nodes: [Node], to frontier: Frontier) {
    for node in nodes { newer.hashes[node.index] = node.hash }
    self.frontier = frontier
    if newer.hashes.count > 8 * span {
      // So much at once is an import: nobody waits for its proofs, and a store makes them too.
      newer = Step(at: frontier)
      older = newer
    } else if frontier.size - newer.start >= span {
      older = newer
      newer = Step(at: frontier)
    }
  }

  /// Whether proofs of this leaf can be made.
  public func holds(_ leaf: Int) -> Bool {
    leaf >= older.start && leaf < frontier.size
  }
}

extension RecentTree: HashReader {
  public func hashes(at indexes: [TreeIndex]) throws(ProofError) -> [Hash] {
    try indexes.map { index throws(ProofError) in
      guard let hash = newer.hashes[index] ?? older.hashes[index] else { throw .missing(index) }
      return hash
    }
  }
}
