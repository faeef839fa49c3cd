import ArgumentParser
import Candor
import CandorAPI
import Foundation
import TransparencyLog

/// `candor verify FILE --key VKEY`.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check receipts offline, with the log's key alone.",
    discussion: """
      FILE is what My record offers as 'all receipts', or what the API answers under receipts. A \
      whole record is also checked for gaps: each event names the one before it.
      """
  )

  @Argument(help: "The receipts, as JSON.") var file: String
  @Option(help: "The log's verifier key, as 'candor log key' prints it.") var key: String
  @Flag(help: "Print JSON.") var json = false

  func run() throws {
    do {
      let verifier = try VerifierKey(key)
      let bytes = try Data(contentsOf: URL(filePath: file))
      let receipts = try JSONDecoder().decode(ReceiptsReply.self, from: bytes).receipts
        .map { try Receipt($0) }
      let events = try receipts.verify(origin: verifier.name.text, by: [verifier])
      if json { return print(try Reply.text(["verified": events.count])) }
      for event in events {
        print("\(event.sequence)  \(event.time.rfc3339)  \(event.content.kind)  holds")
      }
      print("All \(events.count) events are in the log of \(verifier.name), without a gap.")
    } catch {
      Terminal.say(Terminal.red("does not hold: \(error)"))
      throw ExitCode(1)
    }
  }
}

extension Receipt {
  fileprivate init(_ reply: ReceiptReply) throws {
    guard let salt = Data(base64Encoded: reply.salt) else {
      throw Malformed("the salt of receipt \(reply.sequence) is not base64")
    }
    self.init(
      sequence: reply.sequence,
      event: Array(reply.event.utf8),
      salt: salt,
      proof: try LogProof(parsing: reply.proof)
    )
  }
}
