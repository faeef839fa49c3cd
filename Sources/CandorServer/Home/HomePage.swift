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
    try templates.render(
      HomePage(
        frame: house.frame("Your answers, on your terms", context),
        neverSells: house.rules.sale == .never,
        experiences: house.rules.experiences.map { HomePage.Entry($0, house.rules) }
      )
    )
  }
}

extension HomePage.Entry {
  init(_ experience: Experience, _ rules: Rules) {
    let gives = Set(experience.questions.flatMap(\.gives))
    self.init(
      name: experience.name.rawValue,
      kind: experience.kind.title,
      title: experience.title,
      description: experience.description,
      questions: experience.questions.count.counted("question").asOpening,
      gives: rules.benefits.filter { gives.contains($0.name) }.map(\.sentence)
    )
  }
}

extension Experience.Kind {
  var title: String {
    switch self {
    case .quiz: "Quiz"
    case .poll: "Poll"
    case .match: "Match"
    case .preferences: "Preferences"
    }
  }
}
