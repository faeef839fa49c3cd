import Candor
import CandorAPI
import Foundation
import HTTPTypes
import Hummingbird
import Synchronization

/// What is being done just now, so that what comes again does not overtake itself.
final class Running<Key: Hashable & Sendable>: Sendable {
  private let keys = Mutex(Set<Key>())

  /// - Returns: false when it is being done already.
  func begin(_ key: Key) -> Bool {
    keys.withLock { $0.insert(key).inserted }
  }

  func end(_ key: Key) {
    _ = keys.withLock { $0.remove(key) }
  }
}

/// The same request is being answered just now.
struct StillRunning: Error {}

extension House {
  /// Answers a request that writes: once, however often it comes under the same `Idempotency-Key`.
  ///
  /// What `body` writes keeps its reply in the same transaction, by the `Repeatable` that it is
  /// given; nil when the request has no key.
  ///
  /// - Parameter bytes: the request's body.
  func once(
    _ request: Request,
    _ context: CandorContext,
    _ bytes: Data,
    _ body: (Repeatable?) async throws -> Response
  ) async throws -> Response {
    guard let asked = try repeatable(request, context, asking: bytes) else {
      return try await body(nil)
    }
    return try await once(asked) { kept, receipts in
      try kept.response(receipts.map(ReceiptReply.init))
    } body: {
      try await body(asked)
    }
  }

  /// What tells the request from others, if it has a key.
  func repeatable(
    _ request: Request,
    _ context: CandorContext,
    asking bytes: Data
  ) throws -> Repeatable? {
    guard let key = try request.idempotencyKey() else { return nil }
    let target = "\(request.method) \(request.uri.path)\0\(request.isMinimal)\0"
    return vault.keyring.repeatable(
      key,
      by: context.key?.name ?? "",
      asking: Data(target.utf8) + bytes,
      at: now()
    )
  }

  /// The same for anything that is asked for.
  ///
  /// - Parameters:
  ///   - again: makes the answer from what was kept.
  ///   - body: makes it for the first time.
  func once<Answer>(
    _ asked: Repeatable,
    again: (Kept, [Receipt]) throws -> Answer,
    body: () async throws -> Answer
  ) async throws -> Answer {
    guard running.begin(asked.request) else { throw StillRunning() }
    defer { running.end(asked.request) }
    if let (kept, receipts) = try await vault.kept(asked) {
      return try again(Kept(bytes: kept), receipts)
    }
    return try await body()
  }
}

extension Request {
  /// RFC 7240: the caller wants what was done, not what came of it.
  var isMinimal: Bool {
    headers[values: .prefer].contains { field in
      field.split(separator: ",").contains { String($0).trimmed == "return=minimal" }
    }
  }

  /// A string as RFC 8941 writes it, or the same without quotes.
  func idempotencyKey() throws -> String? {
    guard let field = headers[.idempotencyKey] else { return nil }
    let isQuoted = field.count > 1 && field.hasPrefix("\"") && field.hasSuffix("\"")
    let key = isQuoted ? String(field.dropFirst().dropLast()) : field
    let isPlain = key.utf8.allSatisfy { (0x21...0x7e).contains($0) && $0 != UInt8(ascii: "\"") }
    guard isPlain, (1...255).contains(key.utf8.count) else {
      throw Invalid([
        Problem("Idempotency-Key", "must be 1 to 255 printable ASCII characters, without blanks")
      ])
    }
    return key
  }
}

extension HTTPField.Name {
  static let idempotencyKey = Self.known("Idempotency-Key")
  static let prefer = Self.known("Prefer")
  static let preferenceApplied = Self.known("Preference-Applied")

  private static func known(_ name: String) -> Self {
    guard let name = Self(name) else { preconditionFailure("\(name) is no header") }
    return name
  }
}
