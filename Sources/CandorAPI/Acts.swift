/// `POST /v1/people/{person}/acts`.
public struct ActsRequest: StrictBody {
  public var acts: [ActBody]

  public init(acts: [ActBody]) {
    self.acts = acts
  }
}

/// Something that was done: an item read, liked or dismissed, or a creator followed.
public struct ActBody: Codable, Sendable {
  public var kind: String
  public var item: String?
  public var creator: String?
  /// RFC 3339 or a day; absent: now.
  public var time: String?

  public init(
    kind: String,
    item: String? = nil,
    creator: String? = nil,
    time: String? = nil
  ) {
    self.kind = kind
    self.item = item
    self.creator = creator
    self.time = time
  }
}

/// `POST /v1/imports/acts`: acts of many people, all or none.
///
/// The reply is NDJSON: `ImportReply` lines, the last of which has `finished`.
public struct ActsImport: StrictBody {
  public struct Line: Codable, Sendable {
    /// The company's own name for the person, or their identifier here.
    public var person: String
    public var act: ActBody

    public init(person: String, act: ActBody) {
      self.person = person
      self.act = act
    }
  }

  /// A yes that was given elsewhere, before these people were known here.
  public struct PriorConsent: Codable, Sendable {
    public var purpose: String
    /// Where and how it was given.
    ///
    /// The person reads this in their record.
    public var evidence: String

    public init(purpose: String, evidence: String) {
      self.purpose = purpose
      self.evidence = evidence
    }
  }

  public var acts: [Line]
  public var grant: PriorConsent?

  public init(acts: [Line], grant: PriorConsent? = nil) {
    self.acts = acts
    self.grant = grant
  }
}

/// One line of the reply to an import.
public struct ImportReply: Codable, Sendable {
  /// People whose acts are in the transaction so far.
  public var done: Int
  public var people: Int
  public var acts: Int
  /// True in the last line: everything is durable, or nothing was written and `problem` says why.
  public var finished: Bool
  /// The lines that come before this one, if it is the last: one for every 64 people.
  public var steps: [ImportReply] {
    stride(from: 64, to: people, by: 64).map {
      ImportReply(done: $0, people: people, acts: acts)
    }
  }

  /// Set in the last line if nothing was written after all.
  public var problem: ProblemReply?

  public init(
    done: Int,
    people: Int,
    acts: Int,
    finished: Bool = false,
    problem: ProblemReply? = nil
  ) {
    self.done = done
    self.people = people
    self.acts = acts
    self.finished = finished
    self.problem = problem
  }
}
