import ArgumentParser
import CandorAPI
import Foundation
import NIOCore

/// `candor relay [ADDRESS] [--listen HOST:PORT]`.
struct RelayCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "relay",
    abstract: "Whom mail to an address is for that one copy alone has.",
    discussion: """
      With an address, prints where mail to it goes, as things stand now. With --listen, answers a mail \
      server's questions until it is stopped, in the protocol of Postfix's tcp_table(5):

        virtual_alias_domains = relay.company.example
        virtual_alias_maps = tcp:127.0.0.1:2527

      Mail to somebody whose yes is over is refused from that moment on. While the Candor server does \
      not answer, mail waits. Answers are people's own addresses, so only this machine may ask. Give \
      the relay domain a Postfix of its own, which writes envelopes anew: else a bounce tells the \
      sender the address behind the one of the copy. Needs a key with the scope 'relay'.
      """
  )

  @Argument(help: "An address of a copy.") var address: String?
  @Option(help: "Where to answer the mail server, such as 127.0.0.1:2527.") var listen: String?
  @OptionGroup var options: DataOptions

  func validate() throws {
    guard (address == nil) != (listen == nil) else {
      throw ValidationError("Name either an address or --listen HOST:PORT.")
    }
    if let listen, Self.place(listen) == nil {
      throw ValidationError("--listen must be a port of this machine, such as 127.0.0.1:2527.")
    }
  }

  private static func place(_ text: String) -> (host: String, port: Int)? {
    guard let colon = text.lastIndex(of: ":"), colon > text.startIndex,
      let port = Int(text[text.index(after: colon)...]), (0...65535).contains(port)
    else { return nil }
    let host = String(text[..<colon]).trimmingCharacters(in: ["[", "]"])
    return ["127.0.0.1", "::1", "localhost"].contains(host) ? (host, port) : nil
  }

  func run() async throws {
    let (address, json) = (address, options.json)
    let place = listen.flatMap { Self.place($0) }
    try await Connection.open(options) { connection in
      if let address {
        let reply = try await connection.relayed(address)
        print(json ? try Reply.text(reply) : reply.line)
      } else if let place {
        var brief = connection
        // A mail server asks again after some thirty seconds.
        brief.patience = .seconds(20)
        try await MailServers.answer(at: place, brief.answer(to:))
      }
    }
  }
}

extension Connection {
  fileprivate func relayed(_ address: String) async throws -> RelayReply {
    try await send(.get, "/v1/relay/\(address.escaped)", as: RelayReply.self)
  }

  fileprivate func answer(to question: MailQuestion) async -> MailQuestion.Answer {
    // A mail server also asks for parts of an address, for which nobody has one.
    guard question.key.contains("@"), !question.key.hasPrefix("@") else {
      return .none("no address")
    }
    do {
      return .address(try await relayed(question.key).address)
    } catch let refused as Refused where refused.saysNobody {
      return .none(refused.problem.detail ?? refused.problem.title)
    } catch let refused as Refused {
      return .later(refused.problem.detail ?? refused.problem.title)
    } catch {
      return .later("the Candor server does not answer")
    }
  }
}

extension Connection.Refused {
  /// Whether Candor itself says so, and not something on the way that knows no such page.
  fileprivate var saysNobody: Bool {
    [404, 410].contains(problem.status) && problem.detail != nil
  }
}

extension RelayReply {
  fileprivate var line: String {
    let whose = "in the copy of \(recipient) for \(purpose)"
    return isSeed
      ? "\(address)  it is nobody's, \(whose): somebody used that copy" : "\(address)  \(whose)"
  }
}

/// What a mail server asks, by Postfix's tcp_table(5): `get`, a space and a key, a line.
struct MailQuestion: Equatable {
  let key: String

  enum Answer: Equatable {
    case address(String)
    /// The mail server tells the sender that nobody has the address.
    case none(String)
    /// The mail server keeps the mail and asks again.
    case later(String)
  }

  /// Nil for what is no question.
  init?(line: String) {
    guard line.hasPrefix("get "), let key = line.dropFirst(4).removingPercentEncoding,
      !key.isEmpty
    else { return nil }
    self.key = key
  }
}

extension MailQuestion.Answer {
  /// With its end.
  var line: String {
    switch self {
    case .address(let address): "200 \(Self.written(address))\n"
    case .none(let why): "500 \(Self.written(why))\n"
    case .later(let why): "400 \(Self.written(why))\n"
    }
  }

  /// Whatever is no printed ASCII, and the percent sign itself, goes as hexadecimal digits.
  private static func written(_ text: String) -> String {
    let plain = CharacterSet(charactersIn: Unicode.Scalar(33)...Unicode.Scalar(126))
      .subtracting(["%"])
    return text.addingPercentEncoding(withAllowedCharacters: plain) ?? ""
  }
}
