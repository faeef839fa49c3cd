import Candor
import Foundation

/// One request, where the person stands on it, and what they can say.
struct ConsentRow: Sendable {
  /// A button; those of one row have one size.
  struct Choice: Sendable {
    let answer: String
    let says: String
  }

  let purpose: String
  let recipient: String?
  let sentence: String
  let request: AskedNotice
  let path: String
  let word: String
  let says: String
  let isGranted: Bool
  /// What is asked when a browser and its person say different things; nil when they do not.
  let conflict: String?
  /// Whether a yes is one in spite of what the browser asks, as the page says beside it.
  let isDespite: Bool
  let choices: [Choice]
  let back: String
  /// Where a receipt of what was said lies; nil when nothing was, or the rules cannot write any.
  let receipt: String?
}

extension ConsentRow {
  init(
    _ notice: Notice,
    _ record: Record,
    _ house: House,
    _ words: Words,
    back: String = "/me/consents"
  ) {
    let (now, language) = (house.now(), words.language)
    let lapsed = house.rules.lapsed(notice, in: record, at: now)
    let optOut = house.rules.optOut(against: notice.consent, in: record)
    let title = words.title(of: notice.recipient)
    let names = ["name": title]
    let stands =
      lapsed.map { Stands($0, title, language) } ?? .init(notice, record, words, at: now)
    let conflict: String? =
      if case .optedOut? = lapsed?.why {
        language(
          """
          Your browser says: do not sell or share. You said yes to {name} before. Which one counts?
          """,
          names
        )
      } else if optOut != nil, !stands.isGranted {
        language("Your browser says: do not sell or share. If you say yes here, your yes counts.")
      } else {
        nil
      }
    let choices: [Choice]
    if stands.isGranted {
      let stop =
        notice.recipient == nil
        ? language("Stop this") : language("Stop sharing with {name}", names)
      choices = [Choice(answer: "withdraw", says: stop)]
    } else if case .optedOut? = lapsed?.why {
      choices = [
        Choice(answer: "refuse", says: language("What my browser says")),
        Choice(answer: "grant", says: language("My yes to {name}", names)),
      ]
    } else {
      choices = [
        Choice(answer: "grant", says: language("Yes")),
        Choice(answer: "refuse", says: language("No")),
      ]
    }
    let request = AskedNotice(notice, house.rules, language)
    self.init(
      purpose: notice.purpose.rawValue,
      recipient: notice.recipient?.rawValue,
      sentence: request.sentence,
      request: request,
      path: notice.consent.path,
      word: stands.word,
      says: stands.says,
      isGranted: stands.isGranted,
      conflict: conflict,
      isDespite: conflict != nil,
      choices: choices,
      back: back,
      receipt: record.standings[notice.consent] != nil && house.rules.missingForReceipts.isEmpty
        ? notice.consent.receiptPath : nil
    )
  }
}

extension Consent {
  /// The page that asks for it.
  var path: String { "/me/consents/\(pathPart)" }

  /// The receipt of what was said about it.
  var receiptPath: String { "/me/receipts/consents/\(pathPart)" }

  private var pathPart: String {
    let parts = [purpose.rawValue] + (recipient.map { [$0.rawValue] } ?? [])
    return parts.map(\.asPathPart).joined(separator: "/")
  }
}

/// Where a person stands on a request, in a word and a sentence.
private struct Stands {
  var word: String
  var says: String
  var isGranted = false
}

extension Stands {
  init(_ lapsed: Lapsed, _ title: String, _ language: Language) {
    let said = language.day(lapsed.said)
    switch lapsed.why {
    case .ranOut(let end):
      self.init(
        word: language("Run out"),
        says: language(
          "Your yes ran out on {day}. Nothing is used for this now.",
          ["day": language.day(end)]
        )
      )
    case .changed:
      self.init(
        word: language("Changed"),
        says: language(
          """
          You said yes on {day}, and we changed the text since. Nothing is used for this until \
          you read the new one and say yes again.
          """,
          ["day": said]
        )
      )
    case .optedOut(let since):
      self.init(
        word: language("Waiting for you"),
        says: language(
          """
          You said yes on {day}. Since {since} your browser asks us not to share. {name} gets \
          nothing until you say which one counts.
          """,
          ["day": said, "since": language.day(since), "name": title]
        )
      )
    }
  }

  /// Of a request without a yes, or with one that stands.
  init(_ notice: Notice, _ record: Record, _ words: Words, at now: Date) {
    if let yes = Self.yes(to: notice, record, words, at: now) {
      self = yes
      return
    }
    let language = words.language
    let standings = notice.attributes.compactMap { record.standing(notice.consent, $0) }
    switch standings.max(by: { $0.date < $1.date }) {
    case .refused(let date):
      self.init(
        word: language("No"),
        says: language("You said no on {day}.", ["day": language.day(date)])
      )
    case .withdrawn(let date):
      self.init(
        word: language("Stopped"),
        says: language("You took back your yes on {day}.", ["day": language.day(date)])
      )
    case nil, .granted:
      self.init(
        word: language("Not asked"),
        says: language("You have not said yes, so nothing is used for this.")
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
