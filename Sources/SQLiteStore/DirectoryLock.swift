import Foundation

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Keeps every other process off a data directory, as long as it lives.
///
/// Two connections from two processes writing one WAL is how SQLite before 3.51.3 loses data.
public final class DirectoryLock: Sendable {
  private let descriptor: CInt
  /// Whoever is just ending is waited for: so many times a twentieth of a second.
  private static let patience = 40

  /// - Throws: `SQLiteStore.Refused` when another process holds it.
  public init(_ directory: URL) throws {
    let path = directory.appending(path: "lock").path
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw SQLiteStore.Refused("cannot open \(path): \(String(cString: strerror(errno)))")
    }
    // When this throws, `deinit` closes the descriptor.
    var tries = 0
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      tries += 1
      guard tries < Self.patience else {
        throw SQLiteStore.Refused(
          "another candor process is using \(directory.path): stop it, or talk to it (--server)"
        )
      }
      usleep(50_000)
    }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }
}
