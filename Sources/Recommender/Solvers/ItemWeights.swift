import Crypto
import Foundation

/// How much each item speaks for each other item: a sparse matrix, held by the item that speaks.
///
/// The score of an item is the sum of what a person's items say for it.
public struct ItemWeights: Sendable {
  /// Where each item's part begins in the two below.
  private let starts: [Int]
  /// The items that it speaks for or against, ascending.
  private let targets: [UInt32]
  private let weights: [Float]

  /// One thing that speaks for an item, as solvers find it.
  struct Entry: Sendable {
    let source: UInt32
    let weight: Float
  }

  /// Nothing speaks for anything.
  init(size: Int) {
    starts = [Int](repeating: 0, count: size + 1)
    targets = []
    weights = []
  }

  /// - Parameter columns: for each item, what speaks for it.
  init(columns: [[Entry]]) {
    var starts = [Int](repeating: 0, count: columns.count + 1)
    for column in columns {
      for entry in column { starts[Int(entry.source) + 1] += 1 }
    }
    for item in columns.indices { starts[item + 1] += starts[item] }
    var next = starts
    var targets = [UInt32](repeating: 0, count: starts[columns.count])
    var weights = [Float](repeating: 0, count: targets.count)
    for (target, column) in columns.enumerated() {
      for entry in column {
        let index = next[Int(entry.source)]
        targets[index] = UInt32(target)
        weights[index] = entry.weight
        next[Int(entry.source)] = index + 1
      }
    }
    self.starts = starts
    self.targets = targets
    self.weights = weights
  }

  /// How many items there are.
  public var size: Int { starts.count - 1 }

  /// How many weights there are.
  public var count: Int { weights.count }

  /// Whether an item says anything.
  func speaks(_ item: Int) -> Bool { starts[item] < starts[item + 1] }

  /// Adds what an item says to the scores of all.
  @inline(__always)
  public func add(_ item: Int, to scores: UnsafeMutableBufferPointer<Float>) {
    targets.withUnsafeBufferPointer { targets in
      weights.withUnsafeBufferPointer { weights in
        for index in starts[item]..<starts[item + 1] {
          scores[Int(targets[index])] += weights[index]
        }
      }
    }
  }

  /// What one item says for another; 0 when nothing.
  public func weight(of item: Int, for other: Int) -> Float {
    var (low, high) = (starts[item], starts[item + 1])
    while low < high {
      let middle = (low + high) / 2
      if Int(targets[middle]) < other { low = middle + 1 } else { high = middle }
    }
    return low < starts[item + 1] && Int(targets[low]) == other ? weights[low] : 0
  }

  func hash(into hash: inout SHA256) {
    starts.withUnsafeBytes { hash.update(bufferPointer: $0) }
    targets.withUnsafeBytes { hash.update(bufferPointer: $0) }
    weights.withUnsafeBytes { hash.update(bufferPointer: $0) }
  }
}
