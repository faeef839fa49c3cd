/// `POST /v1/traces/series`: what came to light one after the other, in that order.
public struct TraceSeriesRequest: StrictBody {
  public struct Find: Codable, Sendable {
    /// `text/plain`, if it is left out, `text/csv` or `application/x-ndjson`.
    public var type: String?
    public var text: String

    public init(type: String? = nil, text: String) {
      self.type = type
      self.text = text
    }
  }

  public var finds: [Find]

  public init(finds: [Find]) { self.finds = finds }
}

/// `POST /v1/traces`: which copies something that was found derives from.
public struct TraceReply: Codable, Sendable {
  /// A copy: whose, and for what.
  public struct Edition: Codable, Sendable {
    public var recipient: String
    public var purpose: String
    /// Of an exact finding: how many addresses were found that this copy alone had.
    public var addresses: Int?
    /// Of an exact finding: how many fictional people of this copy were found.
    public var seeds: Int?
    /// Of a named one: the score, and what no innocent copy reaches.
    public var score: Double?
    public var threshold: Double?
    /// The logarithm of how much likelier what was read is if it derives from this copy alone.
    public var logEvidence: Double?

    public init(
      recipient: String,
      purpose: String,
      addresses: Int? = nil,
      seeds: Int? = nil,
      score: Double? = nil,
      threshold: Double? = nil,
      logEvidence: Double? = nil
    ) {
      self.recipient = recipient
      self.purpose = purpose
      self.addresses = addresses
      self.seeds = seeds
      self.score = score
      self.threshold = threshold
      self.logEvidence = logEvidence
    }
  }

  /// The marks of one attribute.
  public struct Channel: Codable, Sendable {
    public var attribute: String
    public var marks: Int
    public var read: Int

    public init(attribute: String, marks: Int, read: Int) {
      self.attribute = attribute
      self.marks = marks
      self.read = read
    }
  }

  /// The same find is the same trace.
  public var trace: String
  /// Copies that alone had an address that was found.
  public var exact: [Edition]
  /// Copies whose marks were found.
  public var named: [Edition]
  /// The chance that this procedure names anybody wrongly; absent where nobody is named by marks.
  public var bound: Double?
  /// Copies that fit better than others.
  ///
  /// Never an accusation.
  public var leads: [Edition]
  public var rows: Int
  public var matchedRows: Int
  public var people: Int
  public var ambiguousRows: Int
  public var channels: [Channel]
  /// Copies that were given anybody of the find; of a series, all copies.
  public var holders: Int
  /// How many more rows of the kind would name a single copy.
  public var rowsNeeded: Int?
  /// How many records say so from now on.
  public var records: Int
  /// All of it in sentences.
  public var says: [String]

  public init(
    trace: String,
    exact: [Edition],
    named: [Edition],
    bound: Double?,
    leads: [Edition],
    rows: Int,
    matchedRows: Int,
    people: Int,
    ambiguousRows: Int,
    channels: [Channel],
    holders: Int,
    rowsNeeded: Int?,
    records: Int,
    says: [String]
  ) {
    self.trace = trace
    self.exact = exact
    self.named = named
    self.bound = bound
    self.leads = leads
    self.rows = rows
    self.matchedRows = matchedRows
    self.people = people
    self.ambiguousRows = ambiguousRows
    self.channels = channels
    self.holders = holders
    self.rowsNeeded = rowsNeeded
    self.records = records
    self.says = says
  }
}
