import AsyncHTTPClient
import CandorAPI
import Foundation
import NIOCore
import NIOHTTP1

extension Connection {
  enum Method: String {
    case get = "GET"
    case post = "POST"
    case put = "PUT"
    case delete = "DELETE"
  }

  /// Sends a request and reads the whole reply.
  ///
  /// - Throws: `Refused` with the problem, when it is no success.
  @discardableResult
  func send(
    _ method: Method,
    _ path: String,
    _ body: (any Encodable)? = nil
  ) async throws -> Data {
    let reply = try await stream(method, path, body)
    return Data(try await reply.collect(upTo: 1 << 30).readableBytesView)
  }

  func send<Reply: Decodable>(
    _ method: Method,
    _ path: String,
    _ body: (any Encodable)? = nil,
    as type: Reply.Type
  ) async throws -> Reply {
    try JSONDecoder().decode(type, from: try await send(method, path, body))
  }

  /// Sends a request and hands over the reply as it comes.
  func stream(
    _ method: Method,
    _ path: String,
    _ body: (any Encodable)? = nil
  ) async throws -> HTTPClientResponse.Body {
    let bytes = try body.map { try JSONEncoder().encode($0) }
    return try await stream(method, path, bytes: bytes, type: "application/json")
  }

  /// Sends bytes of any type.
  func send<Reply: Decodable>(
    _ method: Method,
    _ path: String,
    bytes: Data,
    type: String,
    as reply: Reply.Type
  ) async throws -> Reply {
    let body = try await stream(method, path, bytes: bytes, type: type)
    let bytes = Data(try await body.collect(upTo: 1 << 30).readableBytesView)
    return try JSONDecoder().decode(reply, from: bytes)
  }

  private func stream(
    _ method: Method,
    _ path: String,
    bytes: Data?,
    type: String
  ) async throws -> HTTPClientResponse.Body {
    var request = HTTPClientRequest(url: base + path)
    request.method = .RAW(value: method.rawValue)
    request.headers.add(name: "Authorization", value: "Bearer \(key)")
    if let bytes {
      request.headers.add(name: "Content-Type", value: type)
      request.body = .bytes(ByteBuffer(bytes: bytes))
    }
    let response = try await client.execute(request, timeout: patience)
    guard (200..<300).contains(response.status.code) else {
      let bytes = Data(try await response.body.collect(upTo: 1 << 26).readableBytesView)
      let problem = try? JSONDecoder().decode(ProblemReply.self, from: bytes)
      throw Refused(
        problem: problem
          ?? ProblemReply(
            type: "about:blank",
            title: "The server answered \(response.status.code)",
            status: Int(response.status.code)
          )
      )
    }
    return response.body
  }
}

extension ProblemReply {
  /// The problem in lines for a terminal.
  var told: String {
    let head = detail.map { "\(title): \($0)" } ?? title
    return ([head] + (errors ?? []).map { "  \($0.field) \($0.rule)" }).joined(separator: "\n")
  }
}
