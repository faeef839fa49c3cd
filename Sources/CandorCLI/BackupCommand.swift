import ArgumentParser
import Candor
import Foundation
import SQLiteStore
import TransparencyLog

/// `candor backup BACKUP --data DIR`.
struct BackupCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract: "Copy the records and people's keys, also while a server runs.",
    discussion: """
      The copy is opened, checked and described before it counts as a backup. The keyring is not in \
      it. While the records are copied, erasures wait; nothing else does.
      """
  )

  @Argument(help: "The directory to make; it must not hold anything yet.") var backup: String
  @Option(help: "The data directory.") var data: String
  @Flag(help: "Print JSON.") var json = false
  @OptionGroup var keys: KeyringOptions

  func run() async throws {
    try await attempt {
      let directory = URL(filePath: data)
      let keyring = try keys.source(for: directory).keyring()
      let copy = try Backup(of: directory, at: URL(filePath: backup))
      let note: BackupNote
      do {
        note = try await copy.make(keyring, at: Date())
      } catch {
        copy.remove()
        throw error
      }
      if json { return print(try Reply.text(note)) }
      print(
        """
        Backed up \(note.backup.people) records and \(note.backup.entries) entries of the log to \
        \(backup).
        The keyring is not in it. Without a copy of the keyring, nobody can read this backup; with \
        one beside it, anybody can: keep the two apart.
        """
      )
    }
  }
}

/// A backup in the making.
struct Backup {
  private let source: URL
  private let directory: URL
  private static let rules = "rules.yaml"

  /// - Throws: `CommandRefused` unless the place is free.
  init(of source: URL, at directory: URL) throws {
    let manager = FileManager.default
    let records = source.appending(path: SQLiteStore.files[0]).path
    guard manager.fileExists(atPath: records) else {
      throw CommandRefused("there are no records in \(source.path)")
    }
    if manager.fileExists(atPath: directory.path) {
      guard try manager.contentsOfDirectory(atPath: directory.path).isEmpty else {
        throw CommandRefused("\(directory.path) holds something already")
      }
    }
    try manager.createDirectory(
      at: directory,
      withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700]
    )
    try manager.setAttributes([.posixPermissions: 0o700], ofItemAtPath: directory.path)
    self.source = source
    self.directory = directory
  }

  /// Copies, checks, and describes what was copied: with the description, it is a backup.
  func make(_ keyring: Keyring, at now: Date) async throws -> BackupNote {
    try SQLiteStore.copy(source, to: directory)
    try await Self.check(directory, keyring)
    var files = SQLiteStore.files
    if let rules = try? Data(contentsOf: source.appending(path: Self.rules)) {
      try PrivateFile.write(rules, to: directory.appending(path: Self.rules))
      files.append(Self.rules)
    }
    let sums = try files.map { ($0, try BackupNote.sha256(of: directory.appending(path: $0))) }
    let contents = try SQLiteStore.contents(of: directory)
    let note = try BackupNote(
      BackupNote.Backup(
        candor: CandorCommand.configuration.version,
        time: now.rfc3339,
        people: contents.people,
        entries: contents.head?.size ?? 0,
        root: contents.head?.root.base64,
        sha256: Dictionary(uniqueKeysWithValues: sums)
      ),
      keyring
    )
    Disk.sync(directory)
    try note.write(to: directory)
    return note
  }

  /// Opens the copy as a server would, which holds its log against its last head and deletes who
  /// was erased while it was made; then opens every key.
  private static func check(_ directory: URL, _ keyring: Keyring) async throws {
    let store = try SQLiteStore(directory, keyring.rowTags)
    try await store.finishErasures(keyring)
    _ = try await store.foldKeys(into: 0) { count, person, wrapped in
      try keyring.check(wrapped, for: person)
      count += 1
    }
    try store.close()
    try SQLiteStore.settle(directory)
    try FileManager.default.removeItem(at: directory.appending(path: "lock"))
  }

  /// What was not finished is no backup.
  func remove() {
    try? FileManager.default.removeItem(at: directory)
  }
}
