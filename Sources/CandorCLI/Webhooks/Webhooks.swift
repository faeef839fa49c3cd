import AsyncHTTPClient
import Candor
import CandorServer
import Foundation
import NIOCore
import NIOHTTP1

/// Sends messages to recipients over HTTP.
///
/// A name is looked up once, and the address that was looked at is the one that is connected to: so
/// nobody is led into our own network by a name that stands for something else a moment later.
/// Redirects are not followed.
actor Webhooks: Messenger {
  /// Where nothing is sent.
  struct NotPublic: Error {}
  /// Nobody of that name.
  struct Unknown: Error {}

  private static let patience = TimeAmount.seconds(20)
  private static let longestAnswer = 1 << 16

  /// Whether messages may go to machines in our own network, and to this one.
  private let allowsPrivate: Bool
  /// By the host: the address that it stands for, and the line to it.
  private var lines: [String: (address: String, client: HTTPClient)] = [:]

  init(allowsPrivate: Bool) {
    self.allowsPrivate = allowsPrivate
  }

  func send(_ delivery: Delivery, to address: String) async throws -> Acknowledgement {
    guard let host = URL(string: address)?.host() else { throw Unknown() }
    let client = try await line(to: host)
    var request = HTTPClientRequest(url: address)
    request.method = .POST
    request.headers = [
      "content-type": "application/json", "user-agent": "candor",
      "webhook-id": delivery.id.rawValue, "webhook-timestamp": delivery.timestamp,
      "webhook-signature": delivery.signature,
    ]
    request.body = .bytes(ByteBuffer(bytes: delivery.body))
    let response = try await client.execute(request, timeout: Self.patience)
    await Self.read(response.body)
    return Acknowledgement(
      status: Int(response.status.code),
      retryAfter: response.headers.first(name: "retry-after").flatMap {
        Self.seconds($0, from: Date())
      }
    )
  }

  /// Reads an answer, so that the line can be used again; what it says does not count.
  ///
  /// One that comes byte by byte is not waited for.
  private static func read(_ body: HTTPClientResponse.Body) async {
    await withTaskGroup { group in
      group.addTask { _ = try? await body.collect(upTo: longestAnswer) }
      group.addTask { try? await Task.sleep(for: .nanoseconds(patience.nanoseconds)) }
      await group.next()
      group.cancelAll()
    }
  }

  /// Ends all lines.
  func close() async {
    for (_, line) in lines { try? await line.client.shutdown() }
    lines = [:]
  }

  private func line(to host: String) async throws -> HTTPClient {
    let addresses = await withCheckedContinuation { continuation in
      // Away from the threads that answer requests, which must not block.
      DispatchQueue.global(qos: .utility).async {
        continuation.resume(returning: NetworkAddress.all(of: host))
      }
    }
    guard let address = addresses.first else { throw Unknown() }
    // One that is inside is enough to distrust the name.
    guard allowsPrivate || addresses.allSatisfy({ NetworkAddress($0)?.isPublic ?? false }) else {
      throw NotPublic()
    }
    // Names with several addresses tell them in another order each time.
    if let line = lines[host], addresses.contains(line.address) { return line.client }
    var configuration = HTTPClient.Configuration()
    configuration.redirectConfiguration = .disallow
    configuration.timeout = .init(connect: .seconds(10), read: Self.patience)
    // The name stays that of the certificate and of the Host field.
    configuration.dnsOverride = [host: address]
    let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    let before = lines.updateValue((address, client), forKey: host)
    if let before { Task { try? await before.client.shutdown() } }
    return client
  }

  /// `Retry-After`: seconds, or a date of HTTP.
  static func seconds(_ text: String, from now: Date) -> TimeInterval? {
    if let seconds = Int(text) { return seconds >= 0 ? Double(seconds) : nil }
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: "en_US_POSIX")
    formatter.timeZone = .gmt
    formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
    return formatter.date(from: text).map { max(0, $0.timeIntervalSince(now)) }
  }
}
