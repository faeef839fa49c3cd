import Candor
import Foundation
import Hummingbird
import Logging
import NIOCore

/// The server: the JSON API, the pages and the assets over one house.
///
/// - Parameters:
///   - house: what the requests are answered with.
///   - configuration: where to listen.
///   - onStart: told the port once the server listens.
public func buildApplication(
  _ house: House,
  configuration: ApplicationConfiguration = .init(),
  logger: Logger = Logger(label: "candor"),
  onStart: @escaping @Sendable (any Channel) async -> Void = { _ in }
) async throws -> some ApplicationProtocol {
  let router = try await buildRouter(house, logger: logger)
  var application = Application(
    router: router,
    configuration: configuration,
    onServerRunning: onStart,
    logger: logger
  )
  if house.learns { application.addServices(Learning(house: house)) }
  if house.messenger != nil { application.addServices(Sending(house: house)) }
  return application
}

func buildRouter(
  _ house: House,
  logger: Logger = Logger(label: "candor")
) async throws -> Router<CandorContext> {
  let templates = try Templates(in: house.languages.all)
  let router = Router(context: CandorContext.self)
  router.addMiddleware {
    AccessLog()
    SecurityHeaders()
    LanguageMiddleware(house: house)
    HostOrigins(house: house)
    NotFoundMiddleware(house: house, templates: templates)
    FileMiddleware(
      Bundle.module.bundleURL.appending(path: "Assets").path,
      urlBasePath: "/assets",
      cacheControl: .init([
        (.textCss, [.public, .maxAge(3600)]), (.textJavascript, [.public, .maxAge(3600)]),
      ]),
      logger: logger
    )
  }
  let machine = router.group("").add(middleware: ProblemMiddleware())
  HealthRoutes(house: house).add(to: machine)
  OpenAPIRoutes().add(to: machine)
  LogRoutes(house: house).add(to: machine)
  GlobalPrivacyControlRoutes().add(to: machine)
  KeySetRoutes(house: house).add(to: machine)
  try VerifyPages().add(to: machine)

  BehaviourRoutes(house: house).add(
    to: router.group("v1").add(middleware: ProblemMiddleware())
  )
  ChangeRoutes(house: house).add(
    to: router.group("v1").add(middleware: ProblemMiddleware())
  )
  let api = router.group("v1").add(middleware: ProblemMiddleware())
    .add(middleware: KeyMiddleware(house: house))
  PeopleRoutes(house: house).add(to: api)
  AnswerRoutes(house: house).add(to: api)
  NameFormsRoutes(house: house).add(to: api)
  ConsentRoutes(house: house).add(to: api)
  ClaimRoutes(house: house).add(to: api)
  SignalRoutes(house: house).add(to: api)
  ActRoutes(house: house).add(to: api)
  ImportRoutes(house: house).add(to: api)
  BehaviourCountRoutes(house: house).add(to: api)
  ListRoutes(house: house).add(to: api)
  RecordRoutes(house: house).add(to: api)
  ReceiptRoutes(house: house).add(to: api)
  ConsentReceiptRoutes(house: house).add(to: api)
  DecisionRoutes(house: house).add(to: api)
  DisclosureRoutes(house: house).add(to: api)
  TraceRoutes(house: house).add(to: api)
  RecipientRoutes(house: house).add(to: api)
  RelayRoutes(house: house).add(to: api)
  OfferRoutes(house: house).add(to: api)
  ModelRoutes(house: house).add(to: api)
  ReciprocityRoutes(house: house).add(to: api)
  PollRoutes(house: house).add(to: api)
  ExperienceRoutes(house: house).add(to: api)
  CatalogueRoutes(house: house).add(to: api)
  KeyRoutes(house: house).add(to: api)

  // Twice: for what fails before the visitor is known, and, with the visitor's own frame, after.
  let errors = ErrorPageMiddleware(house: house, templates: templates)
  let pages = router.group("")
    .add(middleware: errors)
    .add(middleware: VisitorMiddleware(house: house))
    .add(middleware: SignalMiddleware(house: house))
    .add(middleware: errors)
    .add(middleware: SameOrigin())
  Pages(house: house, templates: templates).add(to: pages)
  if let embedding = house.rules.embedding {
    try await EmbedRoutes(house, embedding, templates).add(to: router)
  }
  return router
}
