/// The paths to several leaves: PATH of RFC 6962, section 2.1.1, for all of them at once.
struct LeafPaths {
  /// What proofs are made of: at each cut, the side on which a leaf is not; each once.
  ///
  /// For one leaf, its path from the root down.
  private(set) var siblings: [Range<Int>] = []
  /// For each leaf, which siblings make its proof, from the leaf up.
  private(set) var steps: [Int: [Int]] = [:]

  /// - Parameter leaves: in any order.
  init(to leaves: Set<Int>, in size: Int) throws(ProofError) {
    for leaf in leaves where leaf < 0 || leaf >= size {
      throw .outside(index: leaf, size: size)
    }
    guard !leaves.isEmpty else { return }
    steps.reserveCapacity(leaves.count)
    descend(into: 0..<size, to: leaves.sorted()[...], above: [])
  }

  /// - Parameters:
  ///   - leaves: those in this part, at least one, in ascending order.
  ///   - above: the siblings from the root down to here.
  private mutating func descend(into part: Range<Int>, to leaves: ArraySlice<Int>, above: [Int]) {
    guard part.count > 1 else {
      steps[part.lowerBound] = above.reversed()
      return
    }
    let left = part.lowerBound..<part.middle
    let right = part.middle..<part.upperBound
    let cut = leaves.firstIndex { $0 >= part.middle } ?? leaves.endIndex
    for (here, members, sibling) in [(left, leaves[..<cut], right), (right, leaves[cut...], left)]
    where !members.isEmpty {
      siblings.append(sibling)
      descend(into: here, to: members, above: above + [siblings.count - 1])
    }
  }
}
