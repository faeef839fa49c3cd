import Crypto
import Foundation

/// RFC 6962, section 2.1, written down word for word: the oracle for what the package unrolls.
///
/// Shares nothing with it: hashes are arrays of bytes, trees are slices of entries.
final class Naive {
  private let entries: [[UInt8]]
  private var memory: [Range<Int>: [UInt8]] = [:]

  init(_ entries: [[UInt8]]) {
    self.entries = entries
  }

  /// MTH(D[range]).
  func root(_ range: Range<Int>) -> [UInt8] {
    if let known = memory[range] { return known }
    let hash: [UInt8]
    switch range.count {
    case 0: hash = sha([])
    case 1: hash = sha([0] + entries[range.lowerBound])
    default:
      let k = split(range)
      hash = sha([1] + root(range.lowerBound..<k) + root(k..<range.upperBound))
    }
    memory[range] = hash
    return hash
  }

  /// PATH(m, D[range]), with m counted from the first entry of the log.
  func path(_ m: Int, _ range: Range<Int>) -> [[UInt8]] {
    guard range.count > 1 else { return [] }
    let k = split(range)
    return m < k
      ? path(m, range.lowerBound..<k) + [root(k..<range.upperBound)]
      : path(m, k..<range.upperBound) + [root(range.lowerBound..<k)]
  }

  /// PROOF(m, D[n]).
  func proof(_ m: Int, _ n: Int) -> [[UInt8]] {
    subproof(m, 0..<n, true)
  }

  private func subproof(_ m: Int, _ range: Range<Int>, _ isWhole: Bool) -> [[UInt8]] {
    guard m < range.upperBound else { return isWhole ? [] : [root(range)] }
    let k = split(range)
    return m <= k
      ? subproof(m, range.lowerBound..<k, isWhole) + [root(k..<range.upperBound)]
      : subproof(m, k..<range.upperBound, false) + [root(range.lowerBound..<k)]
  }

  private func split(_ range: Range<Int>) -> Int {
    var k = 1
    while k * 2 < range.count { k *= 2 }
    return range.lowerBound + k
  }

  private func sha(_ bytes: [UInt8]) -> [UInt8] {
    Array(SHA256.hash(data: bytes))
  }
}
