/// Keeps the few largest of many numbers, in one pass.
///
/// A heap whose root is the smallest that is kept: almost every number is turned away by one
/// comparison. Of equals the first stays, so that the outcome is one.
struct Strongest {
  private let most: Int
  private(set) var kept: [(size: Float, place: Int)] = []

  init(_ most: Int) {
    self.most = most
    kept.reserveCapacity(most)
  }

  /// What a number has to exceed to be kept.
  @inline(__always)
  var threshold: Float { kept.count < most ? -.infinity : kept[0].size }

  @inline(__always)
  mutating func take(_ size: Float, at place: Int) {
    if kept.count < most {
      kept.append((size, place))
      if kept.count == most {
        for root in stride(from: most / 2 - 1, through: 0, by: -1) { sink(root) }
      }
    } else if size > kept[0].size {
      kept[0] = (size, place)
      sink(0)
    }
  }

  /// Smaller, or equal and later: what goes first.
  private func isBefore(_ left: Int, _ right: Int) -> Bool {
    kept[left].size < kept[right].size
      || kept[left].size == kept[right].size && kept[left].place > kept[right].place
  }

  private mutating func sink(_ root: Int) {
    var root = root
    while true {
      var child = 2 * root + 1
      guard child < kept.count else { return }
      if child + 1 < kept.count, isBefore(child + 1, child) { child += 1 }
      guard isBefore(child, root) else { return }
      kept.swapAt(root, child)
      root = child
    }
  }

  /// The largest first.
  var ordered: [(size: Float, place: Int)] {
    kept.sorted { ($1.size, $0.place) < ($0.size, $1.place) }
  }
}
