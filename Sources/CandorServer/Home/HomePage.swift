import Candor
import Hummingbird

/// What the company keeps records for, and what there is to take part in.
struct HomePage: Page {
  static let template = "home"

  struct Entry: Sendable {
    let name: String
    let kind: String
    let title: String
    let description: String?
    let questions: String
    let gives: [String]
  }

  let frame: Frame
  let neverSells: Bool
  let experiences: [Entry]
}

struct HomePages {
  let house: House
  let templates: Templates

  func add(to routes: some RouterMethods<CandorContext>) {
    routes.get("/", use: show)
  }

  @Sendable func show(_ request: Request, _ context: CandorContext) async throws -> Response {
    let house = house.speaking(to: context)
    return try templates.render(
      HomePage(
        frame: house.frame(house.language("Your answers, on your terms"), context),
        neverSells: house.rules.sale == .never,
        experiences: house.rules.experiences.map { HomePage.Entry($0, house) }
      )
    )
  }
}

extension HomePage.Entry {
  init(_ experience: Experience, _ house: House) {
    let language = house.language
    let gives = Set(experience.questions.flatMap(\.gives))
    self.init(
      name: experience.name.rawValue,
      kind: experience.kind.title(language),
      title: experience.title,
      description: experience.description,
      questions: language.counted(experience.questions.count, "{n} question", "{n} questions")
        .asOpening,
      gives: house.rules.benefits.filter { gives.contains($0.name) }.map(\.sentence)
    )
  }
}

extension Experience.Kind {
  func title(_ language: Language) -> String {
    switch self {
    case .quiz: language("Quiz")
    case .poll: language("Poll")
    case .match: language("Match")
    case .preferences: language("Preferences")
    }
  }
}
