/// `GET /v1/model`: what lists are made with, and what is being learned.
public struct ModelReply: Codable, Sendable {
  /// `off`, `reading`, `waiting` (for the first model), `training` or `live`.
  public var state: String
  /// The model that lists are made with; nil until there is one.
  public var model: Live?
  /// SHA-256 of the statistics as they are now, in hexadecimal: that of the model once it is of all
  /// that there is, and that of a house that never knew whoever was taken out.
  public var statistics: String?
  /// Since when the model is not of all that there is; nil when it is.
  public var staleSince: String?
  /// The latest moment at which a model takes up what is new.
  public var next: String?
  public var training: Progress?

  public init(
    state: String,
    model: Live? = nil,
    statistics: String? = nil,
    staleSince: String? = nil,
    next: String? = nil,
    training: Progress? = nil
  ) {
    self.state = state
    self.model = model
    self.statistics = statistics
    self.staleSince = staleSince
    self.next = next
    self.training = training
  }

  /// A model that lists are made with.
  public struct Live: Codable, Hashable, Sendable {
    /// SHA-256 of its weights, in hexadecimal.
    public var hash: String
    /// SHA-256 of the statistics that it was learned from, in hexadecimal.
    public var statistics: String
    /// What has to be the same for the same bits: the build of the solver, its kernel, its threads.
    public var pin: String
    /// `dense` or `neighbours`.
    public var method: String
    /// How many people it was learned from, without invented ones; or `fewer than 10`.
    public var people: String
    /// How many of a demonstration's invented people it was learned from.
    public var invented: Int?
    /// How many items enough people read.
    public var items: Int
    /// How many weights there are between items.
    public var weights: Int
    /// Since when.
    public var live: String
    /// How long it took to make.
    public var seconds: Double

    public init(
      hash: String,
      statistics: String,
      pin: String,
      method: String,
      people: String,
      invented: Int?,
      items: Int,
      weights: Int,
      live: String,
      seconds: Double
    ) {
      self.hash = hash
      self.statistics = statistics
      self.pin = pin
      self.method = method
      self.people = people
      self.invented = invented
      self.items = items
      self.weights = weights
      self.live = live
      self.seconds = seconds
    }
  }

  /// A model that is being made.
  public struct Progress: Codable, Sendable {
    public var stage: String
    /// Of the whole, from 0 to 1.
    public var fraction: Double
    public var since: String

    public init(stage: String, fraction: Double, since: String) {
      self.stage = stage
      self.fraction = fraction
      self.since = since
    }
  }
}

/// What became of what lists had learned from somebody, when they took it back.
public struct UnlearnedReply: Codable, Sendable {
  /// When the model that still knows of it will be replaced; nil when nobody can tell.
  public var expected: String?
  public var says: String

  public init(expected: String?, says: String) {
    self.expected = expected
    self.says = says
  }
}
