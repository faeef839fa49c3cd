import Foundation

/// An answer that became a fact: what a person said, where, and what was promised for it.
public struct Declaration: Hashable, Sendable {
  /// The question that was answered.
  ///
  /// Nothing is held whose source is not the person.
  public struct Source: Hashable, Sendable {
    public let experience: Experience.Name
    public let question: Question.Name

    public init(experience: Experience.Name, question: Question.Name) {
      self.experience = experience
      self.question = question
    }
  }

  /// What stood under the question before it was answered.
  public struct Promise: Hashable, Sendable {
    public let purposes: [Purpose.Name]
    /// Who would see it, besides the company, and only after a yes.
    public let recipients: [Recipient.Name]
    public let benefits: [Benefit.Name]
    public let until: Date

    public init(
      purposes: [Purpose.Name],
      recipients: [Recipient.Name],
      benefits: [Benefit.Name],
      until: Date
    ) {
      self.purposes = purposes
      self.recipients = recipients
      self.benefits = benefits
      self.until = Date(milliseconds: until.milliseconds)
    }
  }

  public let attribute: Attribute.Name
  public let value: Value
  public let source: Source
  public let promise: Promise
  /// The name of the key under which an analytics client passed the answer on; nil when it was given
  /// here.
  public let toldBy: String?

  public init(
    attribute: Attribute.Name,
    value: Value,
    source: Source,
    promise: Promise,
    toldBy: String? = nil
  ) {
    self.attribute = attribute
    self.value = value
    self.source = source
    self.promise = promise
    self.toldBy = toldBy
  }

  func told(by source: String) -> Declaration {
    Declaration(
      attribute: attribute,
      value: value,
      source: self.source,
      promise: promise,
      toldBy: source
    )
  }
}

extension Declaration: Recorded {
  var json: JSON {
    .members([
      "attribute": .string(attribute.rawValue),
      "benefits": .names(promise.benefits),
      "experience": .string(source.experience.rawValue),
      "purposes": .names(promise.purposes),
      "question": .string(source.question.rawValue),
      "recipients": .names(promise.recipients),
      "told-by": toldBy.map(JSON.string),
      "until": .integer(promise.until.milliseconds),
      "value": value.json,
    ])
  }

  init(_ json: JSON) throws(Malformed) {
    guard let value = json["value"] else { throw Malformed("a declaration without a value") }
    self.init(
      attribute: try json.name("attribute"),
      value: try Value(value),
      source: Source(
        experience: try json.name("experience"),
        question: try json.name("question")
      ),
      promise: Promise(
        purposes: try json.names("purposes"),
        recipients: try json.names("recipients"),
        benefits: try json.names("benefits"),
        until: try json.date("until")
      ),
      toldBy: try json.optionalString("told-by")
    )
  }
}

/// A person's own change of an earlier declaration.
///
/// The promise stays what it was.
public struct Correction: Hashable, Sendable {
  public let attribute: Attribute.Name
  public let value: Value

  public init(attribute: Attribute.Name, value: Value) {
    self.attribute = attribute
    self.value = value
  }
}

extension Correction: Recorded {
  var json: JSON { ["attribute": .string(attribute.rawValue), "value": value.json] }

  init(_ json: JSON) throws(Malformed) {
    guard let value = json["value"] else { throw Malformed("a correction without a value") }
    self.init(attribute: try json.name("attribute"), value: try Value(value))
  }
}
