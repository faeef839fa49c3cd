import Candor
import Foundation

/// Where the keys of the house are read from: the environment, or a file beside the data.
enum KeyringFile {
  static let variable = "CANDOR_KEYRING"

  /// A keyring that cannot be read, and why.
  ///
  /// Never says what is in it.
  struct Refused: Error, CustomStringConvertible {
    let description: String
  }

  /// Reads the keyring; makes the file, readable by its owner alone, at the first start.
  static func load(_ directory: URL) throws -> Keyring {
    if let text = ProcessInfo.processInfo.environment[variable] {
      return try keyring(text, "the environment variable \(variable)")
    }
    try FileManager.default.createDirectory(
      at: directory,
      withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700]
    )
    let file = directory.appending(path: "keyring")
    if !FileManager.default.fileExists(atPath: file.path) { try make(file, beside: directory) }
    return try keyring(String(contentsOf: file, encoding: .utf8), file.path)
  }

  private static func make(_ file: URL, beside directory: URL) throws {
    // A new keyring beside old data would make all of it unreadable without a word.
    let records = directory.appending(path: "candor.db").path
    if FileManager.default.fileExists(atPath: records) {
      throw Refused(description: "\(file.path) is gone, and the records need it: put it back")
    }
    let made = FileManager.default.createFile(
      atPath: file.path,
      contents: Data(Keyring.freshText().utf8),
      attributes: [.posixPermissions: 0o400]
    )
    guard made else { throw Refused(description: "cannot write \(file.path)") }
    Terminal.say(
      "Made \(file.path). Who has it and the data can read the records: keep a copy elsewhere."
    )
  }

  private static func keyring(_ text: String, _ place: String) throws -> Keyring {
    do {
      return try Keyring(text)
    } catch {
      throw Refused(description: "\(place): \(error.rule)")
    }
  }
}
