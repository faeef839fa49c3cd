import Foundation

/// How often people have both of two items, for every pair of items: X'WX of people by items.
///
/// Whole numbers, so that whoever is added is taken out again without a trace. The lower triangle
/// only, row by row: what (i, j) counts, j <= i, is at i(i+1)/2 + j. 4 bytes an entry: 200 MB for
/// 10,000 items, and room for 33 million people.
public struct Gram: Hashable, Sendable {
  /// How many items there are.
  public let size: Int
  private(set) var entries: [Int32]
  /// How much a person counts, by how many items they have.
  public let voice: Voice

  public init(size: Int, _ voice: Voice = .even) {
    self.size = size
    self.voice = voice
    entries = [Int32](repeating: 0, count: size * (size + 1) / 2)
  }

  public subscript(one: Int, other: Int) -> Int32 {
    let (row, column) = one < other ? (other, one) : (one, other)
    return entries[row * (row + 1) / 2 + column]
  }

  /// Counts a person in, out, or with other items than before.
  ///
  /// O(k²) for k items; O(k) for one more of them, as long as the person's voice stays the same.
  /// - Parameters:
  ///   - old: the items that the person is counted with, ascending.
  ///   - new: those from now on, ascending.
  public mutating func change(from old: [UInt32], to new: [UInt32]) {
    let (before, after) = (voice.weight(old.count), voice.weight(new.count))
    if before == after {
      let (gone, stayed, come) = old.compared(to: new)
      count(gone, besides: stayed, -before)
      count(come, besides: stayed, after)
    } else {
      count(old, besides: [], -before)
      count(new, besides: [], after)
    }
  }

  /// Counts all pairs among some items, and of each of them with the others.
  private mutating func count(_ some: [UInt32], besides others: [UInt32], _ change: Int32) {
    entries.withUnsafeMutableBufferPointer { entries in
      for (last, item) in some.enumerated() {
        let row = Int(item) * (Int(item) + 1) / 2
        for index in 0...last { entries[row + Int(some[index])] &+= change }
        for other in others {
          let (high, low) = item > other ? (Int(item), Int(other)) : (Int(other), Int(item))
          entries[high * (high + 1) / 2 + low] &+= change
        }
      }
    }
  }
}

/// How much a person counts beside others.
///
/// Who has many items has far more pairs of them; evenly counted, few people would speak for all.
public enum Voice: Hashable, Sendable {
  /// Each pair counts one.
  case equal
  /// Each pair counts 64 k^-0.4, rounded, for a person of k items: between one vote for each pair and
  /// one for each person. Found on validation data; a lone weight in 1...64 keeps sums whole. (As the
  /// normalisation of people in Park et al., 'Why is normalization necessary for linear
  /// recommenders?', SIGIR 2025.)
  case even

  func weight(_ items: Int) -> Int32 {
    switch self {
    case .equal: 1
    case .even: Int32(max(1, (64 * pow(Double(max(1, items)), -0.4)).rounded()))
    }
  }
}

extension Gram {
  /// Counts many people at once, one row of the result after the other, on all cores.
  ///
  /// Four times as fast as person by person: a row stays in the cache while it is counted.
  public init(_ people: Incidence, _ voice: Voice = .even) {
    self.init(size: people.width, voice)
    let holders = people.transposed()
    let weights = (0..<people.height).map { voice.weight(people[$0].count) }
    entries.withUnsafeMutableBufferPointer { entries in
      nonisolated(unsafe) let entries = entries
      // Later rows are longer and cost more: short stretches keep all cores busy to the end.
      inParallel(stretchesOf: 64, upTo: people.width) { rows in
        people.columns.withUnsafeBufferPointer { columns in
          for row in rows {
            let base = row * (row + 1) / 2
            for holder in holders[row] {
              let weight = weights[Int(holder)]
              var index = people.starts[Int(holder)]
              while true {
                let column = Int(columns[index])
                entries[base + column] &+= weight
                if column == row { break }
                index += 1
              }
            }
          }
        }
      }
    }
  }
}

extension [UInt32] {
  /// What goes, what stays and what comes when one ascending list takes the place of another.
  func compared(to new: [UInt32]) -> (gone: [UInt32], stayed: [UInt32], come: [UInt32]) {
    var (gone, stayed, come): ([UInt32], [UInt32], [UInt32]) = ([], [], [])
    var (left, right) = (startIndex, new.startIndex)
    while left < endIndex || right < new.endIndex {
      if right == new.endIndex || left < endIndex && self[left] < new[right] {
        gone.append(self[left])
        left += 1
      } else if left == endIndex || new[right] < self[left] {
        come.append(new[right])
        right += 1
      } else {
        stayed.append(new[right])
        left += 1
        right += 1
      }
    }
    return (gone, stayed, come)
  }
}
