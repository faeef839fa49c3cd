import Candor
import CandorAPI
import Foundation

extension WriteReply {
  /// - Parameter version: of the record once what is given has been written into it too.
  init(
    _ record: Record,
    at version: Int,
    _ given: GivenBack,
    _ unlearned: UnlearnedReply?,
    _ words: Words
  ) {
    self.init(
      person: String(describing: record.person),
      version: version,
      answers: record.answerReplies(words),
      consents: record.consentReplies,
      given: GivenReply(given, words),
      unlearned: unlearned,
      receipts: []
    )
    optedOut = record.optOut?.since.rfc3339
  }
}

extension RecordReply {
  init(_ record: Record, _ events: [Event], _ words: Words) {
    self.init(
      person: String(describing: record.person),
      company: words.rules.company.name,
      version: record.version,
      answers: record.answerReplies(words),
      acts: record.actBodies,
      consents: record.consentReplies,
      events: events.map { event in
        EventReply(
          sequence: event.sequence,
          time: event.time.rfc3339,
          kind: event.content.kind,
          says: words.says(event.content),
          canonical: String(decoding: event.canonicalBytes, as: UTF8.self)
        )
      }
    )
    optedOut = record.optOut?.since.rfc3339
  }
}

extension Record {
  /// In the order of the rules; what the rules no longer name comes last.
  func heldAnswers(_ rules: Rules) -> [Answer] {
    let named = rules.attributes.compactMap { answers[$0.name] }
    let unnamed = answers.filter { rules.attribute($0.key) == nil }.sorted { $0.key < $1.key }
    return named + unnamed.map(\.value)
  }

  func answerReplies(_ words: Words) -> [AnswerReply] {
    heldAnswers(words.rules).map { answer in
      let declaration = answer.declaration
      return AnswerReply(
        attribute: declaration.attribute.rawValue,
        title: words.title(of: declaration.attribute),
        value: AnswerValue(declaration.value),
        experience: declaration.source.experience.rawValue,
        question: declaration.source.question.rawValue,
        said: answer.said.rfc3339,
        expires: answer.expiry(under: words.rules).rfc3339,
        purposes: declaration.promise.purposes.map(\.rawValue),
        muted: muted.contains(.attribute(declaration.attribute))
      )
    }
  }

  var actBodies: [ActBody] {
    acts.flatMap { object, kinds in
      kinds.map { kind, time -> ActBody in
        var body = ActBody(kind: kind.rawValue, time: time.rfc3339)
        switch object {
        case .item(let item): body.item = item.rawValue
        case .creator(let creator): body.creator = creator
        }
        return body
      }
    }
    .sorted {
      // Of the same moment too, in one order: an answer that comes again is the same to the byte.
      ($0.time ?? "", $0.item ?? "", $0.creator ?? "", $0.kind)
        < ($1.time ?? "", $1.item ?? "", $1.creator ?? "", $1.kind)
    }
  }

  var consentReplies: [ConsentReply] {
    // Offers are told apart, each with what was said to it.
    standings.filter { $0.key.offer == nil }.map { consent, standings in
      ConsentReply(
        purpose: consent.purpose.rawValue,
        recipient: consent.recipient?.rawValue,
        standings: standings.sorted { $0.key < $1.key }.map { name, standing in
          var until: Date?
          if case .granted(_, let end, _) = standing { until = end }
          return ConsentReply.Standing(
            attribute: name.rawValue,
            standing: standing.word,
            at: standing.date.rfc3339,
            until: until?.rfc3339
          )
        }
      )
    }
    .sorted { ($0.purpose, $0.recipient ?? "") < ($1.purpose, $1.recipient ?? "") }
  }
}

extension Standing {
  var word: String {
    switch self {
    case .granted: "granted"
    case .refused: "refused"
    case .withdrawn: "withdrawn"
    }
  }
}

extension AnswerValue {
  init(_ value: Value) {
    switch value {
    case .text(let text): self = .text(text)
    case .list(let list): self = .list(list)
    case .number(let number): self = .number(Double(number))
    case .day(let day): self = .text(String(describing: day))
    case .flag(let flag): self = .flag(flag)
    case .table(let table): self = .table(table)
    }
  }

  /// As the domain takes it.
  var answer: Answer {
    switch self {
    case .text(let text): .text(text)
    case .number(let number): .number(number)
    case .flag(let flag): .flag(flag)
    case .list(let list): .list(list)
    case .table(let table): .table(table)
    case .skipped: .skipped
    }
  }
}
