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
}

extension ConsentRow {
  init(
    _ notice: Notice,
    _ record: Record,
    _ house: House,
    _ words: Words,
    back: String = "/me/consents"
  ) {
    let now = house.now()
    let lapsed = house.rules.lapsed(notice, in: record, at: now)
    let optOut = house.rules.optOut(against: notice.consent, in: record)
    let title = words.title(of: notice.recipient)
    let stands =
      lapsed.map { Stands($0, title) } ?? .init(notice, record, words, at: now)
    let conflict: String? =
      if case .optedOut? = lapsed?.why {
        """
        Your browser says: do not sell or share. You said yes to \(title) before. Which one counts?
        """
      } else if optOut != nil, !stands.isGranted {
        "Your browser says: do not sell or share. If you say yes here, your yes counts."
      } else {
        nil
      }
    let choices: [Choice]
    if stands.isGranted {
      let stop = notice.recipient == nil ? "Stop this" : "Stop sharing with \(title)"
      choices = [Choice(answer: "withdraw", says: stop)]
    } else if case .optedOut? = lapsed?.why {
      choices = [
        Choice(answer: "refuse", says: "What my browser says"),
        Choice(answer: "grant", says: "My yes to \(title)"),
      ]
    } else {
      choices = [Choice(answer: "grant", says: "Yes"), Choice(answer: "refuse", says: "No")]
    }
    let request = AskedNotice(notice, house.rules)
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
      back: back
    )
  }
}

extension Consent {
  /// The page that asks for it.
  var path: String {
    let parts = [purpose.rawValue] + (recipient.map { [$0.rawValue] } ?? [])
    return "/me/consents/" + parts.map(\.asPathPart).joined(separator: "/")
  }
}

/// Where a person stands on a request, in a word and a sentence.
private struct Stands {
  var word: String
  var says: String
  var isGranted = false
}

extension Stands {
  init(_ lapsed: Lapsed, _ title: String) {
    let said = "You said yes on \(Words.day(lapsed.said))"
    switch lapsed.why {
    case .ranOut(let end):
      self.init(
        word: "Run out",
        says: "Your yes ran out on \(Words.day(end)). Nothing is used for this now."
      )
    case .changed:
      self.init(
        word: "Changed",
        says: """
          \(said), and we changed the text since. Nothing is used for this until you read the new \
          one and say yes again.
          """
      )
    case .optedOut(let since):
      self.init(
        word: "Waiting for you",
        says: """
          \(said). Since \(Words.day(since)) your browser asks us not to share. \(title) gets nothing \
          until you say which one counts.
          """
      )
    }
  }

  /// Of a request without a yes, or with one that stands.
  init(_ notice: Notice, _ record: Record, _ words: Words, at now: Date) {
    if let yes = Self.yes(to: notice, record, words, at: now) {
      self = yes
      return
    }
    let standings = notice.attributes.compactMap { record.standing(notice.consent, $0) }
    switch standings.max(by: { $0.date < $1.date }) {
    case .refused(let date):
      self.init(word: "No", says: "You said no on \(Words.day(date)).")
    case .withdrawn(let date):
      self.init(word: "Stopped", says: "You took back your yes on \(Words.day(date)).")
    case nil, .granted:
      self.init(word: "Not asked", says: "You have not said yes, so nothing is used for this.")
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
      guard case .granted(notice.hash, let until, let date)? = standing,
        until.map({ $0 > now }) ?? true
      else { continue }
      titles.append(words.title(of: name))
      dates.append(date)
      if let until { ends.append(until) }
    }
    guard let date = dates.max() else { return nil }
    let lasts = ends.min().map { " It lasts until \(Words.day($0))." } ?? ""
    let isWhole = titles.count == notice.attributes.count
    return Stands(
      word: isWhole ? "Yes" : "Yes, to: \(titles.joined(separator: "; "))",
      says: "You said yes on \(Words.day(date)).\(lasts)",
      isGranted: true
    )
  }
}
