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
  @Flag(help: "Show mails on a page instead of sending them.") var demo = false

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
    let rules = try refusing { try RulesFile.load(self.rules, for: directory) }
    let keyring = try refusing { try KeyringFile.load(directory) }
    let store = try refusing { try SQLiteStore(directory) }
    let level = Logger.Level(rawValue: logLevel) ?? .notice
    LoggingSystem.bootstrap { label in
      var handler = StreamLogHandler.standardError(label: label)
      handler.logLevel = level
      return handler
    }
    let mailer = Sendmail(URL(filePath: sendmail), from: rules.company.contact)
    let house = try await House(
      rules,
      store: store,
      keyring: keyring,
      mailer: demo ? nil : mailer,
      origin: origin ?? "http://\(host):\(port)"
    )
    let (host, demo, company) = (host, demo, rules.company.name)
    let application = try await buildApplication(
      house,
      configuration: .init(address: .hostname(host, port: port), serverName: "candor")
    ) { channel in
      let port = channel.localAddress?.port ?? 0
      let mailbox = demo ? "Mails that would be sent lie at http://\(host):\(port)/mailbox\n" : ""
      let text =
        "\(company) keeps its records with Candor.\nOpen http://\(host):\(port)/\n\(mailbox)"
      FileHandle.standardOutput.write(Data(text.utf8))
    }
    try await application.runService()
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
