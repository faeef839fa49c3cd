import Foundation

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Files that are made for their owner alone, from their first byte on.
enum NewFile {
  /// An empty one, which SQLite takes for a new database and whose mode it keeps.
  static func make(_ file: URL) throws {
    let descriptor = open(file.path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw SQLiteStore.Refused("cannot write \(file.path)") }
    close(descriptor)
  }

  /// Gives a file the place of another, once it is on the disk.
  static func put(_ new: URL, inPlaceOf old: URL) throws {
    let descriptor = open(new.path, O_RDWR | O_CLOEXEC)
    guard descriptor >= 0 else { throw SQLiteStore.Refused("cannot write \(new.path)") }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0, rename(new.path, old.path) == 0 else {
      throw SQLiteStore.Refused("cannot write \(old.path)")
    }
  }
}
