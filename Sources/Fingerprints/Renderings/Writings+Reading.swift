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
    Folded(self, by: folding).read(folding.bytes(text))
  }

  /// All writings of a value, folded: once, for all the texts they are compared with.
  struct Folded {
    private struct Way {
      var mask: UInt8
      var marks: UInt8
      let text: [UInt8]
    }

    private let used: UInt8
    /// The ways of each piece, those that fold to the same text as one: with the marks they share.
    private let pieces: [[Way]]

    init(_ writings: Writings, by folding: Folding) {
      used = writings.used
      var pieces: [[Way]] = []
      for way in writings.ways {
        if way.piece == pieces.count { pieces.append([]) }
        let text = folding.piece(writings.bytes[way.text])
        if let same = pieces[way.piece].firstIndex(where: { $0.text == text }) {
          let other = pieces[way.piece][same]
          let shared = other.mask & way.mask & ~(other.marks ^ way.marks)
          pieces[way.piece][same].mask = shared
          pieces[way.piece][same].marks = other.marks & shared
        } else {
          pieces[way.piece].append(Way(mask: way.mask, marks: way.marks, text: text))
        }
      }
      self.pieces = pieces
    }

    /// - Parameter target: a text that was folded as the writings are.
    func read(_ target: [UInt8]) -> ReadSlots? {
      var (zeros, ones, isFound) = (UInt8(0), UInt8(0), false)
      func walk(_ piece: Int, _ place: Int, _ mask: UInt8, _ marks: UInt8) {
        guard piece < pieces.count else {
          guard place == target.count else { return }
          isFound = true
          ones |= marks | ~mask
          zeros |= ~marks
          return
        }
        for way in pieces[piece] where way.marks & mask == marks & way.mask {
          guard target[place...].starts(with: way.text) else { continue }
          walk(piece + 1, place + way.text.count, mask | way.mask, marks | way.marks)
        }
      }
      walk(0, 0, 0, 0)
      guard isFound else { return nil }
      let known = used & ~(zeros & ones)
      return ReadSlots(known: known, marks: ones & known)
    }
  }
}
