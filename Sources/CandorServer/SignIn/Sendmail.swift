import Foundation

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Hands mails to a command that takes them as sendmail does: recipients from the headers (`-t`).
public struct Sendmail: Mailer {
  private let command: URL
  private let from: String

  /// The command did not take the mail.
  struct Failed: Error {
    let status: Int32
  }

  /// - Parameters:
  ///   - command: such as `/usr/sbin/sendmail`.
  ///   - from: the address of the company.
  public init(_ command: URL, from: String) {
    self.command = command
    self.from = from
    // Writing to a command that has ended must be an error, not the end of the server.
    signal(SIGPIPE, SIG_IGN)
  }

  public func send(to address: String, subject: String, body: String, at now: Date) async throws {
    let process = Process()
    process.executableURL = command
    process.arguments = ["-t", "-i"]
    let input = Pipe()
    process.standardInput = input
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    let letter = """
      From: \(from)
      To: \(address)
      Subject: =?UTF-8?B?\(Data(subject.utf8).base64EncodedString())?=
      MIME-Version: 1.0
      Content-Type: text/plain; charset=utf-8
      Content-Transfer-Encoding: 8bit

      \(body)
      """
    let (exits, exit) = AsyncStream.makeStream(of: Int32.self)
    process.terminationHandler = { process in
      exit.yield(process.terminationStatus)
      exit.finish()
    }
    try process.run()
    // A command that ends without reading says so by its status; a letter fits into the pipe.
    try? input.fileHandleForWriting.write(contentsOf: Data(letter.utf8))
    try? input.fileHandleForWriting.close()
    var status: Int32 = -1
    for await end in exits { status = end }
    guard status == 0 else { throw Failed(status: status) }
  }
}
