#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A port that nobody listens on, known before the server starts: mailed links name it.
enum FreePort {
  static func find() throws -> Int {
    #if canImport(Glibc)
      let stream = Int32(SOCK_STREAM.rawValue)
    #else
      let stream = SOCK_STREAM
    #endif
    let descriptor = socket(AF_INET, stream, 0)
    guard descriptor >= 0 else { throw CommandRefused("no port is free: name one with --port") }
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isFound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bound in
        bind(descriptor, bound, length) == 0 && getsockname(descriptor, bound, &length) == 0
      }
    }
    guard isFound else { throw CommandRefused("no port is free: name one with --port") }
    return Int(UInt16(bigEndian: address.sin_port))
  }
}
