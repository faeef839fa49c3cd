import Crypto
import Foundation

/// Everything that models are learned from: sums over people, in whole numbers.
///
/// Adding a person and taking them out again leaves every byte as it was; so does any order.
public struct Statistics: Hashable, Sendable {
  /// Up to so many items their pairs are counted here; above, models count them when they are made.
  public static let mostDense = 20_000

  /// How much a person counts in the pairs.
  public let voice: Voice
  /// How many people have an item.
  public private(set) var people = 0
  /// How many people have each item.
  public private(set) var counts: [Int32]
  /// Of all pairs of items; nil when there are too many.
  public private(set) var gram: Gram?
  /// How many people told each tag and have an item; a tag that nobody told is not in it.
  public private(set) var tags: [UInt32: TagCounts] = [:]

  /// With whom and with what a tag goes together.
  public struct TagCounts: Hashable, Sendable {
    public fileprivate(set) var people = 0
    /// How many of them have each item; what none of them has is not in it.
    public fileprivate(set) var items: [UInt32: Int32] = [:]
    /// How many of them told another tag too.
    public fileprivate(set) var tags: [UInt32: Int32] = [:]
  }

  /// - Parameter items: how many there are.
  public init(items: Int, _ voice: Voice = .even) {
    self.voice = voice
    counts = [Int32](repeating: 0, count: items)
    gram = items <= Self.mostDense ? Gram(size: items, voice) : nil
  }

  /// Of many people at once: alike to adding one after the other, and faster.
  public init(_ people: some Collection<Profile>, items: Int, _ voice: Voice = .even) {
    self.voice = voice
    counts = [Int32](repeating: 0, count: items)
    gram = items <= Self.mostDense ? Gram(Incidence(people.map(\.items), width: items), voice) : nil
    for profile in people { count(.empty, profile) }
  }

  /// Counts a person in, out, or otherwise than before.
  public mutating func change(from old: Profile, to new: Profile) {
    guard old != new else { return }
    gram?.change(from: old.items, to: new.items)
    count(old, new)
  }

  private mutating func count(_ old: Profile, _ new: Profile) {
    people += (new.items.isEmpty ? 0 : 1) - (old.items.isEmpty ? 0 : 1)
    let (gone, _, come) = old.items.compared(to: new.items)
    for item in gone { counts[Int(item)] -= 1 }
    for item in come { counts[Int(item)] += 1 }
    countTags(old, new, gone: gone, come: come)
  }

  /// Tags count for people who have an item: from the others nothing can be learned.
  private mutating func countTags(_ old: Profile, _ new: Profile, gone: [UInt32], come: [UInt32]) {
    let before = old.items.isEmpty ? [] : old.tags
    let (left, stayed, joined) = before.compared(to: new.items.isEmpty ? [] : new.tags)
    for tag in left { count(tag, people: -1, items: old.items, tags: before) }
    for tag in joined { count(tag, people: 1, items: new.items, tags: new.tags) }
    for tag in stayed {
      tags[tag]?.add(-1, items: gone, tags: left)
      tags[tag]?.add(1, items: come, tags: joined)
    }
  }

  private mutating func count(_ tag: UInt32, people: Int, items: [UInt32], tags others: [UInt32]) {
    var told = tags[tag] ?? TagCounts()
    tags[tag] = nil
    told.people += people
    told.add(Int32(people), items: items, tags: others.filter { $0 != tag })
    if told.people > 0 { tags[tag] = told }
  }

  /// SHA-256 over all of it, in one order.
  public var hash: SHA256.Digest {
    var hash = SHA256()
    func add(_ numbers: [Int32]) {
      numbers.withUnsafeBytes { hash.update(bufferPointer: $0) }
    }
    add([Int32(counts.count), Int32(people)])
    add(counts)
    gram?.entries.withUnsafeBytes { hash.update(bufferPointer: $0) }
    for (tag, told) in tags.sorted(by: { $0.key < $1.key }) {
      add([Int32(tag), Int32(told.people), Int32(told.items.count), Int32(told.tags.count)])
      for (other, count) in [told.items, told.tags].flatMap({ $0.sorted { $0.key < $1.key } }) {
        add([Int32(other), count])
      }
    }
    return hash.finalize()
  }
}

extension Statistics.TagCounts {
  fileprivate mutating func add(_ change: Int32, items: [UInt32], tags: [UInt32]) {
    for item in items { Self.add(change, to: &self.items[item]) }
    for tag in tags { Self.add(change, to: &self.tags[tag]) }
  }

  private static func add(_ change: Int32, to count: inout Int32?) {
    let sum = (count ?? 0) + change
    count = sum == 0 ? nil : sum
  }
}
