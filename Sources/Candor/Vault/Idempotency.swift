import Crypto
import Foundation

/// What makes a request recognisable when it comes again: who asks, and under which key
/// (draft-ietf-httpapi-idempotency-key-header-07).
public struct RequestKey: Hashable, Sendable {
  /// 16 bytes each, blinded: neither the key nor the caller can be read from them.
  public let caller: Data
  public let key: Data

  public init(caller: Data, key: Data) {
    self.caller = caller
    self.key = key
  }

  var bytes: Data { caller + key }
}

/// A reply that is kept, so that the same request is answered alike and done once.
public struct KeptReply: Hashable, Sendable {
  /// Of the request's body: 16 bytes, blinded.
  public let fingerprint: Data
  /// Whose record the reply tells of; it goes when they are erased.
  public let person: Person.ID?
  public let sealed: Data
  /// The events that the request wrote, by sequence number.
  public let events: Range<Int>
  public let until: Date

  public init(
    fingerprint: Data,
    person: Person.ID?,
    sealed: Data,
    events: Range<Int>,
    until: Date
  ) {
    self.fingerprint = fingerprint
    self.person = person
    self.sealed = sealed
    self.events = events
    self.until = Date(milliseconds: until.milliseconds)
  }
}

/// A request that may come again, and what it asks for.
public struct Repeatable: Sendable {
  public let request: RequestKey
  public let fingerprint: Data
  public let until: Date

  /// When it was asked.
  var time: Date { until - Self.span }

  /// For how long a reply is kept: three days.
  public static let span: TimeInterval = 72 * 60 * 60

  init(_ request: RequestKey, fingerprint: Data, until: Date) {
    self.request = request
    self.fingerprint = fingerprint
    self.until = until
  }
}

extension Keyring {
  /// - Parameters:
  ///   - caller: the name of who asks.
  ///   - key: theirs, for this request.
  ///   - body: everything that the request asks for.
  public func repeatable(
    _ key: String,
    by caller: String,
    asking body: some DataProtocol,
    at now: Date
  ) -> Repeatable {
    Repeatable(
      RequestKey(
        caller: blind("caller/v1", Data(caller.utf8)),
        key: blind("request/v1", Data(key.utf8))
      ),
      fingerprint: blind("body/v1", body),
      until: now.addingTimeInterval(Repeatable.span)
    )
  }
}

extension StoreWriter {
  /// Keeps a reply, and forgets those whose time is over, perhaps one to the same request.
  public func keep(_ reply: KeptReply, to request: RequestKey) throws {
    try removeReplies(before: reply.until - Repeatable.span)
    try put(reply, to: request)
  }
}

/// The key stands for another request already.
public struct OtherRequest: Error, Equatable {
  public init() {}
}

extension Vault {
  /// The reply to a request that came before, with the receipts of what it wrote then.
  ///
  /// - Throws: `OtherRequest` when it asked for something else.
  public func kept(_ asked: Repeatable) async throws -> (bytes: Data, receipts: [Receipt])? {
    let found = try await store.read { [keyring] reader -> (Data, [Committed])? in
      // By the request's own time, as when it is kept: no reply is in between.
      guard let kept = try reader.reply(to: asked.request), kept.until >= asked.time else {
        return nil
      }
      guard kept.fingerprint == asked.fingerprint else { throw OtherRequest() }
      guard let person = kept.person else {
        return (try keyring.open(kept.sealed, answering: asked.request), [])
      }
      let seal = try Self.seal(of: person, keyring, reader)
      let last = kept.events.upperBound - 1
      let committed = try reader.events(of: person, after: kept.events.lowerBound - 1)
        .prefix { $0.sequence <= last }
        .map { try Committed($0, seal) }
      return (try seal.open(kept.sealed, as: .reply, sequence: last), committed)
    }
    guard let (bytes, committed) = found else { return nil }
    return (bytes, try await receipts(of: committed))
  }

  /// Which of the requests were done before.
  public func done(_ asked: [Repeatable]) async throws -> Set<RequestKey> {
    try await store.read { reader in
      Set(
        try asked.filter { one in
          try reader.reply(to: one.request).map { $0.until >= one.time } ?? false
        }.map(\.request)
      )
    }
  }

  /// A reply that is about nobody, ready to be kept.
  public func reply(_ bytes: Data, to asked: Repeatable) throws -> KeptReply {
    KeptReply(
      fingerprint: asked.fingerprint,
      person: nil,
      sealed: try keyring.seal(bytes, answering: asked.request),
      events: 0..<0,
      until: asked.until
    )
  }
}

extension Keyring {
  private var replyKey: SymmetricKey {
    HKDF<SHA256>.deriveKey(
      inputKeyMaterial: index,
      info: Data("candor/reply/v1".utf8),
      outputByteCount: 32
    )
  }

  fileprivate func seal(_ bytes: Data, answering request: RequestKey) throws -> Data {
    let box = try AES.GCM.seal(bytes, using: replyKey, authenticating: request.bytes)
    return box.nonce + box.ciphertext + box.tag
  }

  fileprivate func open(_ sealed: Data, answering request: RequestKey) throws -> Data {
    let box = try AES.GCM.SealedBox(combined: sealed)
    return try AES.GCM.open(box, using: replyKey, authenticating: request.bytes)
  }
}
