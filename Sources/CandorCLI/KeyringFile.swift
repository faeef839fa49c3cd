import Candor
import Foundation

#if canImport(Glibc)
  // Compiled as a whole, the module finds `stat` there first.
  import CoreFoundation
  import Glibc
#else
  import Darwin
#endif

/// A file with the keys of the house, readable by its owner alone.
enum KeyringFile {
  /// A keyring that cannot be read, and why.
  ///
  /// Never says what is in it.
  struct Refused: Error, CustomStringConvertible {
    let description: String
  }

  /// Reads the whole file, which others than its owner must not be able to.
  static func read(_ file: URL, checksMode: Bool = true) throws -> Data {
    let descriptor = open(file.path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      let reason = String(cString: strerror(errno))
      throw Refused(description: "cannot read the keyring \(file.path): \(reason)")
    }
    let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw Refused(description: "cannot read the keyring \(file.path)")
    }
    // A pipe has no owner whom it could be kept from.
    let isFile = status.st_mode & S_IFMT == S_IFREG
    guard !checksMode || !isFile || status.st_mode & 0o077 == 0 else {
      throw Refused(
        description: "others than its owner may read \(file.path): chmod 400 \(file.path)"
      )
    }
    return try handle.readToEnd() ?? Data()
  }

  /// Makes the keyring of a data directory at its first start.
  ///
  /// Of two that start at once, the second takes the keyring of the first.
  static func makeIfNew(_ directory: URL) throws {
    try FileManager.default.createDirectory(
      at: directory,
      withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700]
    )
    let file = directory.appending(path: "keyring")
    // In this order: where there are records, their keyring was there before them.
    let records = directory.appending(path: "candor.db").path
    let hasRecords = FileManager.default.fileExists(atPath: records)
    if FileManager.default.fileExists(atPath: file.path) { return }
    // A new keyring beside old data would make all of it unreadable without a word.
    guard !hasRecords else {
      throw Refused(
        description: "\(file.path) is not there, and the records need it: put it back, or name it"
      )
    }
    let draft = try draft(Data(Keyring.freshText().utf8), beside: file, like: nil)
    defer { unlink(draft.path) }
    guard link(draft.path, file.path) == 0 else {
      if errno == EEXIST { return }
      throw Refused(description: "cannot write \(file.path)")
    }
    Disk.sync(directory)
    Terminal.say(
      "Made \(file.path). Who has it and the data can read the records: keep a copy elsewhere."
    )
  }

  /// Gives the file another text: all of it or, whatever happens, the old one.
  static func replace(_ file: URL, with text: Data) throws {
    removeDrafts(beside: file)
    let draft = try draft(text, beside: file, like: file)
    guard rename(draft.path, file.path) == 0 else {
      unlink(draft.path)
      throw Refused(description: "cannot write \(file.path)")
    }
    Disk.sync(file.deletingLastPathComponent())
  }

  private static func draftName(of file: URL) -> String { ".\(file.lastPathComponent)-" }

  /// Removes what was cut off before it came into its place: it holds keys.
  private static func removeDrafts(beside file: URL) {
    let (folder, name) = (file.deletingLastPathComponent(), draftName(of: file))
    let there = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    for draft in there where draft.hasPrefix(name) {
      unlink(folder.appending(path: draft).path)
    }
  }

  /// A file that is on the disk and not yet in its place.
  private static func draft(_ text: Data, beside file: URL, like old: URL?) throws -> URL {
    let name = draftName(of: file) + UUID().uuidString
    let draft = file.deletingLastPathComponent().appending(path: name)
    let descriptor = open(draft.path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o400)
    guard descriptor >= 0 else { throw Refused(description: "cannot write \(file.path)") }
    let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    do {
      // Whoever rotates the keys may be root; the server that reads them is not.
      var status = stat()
      if let old, stat(old.path, &status) == 0 {
        guard fchown(descriptor, status.st_uid, status.st_gid) == 0,
          fchmod(descriptor, status.st_mode & 0o700) == 0
        else { throw Refused(description: "cannot give \(file.path) to its owner") }
      }
      try handle.write(contentsOf: text)
      try handle.synchronize()
      try handle.close()
    } catch {
      unlink(draft.path)
      throw error
    }
    return draft
  }
}
