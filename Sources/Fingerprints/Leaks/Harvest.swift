/// All that was read of a leak, whatever order its rows were in and however often they came.
struct Harvest: Sendable {
  /// A value of somebody.
  struct Spot: Hashable, Sendable {
    let person: Row.Person
    let column: Int
    let version: UInt64
  }

  struct Entry: Sendable {
    var reading: ReadSlots
    let used: UInt8
    /// Of the text that was read.
    let hash: UInt64
  }

  private(set) var entries: [Spot: Entry] = [:]
  private(set) var rows = 0
  private(set) var matched: Set<Row.Person> = []
  private(set) var matchedRows = 0
  private(set) var ambiguousRows = 0

  mutating func add(_ outcome: Matcher.Outcome, _ row: LeakedRow) {
    rows += 1
    switch outcome {
    case .nobody: break
    case .ambiguous: ambiguousRows += 1
    case .one(let known, let fields):
      matchedRows += 1
      matched.insert(known.person)
      for (column, found) in fields {
        let spot = Spot(person: known.person, column: column, version: found.value.version)
        let hash = row.bytes(found.run).fingerprint
        add(Entry(reading: found.reading, used: found.used, hash: hash), at: spot)
      }
    }
  }

  /// A value that comes twice counts once: as it was read best, of equals as the hash of the text
  /// decides, never as it suits an edition.
  private mutating func add(_ entry: Entry, at spot: Spot) {
    guard let other = entries[spot] else {
      entries[spot] = entry
      return
    }
    let (new, old) = (entry.reading.known.nonzeroBitCount, other.reading.known.nonzeroBitCount)
    if new > old || (new == old && entry.hash < other.hash) { entries[spot] = entry }
  }

  /// A slot that all say the same of, often enough, is somebody's habit and no mark.
  static let habit = 12

  /// Erases slots that read the same in all rows: whoever writes 'Street' always, marks nothing.
  ///
  /// The chance that twelve marks agree is below a thousandth. What is erased depends on what was
  /// read alone, so nobody is accused by it.
  mutating func eraseHabits() {
    var counts: [Int: (zeros: [Int], ones: [Int])] = [:]
    let none = [Int](repeating: 0, count: Writings.slots)
    for (spot, entry) in entries {
      for slot in 0..<Writings.slots {
        guard let mark = entry.reading.mark(slot) else { continue }
        if mark {
          counts[spot.column, default: (none, none)].ones[slot] += 1
        } else {
          counts[spot.column, default: (none, none)].zeros[slot] += 1
        }
      }
    }
    var habits: [Int: UInt8] = [:]
    for (column, count) in counts {
      for slot in 0..<Writings.slots where min(count.zeros[slot], count.ones[slot]) == 0 {
        if count.zeros[slot] + count.ones[slot] >= Self.habit {
          habits[column, default: 0] |= 1 << UInt8(slot)
        }
      }
    }
    for spot in entries.keys {
      guard let habit = habits[spot.column] else { continue }
      entries[spot]?.reading.known &= ~habit
      entries[spot]?.reading.marks &= ~habit
    }
  }
}

extension [UInt8] {
  /// FNV-1a: the same on every machine.
  fileprivate var fingerprint: UInt64 {
    reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }
}
