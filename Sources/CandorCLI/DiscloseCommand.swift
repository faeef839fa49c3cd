import ArgumentParser
import AsyncHTTPClient
import Candor
import CandorAPI
import Fingerprints
import Foundation
import NIOCore
import TransparencyLog

/// `candor disclose --to RECIPIENT --for PURPOSE --attributes a,b`.
struct DiscloseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "disclose",
    abstract: "Make a copy for a recipient, of those who said yes to it.",
    discussion: """
      Each line passes the Gate as it is written, and each person's record says what went. The copy is \
      marked: what is made from it later can be traced to it. One that was cut off is gone on with when \
      the same command names its --again.
      """
  )

  @Option(help: "The recipient, by its name in the rules.") var to: String?
  @Option(name: .customLong("for"), help: "The purpose.") var purpose: String?
  @Option(help: "What they get: attributes, with commas between them.") var attributes: String?
  @Option(
    help: ArgumentHelp(
      "Only people who answered so; may be given several times.",
      valueName: "attribute=answer,answer"
    )
  )
  var audience: [String] = []
  @Option(help: "The offer that they accepted: it says to whom, for what and what.") var offer:
    String?
  @Option(help: "Make the copy of an earlier disclosure again, or go on with it.")
  var again: String?
  @Option(help: "csv or ndjson.") var format = Copy.Format.csv
  @Option(help: "The file; without one, the copy is printed.") var out: String?
  @Flag(help: "Only say how many people would be in it.") var preview = false
  @OptionGroup var options: DataOptions

  func validate() throws {
    let isNew = to != nil && purpose != nil && attributes != nil
    guard [isNew, offer != nil, again != nil].count(where: { $0 }) == 1 else {
      throw ValidationError(
        "Name --to, --for and --attributes, or an --offer, or an earlier one by --again."
      )
    }
    if offer != nil || again != nil {
      guard to == nil, purpose == nil, attributes == nil, audience.isEmpty else {
        throw ValidationError("Beside --offer or --again nothing else says what is in the copy.")
      }
    }
    for text in audience where !text.contains("=") {
      throw ValidationError("--audience must be attribute=answer")
    }
  }

  private func request(_ connection: Connection) async throws -> DisclosureRequest {
    if let offer {
      let terms = try await connection.send(
        .get,
        "/v1/offers/\(offer.escaped)",
        as: OfferReply.self
      ).offer
      return DisclosureRequest(
        recipient: terms.recipient,
        purpose: terms.purpose,
        attributes: terms.attributes,
        offer: offer
      )
    }
    let pairs = audience.map { text -> (String, [String]) in
      let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
      return (parts[0], (parts.last ?? "").split(separator: ",").map(String.init))
    }
    return DisclosureRequest(
      recipient: to ?? "",
      purpose: purpose ?? "",
      attributes: (attributes ?? "").split(separator: ",").map { String($0).trimmed },
      audience: pairs.isEmpty ? nil : Dictionary(pairs) { $0 + $1 }
    )
  }

  func run() async throws {
    let command = self
    try await Connection.open(options) { connection in
      if command.preview {
        let reply = try await connection.send(
          .post,
          "/v1/disclosures/preview",
          command.request(connection),
          as: PreviewReply.self
        )
        print(command.options.json ? try Reply.text(reply) : reply.says)
        return
      }
      let id: String
      if let again = command.again {
        id = again
      } else {
        id = try await connection.send(
          .post,
          "/v1/disclosures",
          command.request(connection),
          as: DisclosureReply.self
        ).id
      }
      try await command.copy(id, connection)
    }
  }

  private func copy(_ id: String, _ connection: Connection) async throws {
    let path = "/v1/disclosures/\(id.escaped)/copy.\(format.rawValue)"
    guard let out else {
      for try await bytes in try await connection.stream(.get, path) {
        FileHandle.standardOutput.write(Data(bytes.readableBytesView))
      }
      return
    }
    let file = try CopyFile(URL(filePath: out), as: format, isContinued: again != nil)
    Terminal.say("disclosure \(id)")
    for try await bytes in try await stream(path, into: file, connection) { try file.write(bytes) }
    let reply = try await connection.send(
      .get,
      "/v1/disclosures/\(id.escaped)",
      as: DisclosureReply.self
    )
    let tree = try file.tree()
    guard let made = reply.copies.last(where: { $0.root == tree.root.base64 }) else {
      try file.begin()
      throw CommandRefused("what came is not the copy that the log has: make it again")
    }
    try file.keep()
    print(options.json ? try Reply.text(made) : made.told(of: id, in: out))
  }
}

extension DiscloseCommand {
  /// What is not there yet; all of it, where whoever came last is in the copy no more.
  private func stream(
    _ path: String,
    into file: CopyFile,
    _ connection: Connection
  ) async throws -> HTTPClientResponse.Body {
    guard let last = file.lastReference else { return try await connection.stream(.get, path) }
    do {
      return try await connection.stream(.get, "\(path)?after=\(last)")
    } catch let refused as Connection.Refused where refused.problem.errors?.first?.field == "after"
    {
      try file.begin()
      return try await connection.stream(.get, path)
    }
  }
}

extension DisclosureReply.Copy {
  fileprivate func told(of id: String, in file: String) -> String {
    """
    \(file): \(rows) lines, disclosure \(id)
    root \(root), in the log at \(leaf); key of the marks \(key)
    """
  }
}

extension Copy.Format: ExpressibleByArgument {}
