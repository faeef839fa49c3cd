import ArgumentParser
import Candor
import Foundation

/// `candor restore BACKUP --data DIR`.
struct RestoreCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore",
    abstract: "Bring a data directory back from a backup, without whom was erased since.",
    discussion: """
      Who was erased since is known to the directory that is replaced, and to every newer backup \
      (--erased-since). Without such a list nothing is restored: it would bring people back who \
      were promised to be forgotten.

      What was written after the backup is lost, withdrawals of consent as well. Since it may have \
      been proven to somebody, the log goes on under a new name, with a new verifier key.
      """
  )

  @Argument(help: "The directory of the backup.") var backup: String
  @Option(help: "The data directory.") var data: String
  @Flag(help: "Replace the data directory; the old one is kept under another name.")
  var replace = false
  @Option(
    help: ArgumentHelp(
      "A newer backup or data directory, which knows who was erased; may be repeated.",
      valueName: "directory"
    )
  )
  var erasedSince: [String] = []
  @Flag(help: "Restore without a newer list: you know that nobody was erased.")
  var nobodyWasErasedSinceTheBackup = false
  @OptionGroup var keys: KeyringOptions

  func run() async throws {
    try await attempt {
      let directory = Disk.directory(data)
      let source = keys.source(for: directory)
      let restoration = try Restoration(
        of: Disk.directory(backup),
        to: directory,
        under: source,
        replacing: replace
      )
      let newer = try restoration.lists(
        newer: erasedSince.map { Disk.directory($0) },
        isComplete: nobodyWasErasedSinceTheBackup
      )
      let done = try await restoration.run(with: newer, at: Date())
      print(Self.says(done, directory))
    }
  }

  private static func says(_ done: Restoration.Done, _ directory: URL) -> String {
    var lines = [
      """
      Restored \(done.people) records and \(done.entries) entries of the log, as of \(done.time). \
      \(done.erased) who were erased since stay erased.
      The log goes on under a new name. Publish its new key, and keep the old one published, under \
      which the receipts from before hold:
        candor log key --data \(directory.path)
      """
    ]
    if !done.doors.isEmpty {
      lines.append(
        """
        These API keys are as they were in the backup; remove those that should be gone: \
        \(done.doors.joined(separator: ", "))
        """
      )
    }
    if let old = done.old {
      lines.append("What was there before lies in \(old.path): delete it once nothing is missing.")
    }
    return lines.joined(separator: "\n")
  }
}
