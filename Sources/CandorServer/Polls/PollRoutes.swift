import Candor
import CandorAPI
import Hummingbird

/// What polls have come to, as shares of people.
struct PollRoutes {
  let house: House

  func add(to routes: some RouterMethods<CandorContext>) {
    routes.get("polls/:experience", use: show)
  }

  @Sendable func show(_ request: Request, _ context: CandorContext) async throws -> Response {
    try context.require(.counts)
    let poll = try house.poll(context)
    return try Response(json: PollReply(poll, house.results(of: poll)))
  }
}

extension PollReply {
  init(_ poll: Experience, _ results: [(question: Candor.Question, result: Tally.Result?)]) {
    self.init(
      experience: poll.name.rawValue,
      title: poll.title,
      questions: results.map { question, result in
        Question(
          question: question.name.rawValue,
          title: question.title,
          people: result?.people,
          shares: result?.shares.map { Share(value: $0.value, text: $0.text, percent: $0.percent) }
        )
      }
    )
  }
}
