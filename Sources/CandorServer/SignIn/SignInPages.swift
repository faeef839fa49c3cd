import Candor
import Hummingbird
import Logging

/// Asks for an address, or says that a link is on its way.
struct SignInPage: Page {
  static let template = "sign-in"

  let frame: Frame
  let isSent: Bool
  let mistake: String?
  let typed: String
}

/// Waits for a click, so that a mail program that looks at links does not use them up.
struct LinkPage: Page {
  static let template = "link"

  let frame: Frame
  let path: String
  /// Whether another record is open here that nothing else leads back to.
  let isOther: Bool
}

/// In by a link, out by a button.
struct SignInPages {
  let house: House
  let templates: Templates

  func add(to routes: some RouterMethods<CandorContext>) {
    routes.get("sign-in", use: ask)
    routes.post("sign-in", use: send)
    routes.get("sign-in/:secret", use: confirm)
    routes.post("sign-in/:secret", use: open)
    routes.post("sign-out", use: leave)
    routes.post("me/keep", use: keep)
  }

  @Sendable func ask(_ request: Request, _ context: CandorContext) async throws -> Response {
    let isSent = request.uri.queryParameters["note"] == "sent"
    return try page(context, isSent: isSent)
  }

  @Sendable func send(_ request: Request, _ context: CandorContext) async throws -> Response {
    let typed = try await request.form().first("email") ?? ""
    guard let email = EmailAddress(typed) else {
      return try page(
        context,
        mistake: house.speaking(to: context)
          .language("Write an e-mail address, such as name@example.org."),
        typed
      )
    }
    await sendLink(to: email, context)
    return .seeOther("/sign-in?note=sent")
  }

  @Sendable func confirm(_ request: Request, _ context: CandorContext) async throws -> Response {
    let house = house.speaking(to: context)
    let secret = try context.parameters.require("secret")
    return try templates.render(
      LinkPage(
        frame: house.frame(house.language("Your way in"), context),
        path: "/sign-in/\(secret.asPathPart)",
        isOther: try await loose(besides: secret, context) != nil
      )
    )
  }

  /// The record that is open here and would be lost by opening the link, which opens another.
  private func loose(
    besides secret: String,
    _ context: CandorContext
  ) async throws -> Person.ID? {
    guard let visitor = context.visitor, let owner = try await house.owner(ofLink: secret),
      owner != visitor.person, try await house.isLoose(visitor.person)
    else { return nil }
    return visitor.person
  }

  @Sendable func open(_ request: Request, _ context: CandorContext) async throws -> Response {
    let secret = try context.parameters.require("secret")
    let loose = try await loose(besides: secret, context)
    var isClaiming = false
    if loose != nil {
      let form = try await request.form()
      isClaiming = form.first("claim") == "yes"
      guard isClaiming || form.first("erase") == "yes" else {
        return .seeOther("/sign-in/\(secret.asPathPart)")
      }
    }
    let session = try await house.open(link: secret)
    if let signal = context.signal, let person = try await house.person(ofSession: session) {
      _ = try await house.signal(signal, by: person, .init(isMinimal: true))
    }
    if let loose, let person = try await house.person(ofSession: session), person != loose {
      if isClaiming {
        _ = try await house.claim(loose, for: person)
      } else {
        _ = try await house.erase(loose)
      }
    }
    if let visitor = context.visitor { try await house.endSession(visitor.secret) }
    var response = Response.seeOther("/me?note=signed-in")
    response.setCookie(house.cookie(session))
    response.setCookie(AskedAgain.forgotten(house))
    return response
  }

  @Sendable func leave(_ request: Request, _ context: CandorContext) async throws -> Response {
    if let visitor = context.visitor { try await house.endSession(visitor.secret) }
    var response = Response.seeOther("/")
    response.setCookie(house.cookie(""))
    response.setCookie(AskedAgain.forgotten(house))
    return response
  }

  /// Binds an address to a record that has none, once its link is opened.
  @Sendable func keep(_ request: Request, _ context: CandorContext) async throws -> Response {
    let person = try context.visitorPerson()
    guard try await house.vault.record(of: person).answers[.email] == nil else {
      return .seeOther("/me?note=has-address")
    }
    guard let email = EmailAddress(try await request.form().first("email") ?? "") else {
      return .seeOther("/me?note=not-an-address#keep")
    }
    await sendLink(to: email, keeping: person, context)
    return .seeOther("/me?note=sent")
  }

  /// The page answers the same when the mail cannot be sent: a failure would tell who is known.
  private func sendLink(
    to email: EmailAddress,
    keeping person: Person.ID? = nil,
    _ context: CandorContext
  ) async {
    do {
      try await house.speaking(to: context).sendLink(to: email, keeping: person)
    } catch {
      context.logger.error("a sign-in link was not sent: \(type(of: error))")
    }
  }

  private func page(
    _ context: CandorContext,
    isSent: Bool = false,
    mistake: String? = nil,
    _ typed: String = ""
  ) throws -> Response {
    let house = house.speaking(to: context)
    let title = isSent ? house.language("Look in your mail") : house.language("Sign in")
    let page = SignInPage(
      frame: house.frame(title, context),
      isSent: isSent,
      mistake: mistake,
      typed: typed
    )
    return try templates.render(page, status: mistake == nil ? .ok : .unprocessableContent)
  }
}
