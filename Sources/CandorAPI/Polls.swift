/// `GET /v1/polls/{experience}`: what a poll has come to.
///
/// Shares of people whose answer counts now; nothing of fewer than ten.
public struct PollReply: Codable, Sendable {
  public struct Share: Codable, Sendable, Hashable {
    public var value: String
    public var text: String
    /// Whole, of the people who answered; with several choices a person counts for each.
    public var percent: Int

    public init(value: String, text: String, percent: Int) {
      self.value = value
      self.text = text
      self.percent = percent
    }
  }

  public struct Question: Codable, Sendable, Hashable {
    public var question: String
    public var title: String
    /// At least so many answered: the full tens.
    ///
    /// Missing while there is no result to show.
    public var people: Int?
    /// In the order of the question.
    ///
    /// Missing while there is no result to show.
    public var shares: [Share]?

    public init(question: String, title: String, people: Int?, shares: [Share]?) {
      self.question = question
      self.title = title
      self.people = people
      self.shares = shares
    }
  }

  public var experience: String
  public var title: String
  /// Those that have choices or a scale; what people wrote is never counted.
  public var questions: [Question]

  public init(experience: String, title: String, questions: [Question]) {
    self.experience = experience
    self.title = title
    self.questions = questions
  }
}
