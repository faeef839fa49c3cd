import Foundation

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A program that prints the keyring, such as a client of a key management service.
enum KeyringProgram {
  /// Runs a command of /bin/sh to its end; what it says on standard error is shown.
  static func output(of command: String, within seconds: Double = 30) throws -> Data {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", command]
    process.standardInput = FileHandle.nullDevice
    let pipe = Pipe()
    process.standardOutput = pipe
    let ended = DispatchSemaphore(value: 0)
    process.terminationHandler = { _ in ended.signal() }
    let deadline = ContinuousClock.now.advanced(by: .seconds(seconds))
    try process.run()
    let bytes = read(pipe.fileHandleForReading.fileDescriptor, until: deadline)
    guard let bytes, ended.wait(timeout: .now() + left(until: deadline)) == .success else {
      process.terminate()
      throw KeyringFile.Refused(
        description: "the keyring command did not end within \(Int(seconds)) seconds"
      )
    }
    guard process.terminationReason == .exit, process.terminationStatus == 0 else {
      throw KeyringFile.Refused(
        description: "the keyring command ended with \(process.terminationStatus)"
      )
    }
    return bytes
  }

  /// Seconds; never less than none.
  private static func left(until deadline: ContinuousClock.Instant) -> Double {
    let left = ContinuousClock.now.duration(to: deadline)
    return max(0, Double(left.components.seconds) + Double(left.components.attoseconds) * 1e-18)
  }

  /// All that is written until the end; nil when that does not come in time.
  private static func read(
    _ descriptor: CInt,
    until deadline: ContinuousClock.Instant
  ) -> Data? {
    var bytes = Data()
    var buffer = [UInt8](repeating: 0, count: 4096)
    defer { for place in buffer.indices { buffer[place] = 0 } }
    while left(until: deadline) > 0 {
      var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      guard poll(&waiting, 1, CInt(left(until: deadline) * 1000) + 1) > 0 else { continue }
      let count = fill(descriptor, &buffer)
      if count <= 0 { return bytes }
      bytes += buffer[..<count]
    }
    return nil
  }

  private static func fill(_ descriptor: CInt, _ buffer: inout [UInt8]) -> Int {
    #if canImport(Glibc)
      Glibc.read(descriptor, &buffer, buffer.count)
    #else
      Darwin.read(descriptor, &buffer, buffer.count)
    #endif
  }
}
