import Candor
import Crypto
import Foundation

/// What stands in `backup.json`: what the files of a backup are, under a code that only the house
/// could have made.
struct BackupNote: Codable {
  /// What the code is over.
  struct Backup: Codable {
    var format = 1
    /// The version that made it.
    let candor: String
    let time: String
    let people: Int
    /// Of the log.
    let entries: Int
    /// Of the log, in base64; nil while it is empty.
    let root: String?
    /// By the name of the file, in hexadecimal.
    let sha256: [String: String]
  }

  let backup: Backup
  /// HMAC-SHA-256 under the index key, in base64.
  let code: String

  static let file = "backup.json"

  init(_ backup: Backup, _ keyring: Keyring) throws {
    self.backup = backup
    code = try Self.code(of: backup, keyring)
  }

  /// Reads the note of a finished backup.
  ///
  /// - Throws: `CommandRefused` when it is none, or not one of the keyring's house.
  init(of directory: URL, _ keyring: Keyring) throws {
    let file = directory.appending(path: Self.file)
    guard let bytes = try? Data(contentsOf: file) else {
      throw CommandRefused("\(directory.path) is no finished backup: it has no \(Self.file)")
    }
    guard let note = try? JSONDecoder().decode(BackupNote.self, from: bytes),
      note.backup.format == 1
    else { throw CommandRefused("\(file.path) was not written by this version of Candor") }
    guard try note.code == Self.code(of: note.backup, keyring) else {
      throw CommandRefused("\(file.path) was changed, or the keyring is not the one of the backup")
    }
    self = note
  }

  func write(to directory: URL) throws {
    let text = try Reply.text(self) + "\n"
    try PrivateFile.write(Data(text.utf8), to: directory.appending(path: Self.file))
    Disk.sync(directory)
  }

  /// The same for the same contents, however the file is laid out.
  private static func code(of backup: Backup, _ keyring: Keyring) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return keyring.code(ofBackup: try encoder.encode(backup)).base64EncodedString()
  }
}

extension BackupNote {
  /// SHA-256 of a file, in hexadecimal.
  static func sha256(of file: URL) throws -> String {
    let handle = try FileHandle(forReadingFrom: file)
    defer { try? handle.close() }
    var hash = SHA256()
    while let bytes = try handle.read(upToCount: 1 << 20), !bytes.isEmpty {
      hash.update(data: bytes)
    }
    return hash.finalize().hexadecimal
  }
}
