import ArgumentParser
import Candor
import CandorServer
import Foundation
import Hummingbird
import Logging
import NIOCore
import SQLiteStore

/// `candor serve --data DIR --rules FILE`.
struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Start the server on embedded storage."
  )

  @Option(help: "The data directory; made if it is not there.") var data: String
  @Option(help: "The house rules; remembered in the data directory.") var rules: String?
  @Option(help: "The address to listen on.") var host = "127.0.0.1"
  @Option(help: "The port; 0 takes any that is free.") var port = 8080
  @Option(help: "Where people reach the pages, such as https://my.company.example.")
  var origin: String?
  @Option(help: "A sendmail-compatible command that takes mails.")
  var sendmail = "/usr/sbin/sendmail"
  @Option(help: "trace, debug, info, notice, warning or error.") var logLevel = "notice"
  @Flag(help: "Let webhooks of recipients be in our own network, or on this machine.")
  var allowPrivateWebhooks = false
  @Flag(help: "Show mails on a page instead of sending them.") var demo = false
  @OptionGroup var keys: KeyringOptions

  func validate() throws {
    guard Logger.Level(rawValue: logLevel) != nil else {
      throw ValidationError("--log-level must be trace, debug, info, notice, warning or error")
    }
    guard (0...65535).contains(port) else { throw ValidationError("--port must be 0 to 65535") }
    if let origin, !origin.hasPrefix("http://") && !origin.hasPrefix("https://") {
      throw ValidationError("--origin must begin with http:// or https://")
    }
  }

  func run() async throws {
    let directory = URL(filePath: data)
    let found = try refusing { try RulesFile.read(rules, for: directory) }
    // Before the store makes candor.db: beside one, no keyring is made.
    let source = keys.source(for: directory)
    let keyring = try refusing { try source.keyringOrNew(for: directory) }
    if let warning = source.warning { Terminal.say(warning) }
    let store = try refusing { try SQLiteStore(directory, keyring.rowTags) }
    let level = Logger.Level(rawValue: logLevel) ?? .notice
    LoggingSystem.bootstrap { label in
      var handler = StreamLogHandler.standardError(label: label)
      handler.logLevel = level
      return handler
    }
    Self.tell(Logger(label: "candor"))
    let mailer = Sendmail(URL(filePath: sendmail), from: found.rules.company.contact)
    let webhooks = Webhooks(allowsPrivate: allowPrivateWebhooks)
    let port = try port == 0 && origin == nil ? refusing { try FreePort.find() } : port
    let house = try await House(
      found.rules,
      store: store,
      keyring: keyring,
      mailer: demo ? nil : mailer,
      messenger: webhooks,
      origin: Self.origin(origin, host, port),
      logger: Logger(label: "candor")
    )
    try refusing { try found.remember(in: directory) }
    let (host, demo, company) = (host, demo, found.rules.company.name)
    let application = try await buildApplication(
      house,
      configuration: .init(address: .hostname(host, port: port), serverName: "candor")
    ) { channel in
      let port = channel.localAddress?.port ?? 0
      let place = Self.origin(nil, host, port)
      let mailbox = demo ? "Mails that would be sent lie at \(place)/mailbox\n" : ""
      let text = "\(company) keeps its records with Candor.\nOpen \(place)/\n\(mailbox)"
      FileHandle.standardOutput.write(Data(text.utf8))
    }
    do {
      try await application.runService()
      await webhooks.close()
    } catch {
      await webhooks.close()
      throw error
    }
  }

  /// Which SQLite this is, since some lose data that others do not.
  private static func tell(_ logger: Logger) {
    logger.notice("SQLite \(SQLiteVersion.text)")
    if SQLiteVersion.losesResets {
      logger.warning(
        """
        SQLite before 3.51.3 can damage a database that two connections write to at once; Candor \
        keeps to one that writes for each file and locks the directory, so open it with nothing else
        """
      )
    }
  }

  /// What links in mails begin with: what was named, else the address that is listened on.
  static func origin(_ named: String?, _ host: String, _ port: Int) -> String {
    if var named {
      while named.hasSuffix("/") { named.removeLast() }
      return named
    }
    // Every address of this machine is none that a browser can open.
    let isAny = host == "0.0.0.0" || host == "::"
    let name = isAny ? "127.0.0.1" : host.contains(":") ? "[\(host)]" : host
    return "http://\(name):\(port)"
  }
}

/// Runs what may be refused, and ends the command with the reason alone.
func refusing<Result>(_ body: () throws -> Result) throws -> Result {
  do {
    return try body()
  } catch {
    Terminal.say(Terminal.red(String(describing: error)))
    throw ExitCode(1)
  }
}

/// Runs a whole command, and ends it with the reason alone when it is refused.
func attempt(_ body: () async throws -> Void) async throws {
  do {
    try await body()
  } catch let exit as ExitCode {
    throw exit
  } catch {
    Terminal.say(Terminal.red(String(describing: error)))
    throw ExitCode(1)
  }
}
