import ArgumentParser
import AsyncHTTPClient
import Candor
import CandorAPI
import CandorServer
import Foundation
import Hummingbird
import Logging
import NIOCore
import SQLiteStore

/// Where a command finds the data.
struct DataOptions: ParsableArguments {
  @Option(help: "A running server; the key is read from CANDOR_KEY.") var server: String?
  @Option(help: "The data directory, when no server runs on it.") var data: String?
  @Option(help: "The house rules, if the directory does not know them yet.") var rules: String?
  @Flag(help: "Print JSON.") var json = false
  @OptionGroup var keys: KeyringOptions

  func validate() throws {
    guard (server == nil) != (data == nil) else {
      throw ValidationError("Name either --server URL or --data DIR.")
    }
  }
}

/// A line to a house: to a server elsewhere, or to one that lives for this command alone.
///
/// Without a server, the command starts one on a socket that only this user can reach, and speaks
/// to that. So both ways run the same code and print the same.
struct Connection: Sendable {
  let client: HTTPClient
  let base: String
  let key: String
  /// How long an answer may let itself be waited for.
  var patience = TimeAmount.hours(1)

  /// An answer that is no success.
  struct Refused: Error {
    let problem: ProblemReply
  }

  /// - Parameter learns: whether a house that lives for this command alone learns from its records.
  static func open<Result: Sendable>(
    _ options: DataOptions,
    learns: Bool = false,
    _ body: @escaping @Sendable (Connection) async throws -> Result
  ) async throws -> Result {
    do {
      if let server = options.server {
        guard let key = ProcessInfo.processInfo.environment["CANDOR_KEY"] else {
          throw CommandRefused("put an API key into the environment variable CANDOR_KEY")
        }
        let base = server.hasSuffix("/") ? String(server.dropLast()) : server
        return try await with(base, key, body)
      }
      return try await local(URL(filePath: options.data ?? "."), options, learns: learns, body)
    } catch let refused as Refused {
      Terminal.say(Terminal.red(refused.problem.told))
      throw ExitCode(1)
    } catch let exit as ExitCode {
      throw exit
    } catch let error as HTTPClientError {
      Terminal.say(Terminal.red("the server does not answer: \(error)"))
      throw ExitCode(1)
    } catch {
      Terminal.say(Terminal.red(String(describing: error)))
      throw ExitCode(1)
    }
  }

  private static func with<Result: Sendable>(
    _ base: String,
    _ key: String,
    _ body: @Sendable (Connection) async throws -> Result
  ) async throws -> Result {
    let client = HTTPClient(eventLoopGroupProvider: .singleton)
    do {
      let result = try await body(Connection(client: client, base: base, key: key))
      try await client.shutdown()
      return result
    } catch {
      try? await client.shutdown()
      throw error
    }
  }

  private static func local<Result: Sendable>(
    _ directory: URL,
    _ options: DataOptions,
    learns: Bool,
    _ body: @escaping @Sendable (Connection) async throws -> Result
  ) async throws -> Result {
    let found = try RulesFile.read(options.rules, for: directory)
    // Before the store makes candor.db: beside one, no keyring is made.
    let keyring = try options.keys.source(for: directory).keyringOrNew(for: directory)
    let store = try SQLiteStore(directory, keyring.rowTags)
    let secret = Access.freshSecret()
    let own = Access(
      Access.Hash(of: secret),
      .key,
      name: "this-command",
      scopes: Set(Scope.allCases),
      until: nil
    )
    let house = try await House(
      found.rules,
      store: store,
      keyring: keyring,
      mailer: nil,
      ownKey: own,
      learns: learns
    )
    try found.remember(in: directory)
    let folder = URL(filePath: NSTemporaryDirectory()).appending(
      path: "candor-\(UUID().uuidString)"
    )
    try FileManager.default.createDirectory(
      at: folder,
      withIntermediateDirectories: false,
      attributes: [.posixPermissions: 0o700]
    )
    defer { try? FileManager.default.removeItem(at: folder) }
    let socket = folder.appending(path: "socket").path
    let base = "http+unix://" + socket.replacing("/", with: "%2F")
    return try await withThrowingTaskGroup(of: Result?.self) { group in
      let (started, start) = AsyncStream.makeStream(of: Void.self)
      group.addTask {
        var logger = Logger(label: "candor")
        logger.logLevel = .critical
        let application = try await buildApplication(
          house,
          configuration: .init(address: .unixDomainSocket(path: socket)),
          logger: logger
        ) { _ in
          start.finish()
        }
        try await application.run()
        return nil
      }
      group.addTask {
        for await _ in started {}
        return try await with(base, secret, body)
      }
      defer { group.cancelAll() }
      while let result = try await group.next() {
        if let result { return result }
      }
      throw CommandRefused("the command ended without an answer")
    }
  }
}

/// A command that cannot be carried out, and why.
struct CommandRefused: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) {
    self.description = description
  }
}
