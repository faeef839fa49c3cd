import Candor
import Foundation
import Hummingbird

/// The question again, to answer it differently.
struct AnswerPage: Page {
  static let template = "answer"

  let frame: Frame
  let attribute: String
  let said: Moment
  let place: String
  let hasMistakes: Bool
  let mistakes: [ExperiencePage.Mistake]
  let questions: [AskedQuestion]
}

/// Answers in My record: changed, muted, removed.
struct AnswerPages {
  let house: House
  let templates: Templates

  func add(to routes: some RouterMethods<CandorContext>) {
    routes.get("me/answers/:attribute", use: show)
    routes.post("me/answers/:attribute", use: change)
    routes.post("me/inputs", use: weigh)
  }

  @Sendable func show(_ request: Request, _ context: CandorContext) async throws -> Response {
    let (held, question, _) = try await answer(context)
    return try ask(question, held, Typed(held.declaration.value, into: question), context)
  }

  @Sendable func change(_ request: Request, _ context: CandorContext) async throws -> Response {
    let (held, question, person) = try await answer(context)
    let form = try await request.form(limit: house.rules.formLimit)
    let typed = Typed(form, question)
    let attribute = held.declaration.attribute
    do {
      let answer = question.answer(typed) ?? .skipped
      _ = try await house.correct(attribute, to: answer, by: person)
    } catch let invalid as Invalid {
      return try ask(question, held, typed, context, invalid.problems.first)
    }
    return .seeOther("/me?note=changed")
  }

  /// Mutes an answer or an act, lets it count again, or removes it.
  @Sendable func weigh(_ request: Request, _ context: CandorContext) async throws -> Response {
    let person = try context.visitorPerson()
    let form = try await request.form()
    guard let input = Input(form) else { throw HTTPError(.badRequest) }
    let note: String
    switch form.first("do") {
    case "mute":
      _ = try await house.mute(input, true, by: person)
      note = "muted"
    case "unmute":
      _ = try await house.mute(input, false, by: person)
      note = "unmuted"
    case "remove":
      _ = try await house.remove(input, by: person)
      note = "removed"
    default: throw HTTPError(.badRequest)
    }
    return .seeOther(form.back(or: "/me?note=\(note)"))
  }

  private func answer(
    _ context: CandorContext
  ) async throws -> (Record.Answer, Question, Person.ID) {
    let house = house.speaking(to: context)
    let person = try context.visitorPerson()
    let attribute: Attribute.Name = try context.name("attribute")
    guard let held = try await house.vault.record(of: person).answers[attribute] else {
      throw NotHeld(attribute: attribute)
    }
    let source = held.declaration.source
    let question = house.rules.experience(source.experience)?.question(source.question)
    guard let question else { throw NoSuch(what: "question any more") }
    return (held, question, person)
  }

  private func ask(
    _ question: Question,
    _ held: Record.Answer,
    _ typed: Typed,
    _ context: CandorContext,
    _ problem: Problem? = nil
  ) throws -> Response {
    let house = house.speaking(to: context)
    let language = house.language
    let mistake = problem?.asMistake(language)
    let source = held.declaration.source.experience
    let now = house.now()
    // Changed now, it is said now; but it is not promised anew.
    let expires = house.rules.attribute(held.declaration.attribute)?.expires.end(from: now)
    let until = min(held.declaration.promise.until, expires ?? .distantFuture)
    let promise = Promised(question, house.rules, language, at: now, until: until)
    guard let experience = house.rules.experience(source) else {
      throw NoSuch(what: "question any more")
    }
    let course = Course(experience, [:], at: now)
    return try templates.render(
      AnswerPage(
        frame: house.frame(language("Change your answer"), context),
        attribute: held.declaration.attribute.rawValue,
        said: Moment(held.said, language),
        place: house.rules.experience(source)?.title ?? source.rawValue,
        hasMistakes: mistake != nil,
        mistakes: [mistake].compactMap { says in
          says.map { ExperiencePage.Mistake(anchor: question.anchor, says: $0) }
        },
        questions: [
          AskedQuestion(
            question,
            typed,
            in: course,
            alone: true,
            mistake: mistake,
            promise: promise,
            language
          )
        ]
      ),
      status: problem == nil ? .ok : .unprocessableContent
    )
  }
}

extension Input {
  /// The one thing that a form names.
  fileprivate init?(_ form: Form) {
    let named = [
      form.first("attribute").map { Input.attribute(Attribute.Name($0)) },
      form.first("item").map { Input.act(.item(Item.ID($0))) },
      form.first("creator").map { Input.act(.creator($0)) },
    ].compactMap { $0 }
    guard let input = named.first, named.count == 1 else { return nil }
    self = input
  }
}

extension House {
  /// Takes an answer or an act out of the record.
  func remove(_ input: Input, by person: Person.ID) async throws -> Changed {
    switch input {
    case .attribute(let name): try await retract(name, by: person)
    case .act(let object):
      try await change(person) { record in
        guard record.acts[object] != nil else { throw NotHeld(attribute: .acts) }
        return [.retracted(input)]
      }
    }
  }
}
