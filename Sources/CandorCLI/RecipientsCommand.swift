import ArgumentParser
import CandorAPI
import Foundation

/// `candor recipients [NAME]`.
struct RecipientsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "recipients",
    abstract: "Who gets something of people, and whether they do what they are told.",
    discussion: """
      With a name, also what that recipient is given to check our messages with, by Standard Webhooks: a \
      secret that is theirs alone, and the public key. Needs a key with the scope 'keys'.
      """
  )

  @Argument(help: "The name of a recipient in the rules.") var name: String?
  @OptionGroup var options: DataOptions

  func run() async throws {
    let (name, json) = (name, options.json)
    try await Connection.open(options) { connection in
      if let name {
        let path = "/v1/recipients/\(name.escaped)"
        let reply = try await connection.send(.get, path, as: RecipientReply.self)
        print(json ? try Reply.text(reply) : reply.told)
      } else {
        let reply = try await connection.send(.get, "/v1/recipients", as: RecipientsReply.self)
        print(
          json
            ? try Reply.text(reply) : reply.recipients.map(\.line).joined(separator: "\n")
        )
      }
    }
  }
}

extension RecipientReply {
  /// Everything, a line each.
  fileprivate var told: String {
    var lines = ["\(title) (\(role))", line]
    if let webhook { lines.append("webhook     \(webhook)") }
    if let key { lines.append("their key   \(key)") }
    if let keys {
      lines += [
        "public key  \(keys.publicKey)", "secret      \(keys.secret)",
        "authority   \(keys.authority)",
      ]
    }
    return lines.joined(separator: "\n")
  }

  fileprivate var line: String {
    let says =
      switch (state, unconfirmed) {
      case ("suspended", _): "gets nothing: the rules suspend it"
      case ("overdue", _): "gets nothing until it confirms what was due by \(deadline ?? "")"
      case (_, 0): "has confirmed everything"
      default: "has to confirm by \(deadline ?? "")"
      }
    let open =
      unconfirmed == 0 ? "" : " (\(unconfirmed == 1000 ? "1000 or more" : "\(unconfirmed)") open)"
    return "\(name)  \(says)\(open)"
  }
}
