import Candor
import Hummingbird

/// What a person is to be asked again, told quietly and once a visit.
struct AskedAgain: Sendable {
  struct Line: Sendable {
    let says: String
    let path: String
  }

  let lines: [Line]
}

extension AskedAgain {
  private static let cookie = "candor-asked"

  /// - Returns: nil when there is nothing to ask, or all of it was told in this visit.
  init?(_ record: Record, _ house: House, _ request: Request) {
    let told = Set(
      (request.cookies[Self.cookie]?.value ?? "").split(separator: "_").map(String.init)
    )
    let lapsed = house.rules.lapsed(in: record, at: house.now())
    guard lapsed.contains(where: { !told.contains($0.mark) }) else { return nil }
    let rules = house.rules
    self.init(
      lines: lapsed.map { lapsed in
        let sentence = rules.purpose(lapsed.consent.purpose)?.sentence ?? ""
        let title = lapsed.consent.recipient.flatMap { rules.recipient($0)?.title }
        return Line(
          says: lapsed.tells(sentence, title ?? rules.company.name, house.language),
          path: lapsed.consent.path
        )
      }
    )
  }

  /// What the browser remembers until it is closed, so that it is not told again.
  static func told(_ record: Record, _ house: House) -> Cookie {
    let lapsed = house.rules.lapsed(in: record, at: house.now())
    return cookie(lapsed.map(\.mark).joined(separator: "_"), house, maxAge: nil)
  }

  /// Makes the next visit a new one.
  static func forgotten(_ house: House) -> Cookie { cookie("", house, maxAge: 0) }

  private static func cookie(_ value: String, _ house: House, maxAge: Int?) -> Cookie {
    Cookie(
      name: cookie,
      value: value,
      maxAge: maxAge,
      path: "/me",
      secure: house.isSecure,
      httpOnly: true,
      sameSite: .lax
    )
  }
}

extension Lapsed {
  /// Tells it from others; of the letters that a cookie may have.
  fileprivate var mark: String {
    [consent.purpose.rawValue, consent.recipient?.rawValue ?? "", why.word].joined(separator: ".")
  }

  fileprivate func tells(
    _ sentence: String,
    _ title: String,
    _ language: Language
  ) -> String {
    switch why {
    case .ranOut: language("{sentence} Your yes to this ran out.", ["sentence": sentence])
    case .changed:
      language("{sentence} We changed what you said yes to.", ["sentence": sentence])
    case .optedOut:
      language(
        "Your browser says: do not share. You said yes to {name} before.",
        ["name": title]
      )
    }
  }
}

extension Lapsed.Why {
  fileprivate var word: String {
    switch self {
    case .ranOut: "out"
    case .changed: "changed"
    case .optedOut: "signal"
    }
  }
}
