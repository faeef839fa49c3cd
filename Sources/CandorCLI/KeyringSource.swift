import Candor
import Foundation

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Where the master keys come from.
enum KeyringSource: Equatable, CustomStringConvertible {
  case file(URL)
  case command(String)
  case environment
  /// A file that systemd hands to the service alone.
  case credential(URL)
  /// The file that is made at the first start.
  case besideData(URL)

  static let variable = "CANDOR_KEYRING"

  var description: String {
    switch self {
    case .file(let file), .credential(let file), .besideData(let file): file.path
    case .command: "the keyring command"
    case .environment: "the environment variable \(Self.variable)"
    }
  }

  /// The file, if it is ours to change.
  var ownFile: URL? {
    switch self {
    case .file(let file), .besideData(let file): file.resolvingSymlinksInPath()
    case .command, .environment, .credential: nil
    }
  }

  /// What is said at every start of a server whose keys lie where they should not.
  var warning: String? {
    guard case .besideData(let file) = self else { return nil }
    return """
      The master keys lie beside the data, in \(file.path): who copies the directory can read every \
      record. Move the file to where no backup of the data goes, and name it with --keyring FILE, or \
      keep it in a key store (--keyring-command, \(Self.variable), systemd's LoadCredential).
      """
  }

  /// Reads the keyring; what was read is overwritten once it is understood.
  func keyring() throws -> Keyring {
    var text = try text()
    defer { text.wipe() }
    do {
      return try Keyring(utf8: text)
    } catch {
      throw KeyringFile.Refused(description: "\(self): \(error)")
    }
  }

  func text() throws -> Data {
    switch self {
    case .file(let file), .besideData(let file):
      return try KeyringFile.read(file)
    case .credential(let file):
      // Its mode may show the mask of an access list; systemd looks after it.
      return try KeyringFile.read(file, checksMode: false)
    case .command(let command):
      return try KeyringProgram.output(of: command)
    case .environment:
      let text = ProcessInfo.processInfo.environment[Self.variable] ?? ""
      // Other programs that are started, such as sendmail, would inherit it.
      unsetenv(Self.variable)
      return Data(text.utf8)
    }
  }

  /// Reads the keyring; at the first start of a directory that has none, makes it.
  func keyringOrNew(for directory: URL) throws -> Keyring {
    if case .besideData = self { try KeyringFile.makeIfNew(directory) }
    return try keyring()
  }
}
