import ArgumentParser
import Foundation

/// `candor log key`.
struct LogCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log",
    abstract: "The public log that every event is committed to.",
    subcommands: [Key.self, Head.self]
  )

  struct Key: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print the verifier key: publish it where people will look for it."
    )

    @OptionGroup var options: DataOptions

    func run() async throws {
      try await LogCommand.show("/log/key", options)
    }
  }

  struct Head: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "checkpoint",
      abstract: "Print the signed state of the log as it is now."
    )

    @OptionGroup var options: DataOptions

    func run() async throws {
      try await LogCommand.show("/log/checkpoint", options)
    }
  }

  fileprivate static func show(_ path: String, _ options: DataOptions) async throws {
    let bytes = try await Connection.open(options) { try await $0.send(.get, path) }
    print(String(decoding: bytes, as: UTF8.self), terminator: "")
  }
}
