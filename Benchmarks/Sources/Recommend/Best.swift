/// The places of the largest scores.
enum Best {
  /// - Parameters:
  ///   - without: places that do not count; their scores are lost.
  /// - Returns: at most so many, the largest first, the earlier of equals first.
  static func places(
    _ most: Int,
    of scores: UnsafeMutableBufferPointer<Float>,
    without excluded: ArraySlice<UInt32>
  ) -> [Int] {
    for place in excluded { scores[Int(place)] = -.infinity }
    var best: [(score: Float, place: Int)] = []
    best.reserveCapacity(most + 1)
    var least = -Float.infinity
    for place in scores.indices where scores[place] > least {
      // Few come this far: some 600 of 10,000.
      var index = best.count
      while index > 0, best[index - 1].score < scores[place] { index -= 1 }
      best.insert((scores[place], place), at: index)
      if best.count > most { best.removeLast() }
      if best.count == most { least = best[most - 1].score }
    }
    return best.map(\.place)
  }
}
