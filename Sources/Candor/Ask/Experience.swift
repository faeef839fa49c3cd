/// A quiz, poll, product match or preference page: questions over several pages.
///
/// Written with the names that SurveyJS uses, plus Candor's own keys on a question.
public struct Experience: Sendable, Codable {
  public typealias Name = Identifier<Experience>

  public enum Kind: String, Sendable, Codable, CaseIterable {
    case quiz, poll, match, preferences
  }

  public struct Page: Sendable, Codable {
    public let name: String
    public let title: String?
    public let elements: [Question]
  }

  public let name: Name
  public let title: String
  public let kind: Kind
  public let description: String?
  public let pages: [Page]

  public var questions: [Question] { pages.flatMap(\.elements) }
}

/// One question, with what it is for, what it gives and how long its answer is kept.
public struct Question: Sendable, Codable {
  public typealias Name = Identifier<Question>

  public enum Kind: String, Sendable, Codable, CaseIterable {
    case radiogroup, dropdown, checkbox, tagbox, rating, comment, text
  }

  public enum InputType: String, Sendable, Codable, CaseIterable {
    case text, date, email
  }

  public let type: Kind
  public let name: Name
  public let title: String
  public let description: String?
  public let choices: [Choice]?
  /// Asks for an answer or a spoken 'skip': silence alone is sent back.
  public let isRequired: Bool?
  public let rateMin: Int?
  public let rateMax: Int?
  public let minRateDescription: String?
  public let maxRateDescription: String?
  public let inputType: InputType?
  public let maxLength: Int?
  public let placeholder: String?

  public let attribute: Attribute.Name
  public let gives: [Benefit.Name]
  public let uses: [Purpose.Name]
  public let expires: Term?
}

/// One of the answers to choose from: `Poetry`, or `{value: poetry, text: Poetry}`.
public struct Choice: Sendable, Codable, Hashable {
  public let value: String
  public let text: String

  enum CodingKeys: CodingKey {
    case value, text
  }

  public init(from decoder: any Decoder) throws {
    if let plain = try? decoder.singleValueContainer().decode(String.self) {
      value = plain
      text = plain
    } else {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      value = try container.decode(String.self, forKey: .value)
      text = try container.decodeIfPresent(String.self, forKey: .text) ?? value
    }
  }
}

extension Question {
  /// The type of attribute that an answer to this question is a value of.
  public var valueType: Attribute.ValueType {
    switch type {
    case .radiogroup, .dropdown: .choice
    case .checkbox: .choices
    case .tagbox: .tags
    case .rating: .rating
    case .comment: .text
    case .text:
      switch inputType ?? .text {
      case .text: .text
      case .date: .date
      case .email: .email
      }
    }
  }

  /// The numbers on the scale of a rating.
  ///
  /// SurveyJS's default is 1 to 5.
  public var scale: ClosedRange<Int> { (rateMin ?? 1)...max(rateMin ?? 1, rateMax ?? 5) }
}
