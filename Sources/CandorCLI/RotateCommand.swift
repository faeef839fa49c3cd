import ArgumentParser
import Candor
import Foundation
import SQLiteStore

extension KeysCommand {
  /// `candor keys rotate --data DIR`.
  struct Rotate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Wrap every person's key anew, under a new master key.",
      discussion: """
        No server may run on the directory. What was cut off is finished by running it again. The \
        old master key stays in the keyring until 'candor keys retire': backups need it.
        """
    )

    @Option(help: "The data directory.") var data: String
    @OptionGroup var keys: KeyringOptions

    func run() async throws {
      try await attempt {
        let house = try MasterKeys(URL(filePath: data), keys)
        let counts = try await house.counts()
        let isCutOff = counts.keys.contains { $0 < house.keyring.newest }
        let keyring = isCutOff ? house.keyring : try house.addEpoch()
        var bar = ProgressBar("Wrapping keys", total: try await house.store.keyCount())
        let replaced = try await house.store.rewrap(keyring.rewrapped) { bar.update($0) }
        print("Wrapped \(replaced) keys under epoch \(keyring.newest).")
        for epoch in keyring.epochs.dropLast() {
          print(
            """
            Epoch \(epoch) wraps nothing any more. Once the last backup that was made before is \
            gone: candor keys retire \(epoch)
            """
          )
        }
      }
    }
  }

  /// `candor keys new-epoch --data DIR`.
  struct NewEpoch: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "new-epoch",
      abstract: "Print a line with a new master key, to be added to a keyring that is no file.",
      discussion: "The line is secret. It is used by nobody until 'candor keys rotate'."
    )

    @Option(help: "The data directory.") var data: String
    @OptionGroup var keys: KeyringOptions

    func run() async throws {
      try await attempt {
        let keyring = try keys.source(for: URL(filePath: data)).keyring()
        print(Keyring.freshLine(keyring.newest + 1), terminator: "")
      }
    }
  }

  /// `candor keys retire EPOCH --data DIR`.
  struct Retire: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Remove an old master key from the keyring.",
      discussion: """
        Refused while anybody's key is wrapped under it. Backups from before the rotation can then \
        be read by nobody, so that who was erased since is erased from them as well.
        """
    )

    @Argument(help: "The epoch: 1 is the line 'wrap', 2 the line 'wrap.2', and so on.")
    var epoch: UInt32
    @Option(help: "The data directory.") var data: String
    @OptionGroup var keys: KeyringOptions

    func run() async throws {
      try await attempt {
        let house = try MasterKeys(URL(filePath: data), keys)
        guard house.keyring.epochs.contains(epoch) else {
          throw CommandRefused("the keyring has no epoch \(epoch)")
        }
        guard epoch != house.keyring.newest else {
          throw CommandRefused("epoch \(epoch) is the newest, which wraps: rotate the keys first")
        }
        let count = try await house.counts()[epoch] ?? 0
        guard count == 0 else {
          throw CommandRefused(
            "\(count) keys are wrapped under epoch \(epoch): run 'candor keys rotate' first"
          )
        }
        try house.remove(epoch)
        print(
          """
          Epoch \(epoch) is gone from the keyring. Nobody can read the backups that were made \
          before the rotation, unless a copy of the keyring is left: destroy those as well.
          """
        )
      }
    }
  }
}
