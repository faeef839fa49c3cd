import Candor
import Fingerprints
import Foundation
import Hummingbird

/// 'I got this mail': whose copy something derives from that came to a person.
struct MailPage: Page {
  static let template = "mail"

  /// What it says of the copies.
  struct Found: Sendable {
    let title: String
    let says: [String]
    /// Whether the record says so from now on.
    let told: Bool
  }

  let frame: Frame
  let found: Found?
  let mistake: String?
  /// Who got what, in sentences.
  let copies: [String]
}

struct MailPages {
  /// Long enough for a mail with all that its servers added.
  static let limit = 1 << 20

  let house: House
  let templates: Templates

  func add(to routes: some RouterMethods<CandorContext>) {
    routes.get("me/mail") { try await show($1, nil, mistake: nil) }
    routes.post("me/mail", use: find)
  }

  @Sendable func find(_ request: Request, _ context: CandorContext) async throws -> Response {
    let house = house.speaking(to: context)
    let person = try context.visitorPerson()
    let text = try await request.form(limit: Self.limit).first("mail") ?? ""
    guard !text.trimmed.isEmpty else {
      let mistake = house.language("Paste the mail here, or copy the label.")
      return try await show(context, nil, mistake: mistake)
    }
    let finding = try await house.trace(Leak(text: text), of: person)
    let words = await house.words()
    return try await show(context, MailPage.Found(finding, words), mistake: nil)
  }

  private func show(
    _ context: CandorContext,
    _ found: MailPage.Found?,
    mistake: String?
  ) async throws -> Response {
    let house = house.speaking(to: context)
    let events = try await house.vault.events(of: context.visitorPerson())
    let words = await house.words()
    let copies = events.compactMap { event -> String? in
      guard case .disclosed(let disclosed) = event.content else { return nil }
      return "\(house.language.day(event.time)): \(words.says(disclosed))"
    }
    return try templates.render(
      MailPage(
        frame: house.frame(house.language("I got this mail"), context),
        found: found,
        mistake: mistake,
        copies: copies
      )
    )
  }
}

extension MailPage.Found {
  init(_ finding: House.Finding, _ words: Words) {
    let language = words.language
    func title(_ edition: Edition.ID) -> String { words.title(of: edition.consent.recipient) }
    var (exact, fits): ([String], [String]) = ([], [])
    for finding in finding.verdict.findings {
      switch finding {
      case .exact(let one): exact.append(title(one.edition))
      case .named(let all, _): exact += all.map { title($0.edition) }
      case .lead(let all): fits = all.map { title($0.edition) }
      }
    }
    let names = language.list(Set(exact).sorted())
    if !exact.isEmpty {
      self.init(
        title: language("From the copy of {name}", ["name": names]),
        says: [
          language(
            "It has an address of yours, or marks, that only the copy of {name} had.",
            ["name": names]
          ),
          language("It does not say who passed it on, or whether they meant to."),
          language(
            "You can stop {name} on My record, and ask us what we do about it.",
            ["name": names]
          ),
        ],
        told: finding.records > 0
      )
    } else if !fits.isEmpty {
      self.init(
        title: language("It fits some copies"),
        says: [
          language(
            "It is written as in the copy of {name}.",
            ["name": language.list(fits.prefix(3))]
          ),
          language("One label alone is never enough to say so: it is a hint, and no accusation."),
        ],
        told: false
      )
    } else {
      self.init(
        title: language("We cannot tell"),
        says: [
          language("Nothing in it points to a copy that we gave to anybody."),
          language("Whoever wrote it may have your address from elsewhere."),
        ],
        told: false
      )
    }
  }
}
