/// `GET /v1/reciprocity`: whether people get something for what they answer.
///
/// Counts only, never a value; invented people are in none of them.
public struct ReciprocityReply: Codable, Sendable {
  public struct Counts: Codable, Sendable, Hashable {
    /// How often an experience with the question was answered, at least in part.
    public var asked: Int
    /// How often the question itself was.
    public var answered: Int
    /// How many people hold such an answer now.
    public var held: Int
    /// Lists of the last `days` that such an answer was promised to help and was free to move.
    public var given: Int
    /// Those of them that one did help to choose.
    public var moved: Int

    public init(asked: Int, answered: Int, held: Int, given: Int, moved: Int) {
      self.asked = asked
      self.answered = answered
      self.held = held
      self.given = given
      self.moved = moved
    }
  }

  public struct Question: Codable, Sendable {
    public var experience: String
    public var question: String
    public var title: String
    public var attribute: String
    /// The benefits that stand under it.
    public var gives: [String]
    public var counts: Counts
    /// `moves-lists`, `moves-nothing`, `too-early` or `gives-no-list`.
    public var verdict: String
    /// The verdict in plain words, with what to do about it.
    public var says: String

    public init(
      experience: String,
      question: String,
      title: String,
      attribute: String,
      gives: [String],
      counts: Counts,
      verdict: String,
      says: String
    ) {
      self.experience = experience
      self.question = question
      self.title = title
      self.attribute = attribute
      self.gives = gives
      self.counts = counts
      self.verdict = verdict
      self.says = says
    }
  }

  public struct Attribute: Codable, Sendable {
    public var attribute: String
    public var title: String
    public var counts: Counts
    /// Only of what the rules no longer know and records still hold.
    public var says: String?

    public init(attribute: String, title: String, counts: Counts, says: String? = nil) {
      self.attribute = attribute
      self.title = title
      self.counts = counts
      self.says = says
    }
  }

  /// How many days back lists are counted.
  public var days: Int
  public var people: Int
  /// Personal lists that were given in these days.
  public var lists: Int
  /// In the order of the rules.
  public var questions: [Question]
  /// In the order of the rules, then those that only records know.
  public var attributes: [Attribute]

  public init(
    days: Int,
    people: Int,
    lists: Int,
    questions: [Question],
    attributes: [Attribute]
  ) {
    self.days = days
    self.people = people
    self.lists = lists
    self.questions = questions
    self.attributes = attributes
  }
}
