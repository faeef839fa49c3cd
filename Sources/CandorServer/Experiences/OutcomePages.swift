import Candor
import Foundation
import Hummingbird
import Recommender

/// The list at the end of an experience.
struct OutcomePage: Page {
  static let template = "outcome"

  let frame: Frame
  let experience: String
  let closing: Closing?
  /// 'Made from 4 answers', and what else moved it.
  let made: String
  let isKnown: Bool
  let section: ListSection?
  let hasMore: Bool
  /// What else the answers earn, beside lists.
  let others: [String]
  let hasOthers: Bool
  /// What everyone said, at the end of a poll.
  let poll: PollSection?
}

/// The end of an experience.
struct OutcomePages {
  let house: House
  let templates: Templates

  func add(to routes: some RouterMethods<CandorContext>) {
    routes.get("e/:experience/outcome", use: outcome)
  }

  @Sendable func outcome(_ request: Request, _ context: CandorContext) async throws -> Response {
    let house = house.speaking(to: context)
    let experience = try house.experience(context)
    let held = try await house.record(of: context)
    // Somebody who is not known sees what most readers like; nothing about them is kept.
    let (record, given) =
      if let held {
        try await house.lists(for: held.person)
      } else {
        await house.listsForAnybody()
      }
    let words = await house.words()
    let link = request.uri.queryParameters
    let back = held.map { _ in "/e/\(experience.name)/outcome" }
    let earned = house.earned(by: record, in: experience)
    let others = house.rules.benefits.filter { earned.contains($0.name) && $0.list == nil }
    return try templates.render(
      OutcomePage(
        frame: house.frame(house.language("Your list"), context),
        experience: experience.title,
        closing: house.closing(
          experience,
          by: record,
          link: { link[Substring($0)].map(String.init) },
          words
        ),
        made: house.made(from: record, in: experience),
        isKnown: held != nil,
        section: given.discover.map { ListSection("Discover", $0, record, words, back: back) },
        hasMore: held != nil && (given.radar != nil || !given.mixes.isEmpty),
        others: others.map(\.sentence),
        hasOthers: !others.isEmpty,
        poll: house.pollSection(of: experience)
      )
    )
  }
}

extension House {
  /// What the answers to an experience give now, when the Gate lets them serve all they are for.
  fileprivate func earned(by record: Record, in experience: Experience) -> Set<Benefit.Name> {
    let now = now()
    let serving = experience.questions.filter { question in
      record.answers[question.attribute] != nil
        && question.uses.allSatisfy { purpose in
          rules.consents(for: purpose).contains { consent -> Bool in
            let use = Use(purpose, at: consent.recipient, of: [question.attribute])
            if case .allowed = gate.decide(use, on: record, at: now) { return true }
            return false
          }
        }
    }
    return Set(serving.flatMap(\.gives))
  }

  /// 'Made from 4 answers', and how many of them the Gate lets move the lists now.
  fileprivate func made(from record: Record, in experience: Experience) -> String {
    let now = now()
    let counted = record.answers.filter { name, answer in
      answer.declaration.source.experience == experience.name && name != .email
        && !record.muted.contains(.attribute(name)) && answer.expiry(under: rules) > now
    }
    let held = counted.count
    let answers = language.counted(held, "{n} answer", "{n} answers")
    guard let purpose = rules.benefits.first(where: { $0.list != nil })?.purpose,
      case .allowed(let permitted) = gate.decideWidest(purpose, on: record, at: now),
      !permitted.facts.isEmpty || !permitted.acts.isEmpty
    else { return language("You gave {answers}.", ["answers": answers]) }
    let used = permitted.facts.count { counted[$0.attribute.name] != nil }
    let (elsewhere, acts) = (permitted.facts.count - used, permitted.acts.count)
    let parts = [
      held == 0 ? nil : answers,
      elsewhere == 0
        ? nil
        : language.counted(
          elsewhere,
          "{n} answer you gave elsewhere",
          "{n} answers you gave elsewhere"
        ),
      acts == 0
        ? nil : language.counted(acts, "{n} thing you did here", "{n} things you did here"),
    ].compactMap { $0 }
    let made = language("Made from {parts}.", ["parts": language.list(parts)])
    guard used < held else { return made }
    if used == 0 {
      let none =
        elsewhere == 0
        ? language("The list itself needs none of them.")
        : language("The list itself needs none of those you gave here.")
      return "\(made) \(none)"
    }
    let needed =
      elsewhere == 0
      ? language.counted(
        used,
        "The list itself needs one of them.",
        "The list itself needs {n} of them."
      )
      : language.counted(
        used,
        "The list itself needs one of those you gave here.",
        "The list itself needs {n} of those you gave here."
      )
    return "\(made) \(needed)"
  }
}
