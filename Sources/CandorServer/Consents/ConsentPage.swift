import Candor
import Foundation

/// Every yes and no of a person, each with its exact text and a way to change it.
struct ConsentsPage: Page {
  static let template = "consents"

  /// What is done without a yes, because it was ordered.
  struct Ordered: Sendable {
    let sentence: String
    let fields: String
    let helpers: String?
  }

  let frame: Frame
  let isStale: Bool
  /// Whether something was learned from what was just taken back.
  let isUnlearned: Bool
  let requests: [ConsentRow]
  let ordered: [Ordered]
  let hasOrdered: Bool
}

/// One request, and where the person stands on it.
struct ConsentRow: Sendable {
  let purpose: String
  let recipient: String?
  let request: AskedNotice
  let word: String
  let says: String
  let isGranted: Bool
  let stop: String
  let back: String
}

extension ConsentRow {
  init(_ notice: Notice, _ record: Record, _ house: House, _ words: Words) {
    let language = words.language
    let standing = Self.standing(on: notice, record, words, at: house.now())
    self.init(
      purpose: notice.purpose.rawValue,
      recipient: notice.recipient?.rawValue,
      request: AskedNotice(notice, house.rules, language),
      word: standing.word,
      says: standing.says,
      isGranted: standing.isGranted,
      stop: notice.recipient.map {
        language("Stop sharing with {name}", ["name": words.title(of: $0)])
      } ?? language("Stop this"),
      back: "/me/consents"
    )
  }

  private struct Stands {
    var word: String
    var says: String
    var isGranted = false
  }

  private static func standing(
    on notice: Notice,
    _ record: Record,
    _ words: Words,
    at now: Date
  ) -> Stands {
    let language = words.language
    func day(_ date: Date) -> [String: String] { ["day": language.day(date)] }
    if let yes = yes(to: notice, record, words, at: now) { return yes }
    let standings = notice.attributes.compactMap { record.standing(notice.consent, $0) }
    switch standings.max(by: { $0.date < $1.date }) {
    case nil:
      return Stands(
        word: language("Not asked"),
        says: language("You have not said yes, so nothing is used for this.")
      )
    case .refused(let date):
      return Stands(word: language("No"), says: language("You said no on {day}.", day(date)))
    case .withdrawn(let date):
      return Stands(
        word: language("Stopped"),
        says: language("You took back your yes on {day}.", day(date))
      )
    case .granted(_, let until?, _) where until <= now:
      return Stands(
        word: language("Run out"),
        says: language("Your yes ran out on {day}.", day(until))
      )
    case .granted(_, _, let date):
      return Stands(
        word: language("Changed"),
        says: language(
          """
          You said yes on {day}, and we changed the text since. Nothing is used for this until \
          you read the new one and say yes again.
          """,
          day(date)
        )
      )
    }
  }

  /// A yes to this text that stands, for all that it asks or for some of it.
  private static func yes(
    to notice: Notice,
    _ record: Record,
    _ words: Words,
    at now: Date
  ) -> Stands? {
    var titles: [String] = []
    var dates: [Date] = []
    var ends: [Date] = []
    for name in notice.attributes {
      let standing = record.standing(notice.consent, name)
      guard case .granted(let shown, let until, let date)? = standing,
        notice.hashes.contains(shown), until.map({ $0 > now }) ?? true
      else { continue }
      titles.append(words.title(of: name))
      dates.append(date)
      if let until { ends.append(until) }
    }
    guard let date = dates.max() else { return nil }
    let language = words.language
    let said = language("You said yes on {day}.", ["day": language.day(date)])
    let lasts = ends.min().map { language("It lasts until {day}.", ["day": language.day($0)]) }
    let isWhole = titles.count == notice.attributes.count
    return Stands(
      word: isWhole
        ? language("Yes")
        : language("Yes, to: {names}", ["names": titles.joined(separator: language("; "))]),
      says: [said, lasts].compactMap { $0 }.joined(separator: " "),
      isGranted: true
    )
  }
}
