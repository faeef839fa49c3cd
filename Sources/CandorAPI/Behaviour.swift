/// What an analytics client is answered: it asks for this and looks at nothing else.
public struct HeardReply: Codable, Sendable {
  public var success: Bool

  public init(success: Bool = true) {
    self.success = success
  }
}

/// What an analytics client is answered when its request cannot be read, or not now.
public struct FaultReply: Codable, Sendable, Hashable {
  /// `malformed`, `too-large`, `unauthorized`, `forbidden`, `busy` or `failed`.
  public var code: String
  public var message: String

  public init(code: String, message: String) {
    self.code = code
    self.message = message
  }
}

/// `GET /v1/behaviour/counts`: what became of what analytics clients told; nothing about anybody.
public struct BehaviourCountsReply: Codable, Sendable, Equatable {
  /// Since the server was started.
  public var since: String
  public var sources: [Source]

  public struct Source: Codable, Sendable, Equatable {
    /// The name of the key.
    public var source: String
    /// By type: `track`, `identify` and so on.
    public var taken: [String: Int]
    public var dropped: [Dropped]
    /// What was left out of messages, by its key; the message itself may have been taken.
    public var left: [Left]

    public init(source: String, taken: [String: Int], dropped: [Dropped], left: [Left]) {
      self.source = source
      self.taken = taken
      self.dropped = dropped
      self.left = left
    }
  }

  public struct Dropped: Codable, Sendable, Equatable {
    public var type: String
    public var reason: String
    public var count: Int

    public init(type: String, reason: String, count: Int) {
      self.type = type
      self.reason = reason
      self.count = count
    }
  }

  public struct Left: Codable, Sendable, Equatable {
    /// `trait` or `category`.
    public var kind: String
    /// Never its value; '(other)' for keys that are no plain names, or too many.
    public var name: String
    public var reason: String
    public var count: Int

    public init(kind: String, name: String, reason: String, count: Int) {
      self.kind = kind
      self.name = name
      self.reason = reason
      self.count = count
    }
  }

  public init(since: String, sources: [Source]) {
    self.since = since
    self.sources = sources
  }
}
