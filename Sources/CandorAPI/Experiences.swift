/// `POST /v1/experiences`: the experiences as one person should see them.
public struct ExperiencesRequest: StrictBody {
  public var person: String?

  public init(person: String? = nil) {
    self.person = person
  }
}

/// `GET /v1/experiences`; one alone under `GET /v1/experiences/{name}`.
public struct ExperiencesReply: Codable, Sendable {
  public var experiences: [ExperienceReply]

  public init(experiences: [ExperienceReply]) {
    self.experiences = experiences
  }
}

public struct ExperienceReply: Codable, Sendable {
  public var name: String
  public var title: String
  public var kind: String
  public var description: String?
  public var pages: [Page]
  /// The consents that its answers need and that the person has not answered yet.
  public var notices: [NoticeReply]

  public struct Page: Codable, Sendable {
    public var name: String
    public var title: String?
    public var elements: [QuestionReply]

    public init(name: String, title: String?, elements: [QuestionReply]) {
      self.name = name
      self.title = title
      self.elements = elements
    }
  }

  public init(
    name: String,
    title: String,
    kind: String,
    description: String?,
    pages: [Page],
    notices: [NoticeReply]
  ) {
    self.name = name
    self.title = title
    self.kind = kind
    self.description = description
    self.pages = pages
    self.notices = notices
  }
}

/// A question in SurveyJS's names, with what must be shown before it is answered.
public struct QuestionReply: Codable, Sendable {
  public struct Choice: Codable, Sendable {
    public var value: String
    public var text: String

    public init(value: String, text: String) {
      self.value = value
      self.text = text
    }
  }

  /// In plain words: what it is for, who sees it, what one gets, until when it is kept.
  public struct Promise: Codable, Sendable {
    public var purposes: [String]
    public var recipients: [String]
    public var benefits: [String]
    public var until: String

    public init(purposes: [String], recipients: [String], benefits: [String], until: String) {
      self.purposes = purposes
      self.recipients = recipients
      self.benefits = benefits
      self.until = until
    }
  }

  public var type: String
  public var name: String
  public var title: String
  public var description: String?
  public var choices: [Choice]?
  public var isRequired: Bool
  public var rateMin: Int?
  public var rateMax: Int?
  public var inputType: String?
  public var maxLength: Int?
  public var min: Int?
  public var max: Int?
  public var step: Int?
  /// Of a matrix, or the fields of a multiple text.
  public var rows: [Choice]?
  public var columns: [Choice]?
  /// Items with a meaning of their own: none, other, refuse, dontknow.
  public var specials: [Choice]?
  /// Conditions, as SurveyJS writes them.
  public var visibleIf: String?
  public var enableIf: String?
  public var requiredIf: String?
  public var attribute: String
  public var promise: Promise

  public init(
    type: String,
    name: String,
    title: String,
    description: String?,
    choices: [Choice]?,
    isRequired: Bool,
    rateMin: Int?,
    rateMax: Int?,
    inputType: String?,
    maxLength: Int?,
    min: Int? = nil,
    max: Int? = nil,
    step: Int? = nil,
    rows: [Choice]? = nil,
    columns: [Choice]? = nil,
    specials: [Choice]? = nil,
    visibleIf: String? = nil,
    enableIf: String? = nil,
    requiredIf: String? = nil,
    attribute: String,
    promise: Promise
  ) {
    self.type = type
    self.name = name
    self.title = title
    self.description = description
    self.choices = choices
    self.isRequired = isRequired
    self.rateMin = rateMin
    self.rateMax = rateMax
    self.inputType = inputType
    self.maxLength = maxLength
    self.min = min
    self.max = max
    self.step = step
    self.rows = rows
    self.columns = columns
    self.specials = specials
    self.visibleIf = visibleIf
    self.enableIf = enableIf
    self.requiredIf = requiredIf
    self.attribute = attribute
    self.promise = promise
  }
}

/// The exact text that asks for a consent, and the hash that a yes or a no must carry.
public struct NoticeReply: Codable, Sendable {
  public var purpose: String
  public var recipient: String?
  public var attributes: [String]
  public var text: String
  public var hash: String

  public init(
    purpose: String,
    recipient: String?,
    attributes: [String],
    text: String,
    hash: String
  ) {
    self.purpose = purpose
    self.recipient = recipient
    self.attributes = attributes
    self.text = text
    self.hash = hash
  }
}
