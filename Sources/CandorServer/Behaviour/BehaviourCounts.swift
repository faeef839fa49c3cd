import Candor
import CandorAPI
import Foundation
import Synchronization

/// How many messages were taken and dropped since the start, and why; nothing about anybody.
final class BehaviourCounts: Sendable {
  private struct Dropped: Hashable {
    let type: String
    let reason: String
  }

  private struct Tally {
    var taken: [Message.Kind: Int] = [:]
    var dropped: [Dropped: Int] = [:]
    var left: [Heard.Part: Int] = [:]
  }

  private let since: Date
  private let tallies = Mutex<[String: Tally]>([:])

  /// So many different keys of traits are told apart: clients choose them.
  static let names = 200

  init(since: Date) {
    self.since = since
  }

  /// - Parameter kind: nil when the message has none that is known.
  func note(_ heard: Heard, _ kind: Message.Kind?, from source: String) {
    tallies.withLock { tallies in
      var tally = tallies[source] ?? Tally()
      if let drop = heard.drop {
        tally.dropped[
          Dropped(type: kind?.rawValue ?? "unknown", reason: drop.reason),
          default: 0
        ] += 1
      } else if let kind {
        tally.taken[kind, default: 0] += 1
      }
      for part in heard.parts {
        let isKnown = tally.left[part] != nil
        let fits = isKnown || (tally.left.count < Self.names && part.name.isPlain)
        tally.left[fits ? part : part.unnamed, default: 0] += 1
      }
      tallies[source] = tally
    }
  }

  var reply: BehaviourCountsReply {
    let sources = tallies.withLock { $0 }.sorted { $0.key < $1.key }.map { source, tally in
      BehaviourCountsReply.Source(
        source: source,
        taken: Dictionary(uniqueKeysWithValues: tally.taken.map { ($0.key.rawValue, $0.value) }),
        dropped: tally.dropped.map { .init(type: $0.type, reason: $0.reason, count: $1) }
          .sorted { ($0.type, $0.reason) < ($1.type, $1.reason) },
        left: tally.left.map { part, count in
          .init(kind: part.kind.rawValue, name: part.name, reason: part.drop.reason, count: count)
        }
        .sorted { ($0.kind, $0.name, $0.reason) < ($1.kind, $1.name, $1.reason) }
      )
    }
    return BehaviourCountsReply(since: since.rfc3339, sources: sources)
  }
}

extension String {
  /// A name that a programmer gave, not an address or anything else that somebody typed.
  fileprivate var isPlain: Bool { wholeMatch(of: /[A-Za-z][A-Za-z0-9_ .-]{0,39}/) != nil }
}

extension Heard.Part {
  fileprivate var unnamed: Heard.Part { Heard.Part(kind: kind, name: "(other)", drop: drop) }
}
