/// Something that is asked in one go: a quiz, a poll, a product match, a preference page.
///
/// Written as SurveyJS writes a survey, in YAML or JSON, plus Candor's own keys: on a question
/// `attribute`, `gives`, `uses` and `expires`, on a choice `points`, on the whole `prefill`,
/// `outcomes` and `match`.
public struct Experience: Sendable, Codable {
  public typealias Name = Identifier<Experience>

  public enum Kind: String, Sendable, Codable, CaseIterable {
    case quiz, poll, match, preferences
  }

  /// How its questions are laid out.
  public enum Layout: String, Sendable, Codable, CaseIterable {
    /// As its pages say.
    case standard
    /// All on one page.
    case singlePage
    /// One question at a time, like a conversation.
    case questionPerPage
  }

  public struct Page: Sendable, Codable {
    public let name: String
    public let title: String?
    public let description: String?
    public let visibleIf: Expression?
    public let enableIf: Expression?
    public let elements: [Element]
  }

  /// A value that is worked out from answers, for conditions, texts and endings.
  public struct CalculatedValue: Sendable, Codable {
    public let name: String
    public let expression: Expression
    /// Whether the outcome page tells it.
    public let includeIntoResult: Bool?
  }

  /// What is shown at the end, when its condition holds.
  public struct Ending: Sendable, Codable {
    public let expression: Expression
    public let html: Markup
  }

  public let name: Name
  public let title: String
  public let kind: Kind
  public let description: String?
  public let pages: [Page]
  public let questionsOnPageMode: Layout?
  public let calculatedValues: [CalculatedValue]?
  public let completedHtml: Markup?
  public let completedHtmlOnCondition: [Ending]?
  /// The questions in whose fields a link may put something, for the person to see and send.
  public let prefill: [Question.Name]?
  /// What a link may tell besides: for conditions and endings here, and kept nowhere, since it is not
  /// the person who says it.
  public let hidden: [String]?
  public let outcomes: [Outcome]?
  public let match: Match?

  /// Every question, also within panels, in the order of the definition.
  public var questions: [Question] { pages.flatMap { $0.elements.flatMap(\.questions) } }

  public func question(_ name: Question.Name) -> Question? { questions.first { $0.name == name } }

  /// How it is laid out: preferences all at once, to be looked over, unless it says otherwise.
  public var layout: Layout {
    questionsOnPageMode ?? (kind == .preferences ? .singlePage : .standard)
  }
}

/// What stands on a page.
public indirect enum Element: Sendable {
  case question(Question)
  case panel(Panel)
  /// Text between questions, made safe.
  case html(Passage)
  /// A line that is worked out from answers; nobody fills it in.
  case expression(Formula)

  /// The questions in it, whether shown or not.
  public var questions: [Question] {
    switch self {
    case .question(let question): [question]
    case .panel(let panel): panel.elements.flatMap(\.questions)
    case .html, .expression: []
    }
  }

  public var name: String {
    switch self {
    case .question(let question): question.name.rawValue
    case .panel(let panel): panel.name
    case .html(let passage): passage.name
    case .expression(let formula): formula.name
    }
  }
}

/// Elements that belong together, under one title.
public struct Panel: Sendable, Codable {
  public let name: String
  public let title: String?
  public let description: String?
  public let visibleIf: Expression?
  public let enableIf: Expression?
  public let elements: [Element]
}

/// Text between questions.
public struct Passage: Sendable, Codable {
  public let name: String
  public let html: Markup
  public let visibleIf: Expression?
}

/// A line that is worked out from answers.
public struct Formula: Sendable, Codable {
  public let name: String
  public let title: String
  public let expression: Expression
  public let visibleIf: Expression?
}

extension Element: Codable {
  private enum CodingKeys: CodingKey { case type }

  /// The types that are no questions.
  public enum Other: String, Sendable, CaseIterable {
    case panel, html, expression
  }

  public init(from decoder: any Decoder) throws {
    let type = try decoder.container(keyedBy: CodingKeys.self).decode(String.self, forKey: .type)
    switch Other(rawValue: type) {
    case .panel: self = .panel(try Panel(from: decoder))
    case .html: self = .html(try Passage(from: decoder))
    case .expression: self = .expression(try Formula(from: decoder))
    case nil: self = .question(try Question(from: decoder))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .question(let question): try question.encode(to: encoder)
    case .panel(let panel):
      try container.encode(Other.panel.rawValue, forKey: .type)
      try panel.encode(to: encoder)
    case .html(let passage):
      try container.encode(Other.html.rawValue, forKey: .type)
      try passage.encode(to: encoder)
    case .expression(let formula):
      try container.encode(Other.expression.rawValue, forKey: .type)
      try formula.encode(to: encoder)
    }
  }
}
