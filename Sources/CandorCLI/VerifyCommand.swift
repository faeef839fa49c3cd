import ArgumentParser
import Candor
import CandorAPI
import Foundation
import TransparencyLog

/// `candor verify FILE --key KEY`.
struct VerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check receipts offline, with the house's public key alone.",
    discussion: """
      FILE is what My record offers as 'all receipts' or as the receipt of one event, or what the \
      API answers under receipts. Several are also checked for gaps between them: each event names \
      the one before it. A file that begins with the first event shows the whole record up to its \
      last.

      FILE may also be a consent receipt, or its signature alone; then the key is a file with what \
      the house publishes at /.well-known/jwks.json.
      """
  )

  @Argument(help: "The receipts, as JSON.") var file: String
  @Option(
    help: """
      The log's verifier key, as 'candor log key' prints it; for a consent receipt, a file with the \
      house's keys.
      """
  )
  var key: String
  @Flag(help: "Print JSON.") var json = false

  func run() async throws {
    do {
      let bytes = try Data(contentsOf: URL(filePath: file))
      if let signed = SignedReceipt(bytes) {
        return try await report(signed)
      }
      let verifier = try VerifierKey(key)
      let receipts = try JSONDecoder().decode(ReceiptsReply.self, from: bytes).receipts
        .map { try Receipt($0) }
      let events = try receipts.verify(origin: verifier.name.text, by: [verifier])
      guard let first = events.first?.sequence, let last = events.last?.sequence else {
        throw Malformed("there is no receipt in the file")
      }
      if json {
        return print(try Reply.text(["verified": events.count, "first": first, "last": last]))
      }
      for event in events {
        print("\(event.sequence)  \(event.time.rfc3339)  \(event.content.kind)  holds")
      }
      print(Self.says(first...last, in: verifier.name))
    } catch {
      Terminal.say(Terminal.red("does not hold: \(error)"))
      throw ExitCode(1)
    }
  }

  private func report(_ signed: SignedReceipt) async throws {
    let keys = try Data(contentsOf: URL(filePath: key))
    let checked = try await signed.verify(by: keys)
    print(json ? try Reply.text(checked) : checked.says.joined(separator: "\n"))
  }

  /// What receipts that hold show together, and what they do not.
  private static func says(_ events: ClosedRange<Int>, in log: KeyName) -> String {
    if events.count == 1 {
      return "1 event is in the log of \(log). The file does not show whether others are missing."
    }
    if events.lowerBound == 1 {
      return "All \(events.count) events are in the log of \(log), without a gap."
    }
    return """
      \(events.count) events, \(events.lowerBound) to \(events.upperBound), are in the log of \(log), \
      without a gap between them. The file does not show what came before.
      """
  }
}

extension Receipt {
  init(_ reply: ReceiptReply) throws {
    guard let salt = Data(base64Encoded: reply.salt), salt.count == 32,
      salt.base64EncodedString() == reply.salt
    else { throw Malformed("the salt of receipt \(reply.sequence) is not 32 bytes in base64") }
    self.init(
      sequence: reply.sequence,
      event: Array(reply.event.utf8),
      salt: salt,
      proof: try LogProof(parsing: reply.proof)
    )
  }
}
