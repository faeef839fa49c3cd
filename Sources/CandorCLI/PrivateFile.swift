import Foundation

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A file that only its owner can read, from its first byte on.
enum PrivateFile {
  /// Writes all of it or nothing; a file of that name is replaced.
  static func write(_ bytes: Data, to file: URL) throws {
    let draft = file.deletingLastPathComponent().appending(path: ".candor-\(UUID().uuidString)")
    let descriptor = open(draft.path, O_WRONLY | O_CREAT | O_EXCL, 0o600)
    guard descriptor >= 0 else { throw CommandRefused("cannot write \(file.path)") }
    let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    do {
      try handle.write(contentsOf: bytes)
      try handle.synchronize()
      try handle.close()
      guard rename(draft.path, file.path) == 0 else {
        throw CommandRefused("cannot write \(file.path)")
      }
    } catch {
      try? FileManager.default.removeItem(at: draft)
      throw error
    }
  }
}
