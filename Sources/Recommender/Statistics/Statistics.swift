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
    /// How many of them have each item.
    public fileprivate(set) var items: [Int32]
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
    count(old, -1)
    count(new, 1)
  }

  /// Tags count for people who have an item: from the others nothing can be learned.
  private mutating func count(_ profile: Profile, _ change: Int32) {
    guard !profile.items.isEmpty else { return }
    for tag in profile.tags {
      tags[tag, default: TagCounts(items: [Int32](repeating: 0, count: counts.count))]
        .count(profile, without: tag, change)
      if tags[tag]?.people == 0 { tags[tag] = nil }
    }
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
      add([Int32(tag), Int32(told.people)])
      add(told.items)
      for (other, count) in told.tags.sorted(by: { $0.key < $1.key }) {
        add([Int32(other), count])
      }
    }
    return hash.finalize()
  }
}

extension Statistics.TagCounts {
  fileprivate mutating func count(_ profile: Profile, without tag: UInt32, _ change: Int32) {
    people += Int(change)
    for item in profile.items { items[Int(item)] += change }
    for other in profile.tags where other != tag {
      let count = (tags[other] ?? 0) + change
      tags[other] = count == 0 ? nil : count
    }
  }
}
