/// What can be read of the marks of a value.
public struct ReadSlots: Hashable, Sendable {
  /// The slots that were read.
  public var known: UInt8
  /// The marks in them.
  public var marks: UInt8

  /// The mark in a slot; nil where nothing can be read.
  public func mark(_ slot: Int) -> Bool? {
    let bit = UInt8(1) << UInt8(slot)
    return known & bit == 0 ? nil : marks & bit != 0
  }
}

extension Writings {
  /// The marks that a text has, if the value can be written so.
  ///
  /// All writings of the value that come to the text are compared: a slot where they agree is read,
  /// any other is erased. Marks of editions play no part.
  ///
  /// - Parameters:
  ///   - text: what was found.
  ///   - folding: how far texts are compared.
  /// - Returns: nil if the text is no writing of the value.
  public func read(_ text: String, by folding: Folding = .exact) -> ReadSlots? {
    Folded(self, by: folding).read(folding.bytes(text)[...])
  }

  /// All writings of a value, folded: once, for all the texts they are compared with.
  struct Folded {
    private struct Way {
      let piece: Int
      var mask: UInt8
      var marks: UInt8
      let text: Range<Int>
    }

    private let used: UInt8
    /// Those of a piece that fold to the same text are one, with the marks they share.
    private var ways: [Way] = []
    private var bytes: [UInt8] = []
    /// From the shortest to the longest.
    private var lengths = 0...0

    init(_ writings: Writings, by folding: Folding) {
      used = writings.used
      ways.reserveCapacity(writings.ways.count)
      bytes.reserveCapacity(writings.bytes.count)
      for way in writings.ways {
        let start = bytes.count
        writings.bytes[way.text].withUnsafeBufferPointer { folding.add($0, to: &bytes) }
        add(Way(piece: way.piece, mask: way.mask, marks: way.marks, text: start..<bytes.count))
      }
      lengths = measured()
    }

    private mutating func add(_ way: Way) {
      let same = ways.lastIndex { other in
        other.piece == way.piece && bytes[other.text] == bytes[way.text]
      }
      guard let same else { return ways.append(way) }
      let shared = ways[same].mask & way.mask & ~(ways[same].marks ^ way.marks)
      ways[same].mask = shared
      ways[same].marks &= shared
      bytes.removeLast(way.text.count)
    }

    private func measured() -> ClosedRange<Int> {
      var (least, most, first) = (0, 0, 0)
      while first < ways.count {
        let next = end(ofPieceAt: first)
        var (shortest, longest) = (Int.max, 0)
        for way in ways[first..<next] {
          shortest = min(shortest, way.text.count)
          longest = max(longest, way.text.count)
        }
        (least, most, first) = (least + shortest, most + longest, next)
      }
      return least...most
    }

    private func end(ofPieceAt first: Int) -> Int {
      var next = first
      while next < ways.count, ways[next].piece == ways[first].piece { next += 1 }
      return next
    }

    /// - Parameter target: a text that was folded as the writings are.
    func read(_ target: ArraySlice<UInt8>) -> ReadSlots? {
      guard lengths.contains(target.count) else { return nil }
      var found = Found()
      walk(0, target, 0, 0, &found)
      guard found.isFound else { return nil }
      let known = used & ~(found.zeros & found.ones)
      return ReadSlots(known: known, marks: found.ones & known)
    }

    /// In which slots the writings that come to the target have zeros, and in which ones.
    private struct Found {
      var zeros: UInt8 = 0
      var ones: UInt8 = 0
      var isFound = false
    }

    private func walk(
      _ first: Int,
      _ rest: ArraySlice<UInt8>,
      _ mask: UInt8,
      _ marks: UInt8,
      _ found: inout Found
    ) {
      guard first < ways.count else {
        guard rest.isEmpty else { return }
        found.isFound = true
        found.ones |= marks | ~mask
        found.zeros |= ~marks
        return
      }
      let next = end(ofPieceAt: first)
      for way in ways[first..<next] where way.marks & mask == marks & way.mask {
        guard rest.starts(with: bytes[way.text]) else { continue }
        let after = rest.dropFirst(way.text.count)
        walk(next, after, mask | way.mask, marks | way.marks, &found)
      }
    }
  }
}
