import Candor
import Hummingbird

/// The results of a poll, for anybody.
struct PollPage: Page {
  static let template = "results"

  let frame: Frame
  let path: String
  let experience: String
  let poll: PollSection
}

/// The results of a poll, as a part of a page.
struct PollSection: Sendable {
  struct Row: Sendable {
    let text: String
    let percent: Int
  }

  struct Result: Sendable {
    let title: String
    let people: String
    let rows: [Row]
  }

  struct Hidden: Sendable {
    let title: String
    let why: String
  }

  let results: [Result]
  /// The questions without a result to show.
  let hidden: [Hidden]
  /// Where the results stand alone; nil on that page.
  let link: String?
}

extension PollSection {
  init(
    _ results: [(question: Question, result: Tally.Result?)],
    link: String?,
    _ language: Language
  ) {
    self.init(
      results: results.compactMap { question, result in
        result.map { result in
          Result(
            title: question.title,
            people: language(
              "At least {count} people answered.",
              ["count": String(result.people)]
            ),
            rows: result.shares.map { Row(text: $0.text, percent: $0.percent) }
          )
        }
      },
      hidden: results.filter { $0.result == nil }.map { question, _ in
        Hidden(
          title: question.title,
          why: language(
            """
            No result yet. We show it when at least {count} people have answered, and not all of \
            them the same. So nobody can tell what you said.
            """,
            ["count": String(Tally.fewest)]
          )
        )
      },
      link: link
    )
  }
}

extension House {
  /// What everyone said, for the end of an experience; nil where that is no poll.
  func pollSection(of experience: Experience) -> PollSection? {
    guard experience.kind == .poll else { return nil }
    return PollSection(results(of: experience), link: "/e/\(experience.name)/results", language)
  }
}

struct PollPages {
  let house: House
  let templates: Templates

  func add(to routes: some RouterMethods<CandorContext>) {
    routes.get("e/:experience/results", use: results)
  }

  @Sendable func results(_ request: Request, _ context: CandorContext) async throws -> Response {
    let house = house.speaking(to: context)
    let poll = try house.poll(context)
    return try templates.render(
      PollPage(
        frame: house.frame(
          house.language("Results: {title}", ["title": poll.title]),
          context
        ),
        path: "/e/\(poll.name)",
        experience: poll.title,
        poll: PollSection(house.results(of: poll), link: nil, house.language)
      )
    )
  }
}
