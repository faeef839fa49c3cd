import Foundation

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What a command makes sure of on the disk itself.
enum Disk {
  /// The directory that a path names, without links and dots, so that one beside it can be named.
  static func directory(_ path: String) -> URL {
    URL(filePath: path).absoluteURL.standardizedFileURL.resolvingSymlinksInPath()
  }

  /// Makes sure that a file, or what was made or renamed in a directory, is found after a power cut.
  ///
  /// Some file systems refuse this for directories, and need it not.
  static func sync(_ place: URL) {
    let descriptor = open(place.path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }

  /// Gives a directory another name.
  static func move(_ from: URL, to place: URL) throws {
    guard rename(from.path, place.path) == 0 else {
      let reason = String(cString: strerror(errno))
      throw CommandRefused("cannot rename \(from.path) to \(place.path): \(reason)")
    }
  }
}
