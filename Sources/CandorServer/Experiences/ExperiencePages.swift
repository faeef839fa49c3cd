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
    let experience = try house.experience(context)
    let link = request.uri.queryParameters
    let filled = Filled(
      experience,
      held: try await house.record(of: context),
      link: { link[Substring($0)].map(String.init) },
      at: house.now()
    )
    return try ask(filled, context)
  }

  @Sendable func goOn(_ request: Request, _ context: CandorContext) async throws -> Response {
    let experience = try house.experience(context)
    let form = try await request.form(limit: house.rules.formLimit)
    let record = try await house.record(of: context)
    let notices = house.rules.notices(for: experience, toAsk: record, at: house.now())
    var filled = Filled(experience, form, at: house.now())
    switch form.first("go") {
    case "back": filled.goBack(notices)
    case "skip": filled.skip()
    default:
      // Not passed over in silence: the person would think that the earlier answer is gone.
      let emptied = filled.refill(from: record)
        .map { Problem("answers.\($0.name)", Filled.emptied) }
      let problems = emptied + problems(on: filled)
      guard problems.isEmpty else { return try ask(filled, context, problems) }
      // What the answers of a page bring up on it is asked before the next.
      if filled.isGrown { return try ask(filled, context) }
      filled.skipEmpty()
      filled.goOn()
    }
    if filled.page < filled.course.pages.count { return try ask(filled, context) }
    let next = notices.first { filled.said[$0.hash] == nil }
    if let next, !filled.isEmpty {
      let frame = house.frame("Yes or no", context)
      let isDespite = house.isOptedOut(of: next.consent, context)
      return try templates.render(
        NoticePage(filled, frame, next, of: notices, house.rules, isDespite: isDespite)
      )
    }
    return try await finish(filled, notices, context)
  }

  private func ask(
    _ filled: Filled,
    _ context: CandorContext,
    _ problems: [Problem] = []
  ) throws -> Response {
    let page = ExperiencePage.self
    let asked = page.heading(of: filled) ?? filled.questions.first?.title ?? filled.experience.title
    let frame = house.frame((problems.isEmpty ? "" : "Look again: ") + asked, context)
    return try templates.render(
      ExperiencePage(filled, frame, problems, house.rules, at: house.now()),
      status: problems.isEmpty ? .ok : .unprocessableContent
    )
  }

  /// What is wrong on this page, and what is missing on it.
  private func problems(on filled: Filled) -> [Problem] {
    filled.course.problems(with: filled.asked)
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
    if filled.isEmpty { return response }
    let said = notices.compactMap { notice in
      filled.said[notice.hash].map { isYes in
        House.Said(
          consent: notice.consent,
          isYes: isYes,
          attributes: nil,
          notice: notice.hash,
          despite: filled.despite.contains(notice.hash) ? Signal(gpc: true) : nil
        )
      }
    }
    if let visitor = context.visitor {
      _ = try await house.answer(
        experience,
        filled.answers,
        hidden: filled.told,
        saying: said,
        by: visitor.person
      )
      return response
    }
    let newcomer = try await house.meet(signal: context.signal).person
    do {
      _ = try await house.answer(
        experience,
        filled.answers,
        hidden: filled.told,
        saying: said,
        by: newcomer
      )
      try await house.remember(newcomer, context, in: &response)
    } catch {
      // Nothing would lead back to the record.
      _ = try? await house.erase(newcomer)
      throw error
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
