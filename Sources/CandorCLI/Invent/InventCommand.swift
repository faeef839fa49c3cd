import ArgumentParser
import Candor
import Foundation
import SQLiteStore
import Synchronization

/// `candor invent --data DIR`.
struct InventCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "invent",
    abstract: "Fill a demo with readers who do not exist, so that lists mean something.",
    discussion: """
      The first event of their records says that they are invented, and no count of people has them \
      in it. But lists are learned from what they read, as from anybody: this is for demos. The same \
      seed, catalogue, rules and day give readers of the same tastes, answers and acts; identifiers \
      and keys are always new. No server may run on the directory.
      """
  )

  @Option(help: "The data directory, with a catalogue in it.") var data: String
  @Option(help: "The house rules, if the directory does not know them yet.") var rules: String?
  @Option(help: "How many, up to 100000.") var people = 2000
  @Option(help: "What their tastes are drawn from.") var seed: UInt64 = 1
  @Flag(help: "Invent more where some are already; with the same seed they are doubles.")
  var again = false
  @Flag(help: "Also where people are who were not invented: their lists will learn from these.")
  var amongPeople = false
  @OptionGroup var keys: KeyringOptions

  func validate() throws {
    guard (1...100_000).contains(people) else {
      throw ValidationError("--people must be 1 to 100000")
    }
  }

  func run() async throws {
    try await attempt {
      let directory = URL(filePath: data)
      let records = directory.appending(path: SQLiteStore.files[0]).path
      guard FileManager.default.fileExists(atPath: records) else {
        throw CommandRefused(
          "there is no catalogue in \(directory.path): 'candor import catalogue' brings one"
        )
      }
      let found = try RulesFile.read(rules, for: directory)
      let keyring = try keys.source(for: directory).keyring()
      let store = try SQLiteStore(directory, keyring.rowTags)
      try found.remember(in: directory)
      // Nothing is signed that leaves the house: the log's name does not matter here.
      let vault = try await Vault(store, keyring)
      print(try await invent(vault, store, found.rules, at: Date()))
      try store.close()
    }
  }

  /// - Returns: what was done, in words.
  func invent(
    _ vault: Vault,
    _ store: some Store,
    _ rules: Rules,
    at now: Date
  ) async throws -> String {
    let there = try await Headcount(of: vault)
    if there.invented > 0, !again {
      return "\(there.invented.written) invented readers are there already."
    }
    guard there.others == 0 || amongPeople else {
      throw CommandRefused(
        """
        \(there.others.written) people are in \(data) who were not invented. Their lists would \
        learn from the invented ones, who can only be erased one by one: --among-people does it
        """
      )
    }
    let catalogue = try await store.read { try $0.items() }
    let invention = Invention(catalogue, rules, seed: seed, today: Day(now))
    guard !invention.isEmpty else {
      throw CommandRefused(
        "there is nothing to read in \(data): 'candor import catalogue' brings a catalogue"
      )
    }
    let records = try (0..<people).map {
      try invention.reader($0).contents(under: rules, at: now)
    }
    let bar = Mutex(ProgressBar("Inventing", total: people))
    try await vault.write(Self.lines(records, at: now), at: now) { done in
      bar.withLock { $0.update(done) }
    }
    let events = records.reduce(0) { $0 + $1.count }
    return """
      Invented \(people.written) readers with \(events.written) events. Their records say so, and no \
      count of people has them in it.
      """
  }

  private static func lines(_ records: [[Event.Content]], at now: Date) -> [Vault.Line] {
    var random = SystemRandomNumberGenerator()
    return records.map { contents in
      Vault.Line(Person.ID(at: now, using: &random), isNew: true) { _ in Vault.Entry(contents) }
    }
  }
}

/// How many records there are of people who exist, and of others.
private struct Headcount {
  let invented: Int
  let others: Int

  init(of vault: Vault) async throws {
    let counts = Mutex((invented: 0, others: 0))
    try await vault.forEachRecord { record in
      counts.withLock { counts in
        if record.isInvented { counts.invented += 1 } else { counts.others += 1 }
      }
    }
    (invented, others) = counts.withLock { $0 }
  }
}

extension Int {
  /// With commas: 2,000.
  fileprivate var written: String { formatted(.number.locale(Locale(identifier: "en"))) }
}
