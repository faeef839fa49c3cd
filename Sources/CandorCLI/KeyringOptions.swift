import ArgumentParser
import Candor
import Foundation

/// Where a command finds the master keys.
struct KeyringOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The file with the master keys, for its owner alone.",
      discussion: """
        Without it and --keyring-command: the environment variable CANDOR_KEYRING, else systemd's \
        credential candor-keyring, else the file 'keyring' in the data directory.
        """,
      valueName: "file"
    )
  )
  var keyring: String?
  @Option(
    help: ArgumentHelp(
      "A command of /bin/sh that prints the master keys, such as a client of a key store.",
      valueName: "command"
    )
  )
  var keyringCommand: String?

  func validate() throws {
    guard keyring == nil || keyringCommand == nil else {
      throw ValidationError("Name either --keyring or --keyring-command.")
    }
  }

  /// - Parameter directory: the data directory, beside whose files the keyring lies by default.
  func source(for directory: URL) -> KeyringSource {
    if let keyring {
      let file = URL(filePath: keyring)
      // Named or not, there it lies beside the data.
      let folder = Disk.directory(file.deletingLastPathComponent().path)
      return folder == Disk.directory(directory.path) ? .besideData(file) : .file(file)
    }
    if let keyringCommand { return .command(keyringCommand) }
    let environment = ProcessInfo.processInfo.environment
    if environment[KeyringSource.variable] != nil { return .environment }
    if let folder = environment["CREDENTIALS_DIRECTORY"] {
      let file = URL(filePath: folder).appending(path: "candor-keyring")
      if FileManager.default.fileExists(atPath: file.path) { return .credential(file) }
    }
    return .besideData(directory.appending(path: "keyring"))
  }
}
