import Candor
import Foundation
import SQLiteStore
import Synchronization

/// Whether anything goes after it was taken back: `Revoke DIRECTORY RULES [OPERATIONS]`.
///
/// Fifty people say yes and no to one purpose at one recipient, as fast as they can, while two copies
/// are made over and over. Nobody whose no was acknowledged before a copy began, and who said nothing
/// since, may be in it. One operation in fifty is a copy, which looks at all of them; the others are a
/// yes or a no.
@main
struct Revoke {
  static func main() async throws {
    let arguments = CommandLine.arguments
    guard arguments.count > 2 else {
      print("usage: Revoke DIRECTORY RULES [OPERATIONS]")
      exit(64)
    }
    let rules = try String(contentsOfFile: arguments[2], encoding: .utf8)
    let total = arguments.count > 3 ? Int(arguments[3]) ?? 1_000_000 : 1_000_000
    let town = try await Town(URL(filePath: arguments[1]), Rules(yaml: rules))
    let clock = ContinuousClock()
    let start = clock.now
    try await withThrowingTaskGroup(of: Void.self) { tasks in
      for people in town.people.chunked(by: 10) {
        tasks.addTask {
          for turn in 0..<(total * 49 / 250) {
            try await town.turn(people[turn * 7 % people.count])
          }
        }
      }
      for _ in 0..<2 {
        tasks.addTask { for _ in 0..<(total / 100) { try await town.copy() } }
      }
      try await tasks.waitForAll()
    }
    let counts = town.counts.withLock { $0 }
    let seconds = start.duration(to: clock.now) / .seconds(1)
    print(
      """
      \(counts.yes) times yes, \(counts.no) times no, \(counts.copies) copies of \
      \(counts.lines) lines; \(counts.held) times somebody was held against their no: \
      \(counts.wrong) were in the copy all the same. \(Int(Double(total) / seconds)) operations/s
      """
    )
    guard counts.wrong == 0, counts.held > 0 else { exit(1) }
  }
}

/// Fifty people, and where each of them stands.
private struct Town: Sendable {
  struct Counts {
    var (yes, no, copies, lines, held, wrong) = (0, 0, 0, 0, 0, 0)
  }

  let people: [Person.ID]
  let counts = Shared(Counts())
  private let vault: Vault
  private let gate: Gate
  private let terms: Disclosure
  private let grant: Event.Content
  /// How often each has turned.
  ///
  /// A yes stands at odd numbers. They grow before a yes is asked for and after a no was
  /// acknowledged, so an even number says that nothing may go.
  private let turns: Shared<[Person.ID: Int]>
  private static let now = Date()

  init(_ directory: URL, _ rules: Rules) async throws {
    let keyring = try Keyring(Keyring.freshText())
    vault = try await Vault(SQLiteStore(directory, keyring.rowTags), keyring)
    gate = Gate(rules)
    guard let notice = rules.notices.first, let recipient = notice.recipient,
      let experience = rules.experiences.first
    else { throw Invalid([Problem("rules", "have no recipient whom anything could go to")]) }
    terms = Disclosure("d-1", to: recipient, for: notice.purpose, of: ["taste"], at: Self.now)
    grant = .granted(
      try rules.grant(
        notice.consent,
        attributes: nil,
        shown: notice.hash,
        despite: nil,
        at: Self.now
      )
    )
    let said = try rules.declarations(
      from: ["taste": .text("tea")],
      to: experience,
      complete: false,
      at: Self.now
    )
    var random = SystemRandomNumberGenerator()
    people = (0..<50).map { _ in Person.ID(at: Self.now, using: &random) }
    for person in people {
      let contents = said.map { Event.Content.declared($0) } + [grant]
      try await vault.meet(person, at: Self.now, .init(contents))
    }
    turns = Shared(Dictionary(uniqueKeysWithValues: people.map { ($0, 1) }))
  }

  /// Only one task turns somebody.
  func turn(_ person: Person.ID) async throws {
    let stands = turns.withLock { $0[person, default: 1] % 2 == 1 }
    if !stands { turns.withLock { $0[person, default: 0] += 1 } }
    let entry = Vault.Entry([stands ? .withdrawn(Withdrawal(terms.consent)) : grant])
    _ = try await vault.write(to: person, at: Self.now) { _ in (entry, ()) }
    if stands { turns.withLock { $0[person, default: 1] += 1 } }
    counts.withLock { if stands { $0.no += 1 } else { $0.yes += 1 } }
  }

  /// A copy of everybody in two pages, the second of which is decided about before the first is
  /// written, as a server does it.
  func copy() async throws {
    let before = turns.withLock { $0 }
    let first = try await lines(after: nil)
    async let second = lines(after: first.last)
    var rows = try await vault.disclose(first, at: Self.now, decide)
    rows += try await vault.disclose(try await second, at: Self.now, decide)
    let (after, lines) = (turns.withLock { $0 }, Set(rows))
    let held = before.filter { person, turn in turn % 2 == 0 && after[person] == turn }.keys
    counts.withLock {
      $0.copies += 1
      $0.lines += rows.count
      $0.held += held.count
      $0.wrong += held.count { lines.contains($0) }
    }
  }

  private func lines(after person: Person.ID?) async throws -> Vault.Lines<Person.ID> {
    try await vault.lines(after: person, count: 25, at: Self.now, decide)
  }

  private var decide: Vault.Decide<Person.ID> {
    { [terms, gate] record in
      terms.line(of: record, through: gate, at: Self.now).map { line in
        (Vault.Entry(line.news.map { [.disclosed($0)] } ?? []), record.person)
      }
    }
  }
}

/// A mutex that can be a property of a value which is passed about.
private final class Shared<Value: Sendable>: Sendable {
  private let mutex: Mutex<Value>

  init(_ value: Value) { mutex = Mutex(value) }

  func withLock<Result: Sendable>(_ body: (inout Value) -> Result) -> Result {
    mutex.withLock { value in body(&value) }
  }
}

extension [Person.ID] {
  fileprivate func chunked(by count: Int) -> [[Person.ID]] {
    stride(from: 0, to: self.count, by: count).map {
      Array(self[$0..<Swift.min($0 + count, self.count)])
    }
  }
}
