import Foundation
import GRDB

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The end of a process whose disk did not take what it was given.
///
/// After a failed fsync Linux may take the pages for clean, so that a second try succeeds without
/// having written them (PostgreSQL ends as well, since 2018). What is durable is found by starting
/// again and reading the log of the database.
enum LostDisk {
  static func isLost(_ error: any Error) -> Bool {
    guard let error = error as? DatabaseError else { return false }
    return [.SQLITE_IOERR_FSYNC, .SQLITE_IOERR_DIR_FSYNC].contains(error.extendedResultCode)
  }

  /// Waits until a file, and how long it is, are on the disk.
  static func sync(_ path: String) throws {
    let descriptor = open(path, O_RDWR | O_CLOEXEC)
    // The last connection takes the log with it: what is not there holds nothing.
    if descriptor < 0 && errno == ENOENT { return }
    defer { if descriptor >= 0 { close(descriptor) } }
    guard descriptor >= 0, fsync(descriptor) == 0 else {
      throw DatabaseError(resultCode: .SQLITE_IOERR_FSYNC)
    }
  }

  static func endIfLost(_ error: any Error) {
    guard isLost(error) else { return }
    let text = "candor: the disk failed to keep a commit (\(error)); start again to recover\n"
    FileHandle.standardError.write(Data(text.utf8))
    _exit(EX_IOERR)
  }
}
