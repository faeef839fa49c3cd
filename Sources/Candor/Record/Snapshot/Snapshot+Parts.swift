import Foundation

/// What all records have much of, as a snapshot has it.
extension SnapshotWriter {
  mutating func promise(_ promise: Declaration.Promise) {
    names(promise.purposes)
    names(promise.recipients)
    names(promise.benefits)
    date(promise.until)
  }

  /// - Parameter promises: all that were written.
  mutating func answer(_ answer: Record.Answer, _ promises: [Declaration.Promise]) {
    let declaration = answer.declaration
    name(declaration.attribute)
    value(declaration.value)
    name(declaration.source.experience)
    name(declaration.source.question)
    count(promises.firstIndex(of: declaration.promise) ?? 0)
    optional(declaration.toldBy) { $0.word($1) }
    date(answer.said)
    count(answer.sequence)
  }

  private mutating func value(_ value: Value) {
    if case .text(let text) = value {
      flag(true)
      self.text(text)
    } else {
      flag(false)
      bytes(value.json.canonicalBytes)
    }
  }

  mutating func consent(_ consent: Consent) {
    name(consent.purpose)
    optional(consent.recipient) { $0.name($1) }
    optional(consent.offer) { $0.name($1) }
  }

  mutating func standing(_ standing: Standing) {
    switch standing {
    case .granted(let notice, let until, let date):
      count(0)
      name(notice)
      optional(until) { $0.date($1) }
      self.date(date)
    case .refused(let date):
      count(1)
      self.date(date)
    case .withdrawn(let date):
      count(2)
      self.date(date)
    }
  }

  mutating func holding(_ holding: Holding) {
    word(holding.role.rawValue)
    list(holding.parts) { writer, part in
      writer.name(part.key)
      writer.part(part.value)
    }
  }

  private mutating func part(_ part: Holding.Part) {
    name(part.disclosure)
    count(part.sequence)
    date(part.given)
    optional(part.due) { writer, due in
      writer.word(due.kind.rawValue)
      writer.date(due.since)
      writer.optional(due.told) { $0.date($1) }
      writer.optional(due.confirmed) { $0.date($1) }
    }
  }
}

extension SnapshotReader {
  mutating func one<Element>(of elements: [Element]) throws(Malformed) -> Element {
    let place = try count()
    guard place < elements.count else { throw Malformed("no such place") }
    return elements[place]
  }

  mutating func promise() throws(Malformed) -> Declaration.Promise {
    Declaration.Promise(
      purposes: try names(),
      recipients: try names(),
      benefits: try names(),
      until: try date()
    )
  }

  mutating func answer(
    _ promises: [Declaration.Promise]
  ) throws(Malformed) -> Record.Answer {
    let declaration = Declaration(
      attribute: try name(),
      value: try value(),
      source: Declaration.Source(experience: try name(), question: try name()),
      promise: try one(of: promises),
      toldBy: try optional { reader throws(Malformed) in try reader.word() }
    )
    return Record.Answer(declaration: declaration, said: try date(), sequence: try count())
  }

  private mutating func value() throws(Malformed) -> Value {
    try flag() ? .text(try text()) : try Value(JSON(canonical: try slice()))
  }

  mutating func consent() throws(Malformed) -> Consent {
    Consent(
      try name(),
      at: try optional { reader throws(Malformed) in try reader.name() },
      under: try optional { reader throws(Malformed) in try reader.name() }
    )
  }

  mutating func standing() throws(Malformed) -> Standing {
    switch try count() {
    case 0:
      .granted(notice: try name(), until: try optionalDate(), at: try date())
    case 1: .refused(at: try date())
    case 2: .withdrawn(at: try date())
    default: throw Malformed("no such standing")
    }
  }

  mutating func holding() throws(Malformed) -> Holding {
    guard let role = Recipient.Role(rawValue: try word()) else {
      throw Malformed("a holding without a role")
    }
    var holding = Holding(role: role)
    holding.parts = try members { reader throws(Malformed) in
      (try reader.name(), try reader.part())
    }
    return holding
  }

  private mutating func part() throws(Malformed) -> Holding.Part {
    Holding.Part(
      disclosure: try name(),
      sequence: try count(),
      given: try date(),
      due: try optional { reader throws(Malformed) in try reader.due() }
    )
  }

  private mutating func due() throws(Malformed) -> Holding.Due {
    guard let kind = Change.Kind(rawValue: try word()) else {
      throw Malformed("a change of no kind")
    }
    return Holding.Due(
      kind: kind,
      since: try date(),
      told: try optionalDate(),
      confirmed: try optionalDate()
    )
  }

  private mutating func optionalDate() throws(Malformed) -> Date? {
    try optional { reader throws(Malformed) in try reader.date() }
  }
}
