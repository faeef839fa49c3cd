import Dispatch
import Fingerprints
import Foundation
import Synchronization

/// A1: an alias names its copy by one row, and nobody meets one by trying.
struct Issued {
  private static let relay = "relay.example"
  private static let people = 100
  private let editions: [Edition]
  private let issues: [Alias: Alias.Issue]

  init() {
    let keys = CopyKeys(root: Crowd.root)
    editions = (0..<Crowd.editions / Self.people).map { number in
      let id = Edition.ID(recipient: "Recipient \(number)", purpose: "post")
      return Edition(id, of: [], keys: keys, relay: Self.relay)
    }
    var issues: [Alias: Alias.Issue] = [:]
    for edition in editions {
      for number in 0..<Self.people {
        let person = Row.Person([UInt8(number)])
        issues[edition.alias(of: person)] = Alias.Issue(edition: edition.id, person: person)
      }
    }
    self.issues = issues
  }

  /// Prints a line for what is traced, and one for what is tried.
  func print(tries: Int) {
    traced()
    guessed(tries)
  }

  /// The forms that mail has for an address.
  private static let forms: [(String, @Sendable (String) -> String)] = [
    ("as it is", { $0 }),
    ("in capitals", { $0.uppercased() }),
    ("in angle brackets", { "To: \"Ana\" <\($0)>" }),
    ("in a link", { "<a href=\"mailto:\($0.replacing("@", with: "%40"))?subject=x\">" }),
    ("quoted-printable", { "\($0.prefix(9))=\r\n\($0.dropFirst(9).replacing("@", with: "=40"))" }),
  ]

  private func traced() {
    let trace = Fingerprints.Trace(
      CopyKeys(root: Crowd.root),
      columns: [],
      people: People([], []),
      editions: [],
      relay: Self.relay,
      issued: { [issues] in issues[$0] }
    )
    for (name, form) in Self.forms {
      let named = issues.count { alias, issue in
        let mail = "An offer for you\n" + form(alias.local + "@" + Self.relay)
        return trace.verdict(on: Fingerprints.Leak(text: mail)).accused == [issue.edition]
      }
      Table.line(
        "A1",
        "traced by one address, \(name)",
        "10000 of 10000",
        "\(named) of \(issues.count)",
        met: named == Crowd.editions
      )
    }
  }

  private func guessed(_ tries: Int) {
    let tasks = 64
    let all = Mutex(0)
    DispatchQueue.concurrentPerform(iterations: tasks) { task in
      let hits = Self.hits(tries / tasks, Seeded(state: UInt64(task) << 32), among: issues)
      all.withLock { $0 += hits }
    }
    let hits = all.withLock { $0 }
    let count = tries / tasks * tasks
    Table.line(
      "A1",
      "random aliases that were issued",
      "0 in ≥ 1e9",
      "\(hits) in \(count)",
      met: hits > 0 ? false : count >= 1_000_000_000 ? true : nil
    )
  }

  private static func hits(_ tries: Int, _ dice: Seeded, among issues: [Alias: Alias.Issue]) -> Int
  {
    var dice = dice
    let letters = Array("abcdefghijklmnopqrstuvwxyz234567".utf8)
    var local = [UInt8](repeating: 0, count: Alias.length)
    var hits = 0
    for _ in 0..<tries {
      var (bits, left) = (dice.next(), 12)
      for place in local.indices {
        if left == 0 { (bits, left) = (dice.next(), 12) }
        local[place] = letters[Int(bits & 31)]
        bits >>= 5
        left -= 1
      }
      if let alias = Alias(local: local[...]), issues[alias] != nil { hits += 1 }
    }
    return hits
  }
}
