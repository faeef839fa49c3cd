import Foundation
import Glibc

/// A request as its bytes, for what no client sends.
enum Wire {
  struct Failed: Error {
    let step: String
  }

  /// Sends the bytes to a server on this machine, and reads until it closes.
  static func exchange(_ text: String, port: Int) async throws -> String {
    try await withCheckedThrowingContinuation { continuation in
      // Away from the threads on which the server answers.
      DispatchQueue.global().async {
        continuation.resume(with: Result { try exchangeNow(text, port: UInt16(port)) })
      }
    }
  }

  private static func exchangeNow(_ text: String, port: UInt16) throws -> String {
    let handle = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard handle >= 0 else { throw Failed(step: "socket") }
    defer { close(handle) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    let connected = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(handle, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard connected == 0 else { throw Failed(step: "connect") }
    let bytes = Array(text.utf8)
    guard send(handle, bytes, bytes.count, 0) == bytes.count else { throw Failed(step: "send") }
    var (read, buffer) = ([UInt8](), [UInt8](repeating: 0, count: 4096))
    while true {
      let count = recv(handle, &buffer, buffer.count, 0)
      guard count >= 0 else { throw Failed(step: "recv") }
      if count == 0 { return String(decoding: read, as: UTF8.self) }
      read += buffer[..<count]
    }
  }
}
