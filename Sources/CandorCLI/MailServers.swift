import Foundation
import NIOCore
import NIOPosix

/// Answers mail servers, each on its own connection, one question after the other.
enum MailServers {
  /// Longer lines are no questions (tcp_table(5)).
  private static let longest = 4096

  typealias Answer = @Sendable (MailQuestion) async -> MailQuestion.Answer
  private typealias Client = NIOAsyncChannel<ByteBuffer, ByteBuffer>

  /// Answers until the task is cancelled; prints where it listens.
  static func answer(
    at place: (host: String, port: Int),
    _ answer: @escaping Answer
  ) async throws {
    let server = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .bind(host: place.host, port: place.port) { channel in
        channel.eventLoop.makeCompletedFuture { try Client(wrappingChannelSynchronously: channel) }
      }
    print("answers mail servers at \(place.host):\(server.channel.localAddress?.port ?? 0)")
    fflush(nil)
    try await server.executeThenClose { clients in
      try await withThrowingDiscardingTaskGroup { group in
        for try await client in clients {
          // A connection that breaks is the mail server's to make again.
          group.addTask { try? await serve(client, answer) }
        }
      }
    }
  }

  private static func serve(_ client: Client, _ answer: Answer) async throws {
    try await client.executeThenClose { inbound, outbound in
      var read = ByteBuffer()
      for try await part in inbound {
        read.writeImmutableBuffer(part)
        while let length = read.readableBytesView.firstIndex(of: UInt8(ascii: "\n")) {
          let line = read.readString(length: length - read.readerIndex) ?? ""
          read.moveReaderIndex(forwardBy: 1)
          let question = MailQuestion(line: line)
          let said = if let question { await answer(question) } else { Self.noQuestion }
          try await outbound.write(ByteBuffer(string: said.line))
        }
        guard read.readableBytes <= longest else { return }
        read.discardReadBytes()
      }
    }
  }

  private static let noQuestion = MailQuestion.Answer.later("ask: get, a space and an address")
}
