import ArgumentParser
import Candor
import CandorAPI
import Foundation

/// `candor keys …`.
struct KeysCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keys",
    abstract: "Make, list and remove API keys; rotate the master keys.",
    subcommands: [
      Create.self, List.self, Remove.self, Rotate.self, NewEpoch.self, Retire.self,
    ]
  )

  struct Create: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Make a key and print its secret, once. Only its SHA-256 is kept."
    )

    @Option(help: "A name for the key.") var name: String
    @Option(
      parsing: .upToNextOption,
      help: "What it may do: \(Scope.allCases.map(\.rawValue).joined(separator: ", "))."
    )
    var scope: [String]
    @Option(help: "Its last day (UTC), YYYY-MM-DD; without one it has no end.") var until: String?
    @OptionGroup var options: DataOptions

    func run() async throws {
      let request = KeyRequest(name: name, scopes: scope, until: until.map(Self.end(of:)))
      let reply = try await Connection.open(options) { connection in
        try await connection.send(.post, "/v1/keys", request, as: KeyReply.self)
      }
      print(options.json ? try Reply.text(reply) : reply.secret ?? "")
    }

    /// The moment at which a last day is over; any other text as it is.
    static func end(of text: String) -> String {
      guard let day = Day(text) else { return text }
      return String(describing: Day(day.date.addingTimeInterval(86_400)))
    }
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List the keys, without secrets.")

    @OptionGroup var options: DataOptions

    func run() async throws {
      let reply = try await Connection.open(options) { connection in
        try await connection.send(.get, "/v1/keys", as: KeysReply.self)
      }
      if options.json { return print(try Reply.text(reply)) }
      for key in reply.keys {
        print("\(key.name)  \(key.scopes.joined(separator: " "))  \(key.until ?? "no end")")
      }
    }
  }

  struct Remove: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Remove a key, at once.")

    @Argument(help: "The name of the key.") var name: String
    @OptionGroup var options: DataOptions

    func run() async throws {
      let name = name
      try await Connection.open(options) { connection in
        _ = try await connection.send(.delete, "/v1/keys/\(name.escaped)")
      }
      Terminal.say("Removed \(name).")
    }
  }
}
