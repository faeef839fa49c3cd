import Candor
import Foundation
import Hummingbird

/// An experience, from its first question to the yes or no at its end.
struct ExperiencePages {
  let house: House
  let templates: Templates

  func add(to routes: some RouterMethods<CandorContext>) {
    routes.get("e/:experience", use: begin)
    routes.post("e/:experience", use: goOn)
  }

  @Sendable func begin(_ request: Request, _ context: CandorContext) async throws -> Response {
    let house = house.speaking(to: context)
    let experience = try house.experience(context)
    let record = try await house.record(of: context)
    let link = request.uri.queryParameters
    if let begun = record?.begun[experience.name], begun.isOpen(at: house.now()),
      link["begin"] != "anew"
    {
      return try ask(Filled(experience, begun, at: house.now()), context, isResumed: true)
    }
    let filled = Filled(
      experience,
      held: record,
      link: { link[Substring($0)].map(String.init) },
      at: house.now()
    )
    return try ask(filled, context)
  }

  @Sendable func goOn(_ request: Request, _ context: CandorContext) async throws -> Response {
    let experience = try house.experience(context)
    let form = try await request.form(limit: house.rules.formLimit)
    // Another language shows the same page, with all that stands in it.
    if let language = form.first("language").flatMap({ house.languages[$0] }) {
      var other = context
      other.language = language
      let record = try await house.record(of: context)
      let spoken = try house.speaking(to: other).experience(context)
      let filled = Filled(spoken, form, at: house.now())
      var response = try await show(filled, record, other)
      response.setCookie(house.cookie(for: language))
      return response
    }
    let spoken = try house.speaking(to: context).experience(context)
    var filled = Filled(spoken, form, at: house.now())
    let record = try await house.record(of: context)
    switch form.first("go") {
    case "back":
      filled.goBack(house.rules.notices(for: experience, toAsk: record, at: house.now()))
    case "skip": filled.skip()
    case "later": return try await leave(filled, context)
    default:
      // Not passed over in silence: the person would think that the earlier answer is gone.
      let emptied = filled.refill(from: record)
        .map { Problem("answers.\($0.name)", Filled.emptied) }
      let problems = emptied + filled.course.problems(with: filled.asked)
      guard problems.isEmpty else { return try ask(filled, context, problems) }
      // What the answers of a page bring up on it is asked before the next.
      if filled.isGrown { return try ask(filled, context) }
      filled.skipEmpty()
      filled.goOn()
    }
    if let visitor = context.visitor {
      try await house.keep(filled.begun(under: house.rules), by: visitor.person)
    }
    return try await show(filled, record, context)
  }

  /// The page that is next: questions, a request for a yes, or the end.
  private func show(
    _ filled: Filled,
    _ record: Record?,
    _ context: CandorContext
  ) async throws -> Response {
    if filled.page < filled.course.pages.count { return try ask(filled, context) }
    let house = house.speaking(to: context)
    let notices = house.rules.notices(for: filled.experience, toAsk: record, at: house.now())
    let next = notices.first { filled.answer(to: $0) == nil }
    if let next, !filled.isEmpty {
      let frame = house.frame(house.language("Yes or no"), context, form: Self.form)
      let isDespite = house.isOptedOut(of: next.consent, context)
      return try templates.render(
        NoticePage(filled, frame, next, of: notices, house, isDespite: isDespite)
      )
    }
    return try await finish(filled, notices, context)
  }

  /// The form of the page: a choice of language sends it along.
  private static let form = "ask"

  /// Keeps what stands in the fields, for somebody who has no time now.
  ///
  /// Somebody new becomes a person by it.
  private func leave(_ filled: Filled, _ context: CandorContext) async throws -> Response {
    let begun = filled.begun(under: house.rules)
    guard !begun.fields.isEmpty else { return .seeOther("/") }
    var response = Response.seeOther("/me?note=begun#begun")
    if let visitor = context.visitor {
      try await house.keep(begun, by: visitor.person)
    } else {
      try await meet(context, &response) { try await house.keep(begun, by: $0) }
    }
    return response
  }

  /// Makes somebody new a person, with what they told; and nobody, when that cannot be written.
  private func meet(
    _ context: CandorContext,
    _ response: inout Response,
    _ write: (Person.ID) async throws -> Void
  ) async throws {
    let newcomer = try await house.meet(signal: context.signal).person
    do {
      try await write(newcomer)
      try await house.remember(newcomer, context, in: &response)
    } catch {
      // Nothing would lead back to the record.
      _ = try? await house.erase(newcomer)
      throw error
    }
  }

  private func ask(
    _ filled: Filled,
    _ context: CandorContext,
    _ problems: [Problem] = [],
    isResumed: Bool = false
  ) throws -> Response {
    let house = house.speaking(to: context)
    let page = ExperiencePage.self
    let asked = page.heading(of: filled) ?? filled.questions.first?.title ?? filled.experience.title
    let title =
      problems.isEmpty ? asked : house.language("Look again: {what}", ["what": asked])
    let frame = house.frame(title, context, form: Self.form)
    return try templates.render(
      ExperiencePage(filled, frame, problems, house, isResumed: isResumed),
      status: problems.isEmpty ? .ok : .unprocessableContent
    )
  }

  /// Writes everything at once.
  ///
  /// Somebody new becomes a person here, and not before.
  private func finish(
    _ filled: Filled,
    _ notices: [Notice],
    _ context: CandorContext
  ) async throws -> Response {
    let experience = filled.experience
    var response = Response.seeOther("/e/\(experience.name)/outcome\(filled.query)")
    do throws(Invalid) {
      _ = try house.rules.declarations(
        from: filled.answers,
        to: experience,
        hidden: filled.told,
        at: house.now()
      )
    } catch {
      // Not reached through our own pages: each of them is checked before the next is shown.
      var filled = filled
      let name = error.problems.first?.path.trimmingPrefix("answers.") ?? ""
      filled.turn(to: Question.Name(String(name)))
      return try ask(filled, context, error.problems)
    }
    if filled.isEmpty {
      if let visitor = context.visitor {
        try await house.putAside(experience.name, by: visitor.person)
      }
      return response
    }
    let said = notices.compactMap { notice in
      filled.answer(to: notice).map { hash, isYes in
        House.Said(
          consent: notice.consent,
          isYes: isYes,
          attributes: nil,
          notice: hash,
          despite: filled.despite.contains(hash) ? Signal(gpc: true) : nil
        )
      }
    }
    func write(_ person: Person.ID) async throws {
      _ = try await house.answer(
        experience,
        filled.answers,
        hidden: filled.told,
        saying: said,
        by: person
      )
    }
    if let visitor = context.visitor {
      try await write(visitor.person)
      // Answers end it by themselves; a yes or no alone does not.
      try await house.putAside(experience.name, by: visitor.person)
    } else {
      try await meet(context, &response, write)
    }
    return response
  }
}

extension House {
  func experience(_ context: CandorContext) throws -> Experience {
    guard let experience = rules.experience(try context.name("experience")) else {
      throw NoSuch(what: "experience")
    }
    return experience
  }

  /// The visitor's record; nil when nobody is signed in.
  func record(of context: CandorContext) async throws -> Record? {
    guard let visitor = context.visitor else { return nil }
    return try await vault.record(of: visitor.person)
  }
}
