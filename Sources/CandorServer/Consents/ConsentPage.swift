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
  let isRefused: Bool
  let stop: String
  let back: String
}

extension ConsentRow {
  init(_ notice: Notice, _ record: Record, _ house: House, _ words: Words) {
    let standing = Self.standing(on: notice, record, at: house.now())
    self.init(
      purpose: notice.purpose.rawValue,
      recipient: notice.recipient?.rawValue,
      request: AskedNotice(notice, house.rules),
      word: standing.word,
      says: standing.says,
      isGranted: standing.isGranted,
      isRefused: standing.isRefused,
      stop: notice.recipient.map { "Stop sharing with \(words.title(of: $0))" } ?? "Stop this",
      back: "/me/consents"
    )
  }

  private struct Stands {
    var word: String
    var says: String
    var isGranted = false
    var isRefused = false
  }

  private static func standing(on notice: Notice, _ record: Record, at now: Date) -> Stands {
    let standings = notice.attributes.map { record.standing(notice.consent, $0) }
    let last = standings.compactMap { $0 }.max { $0.date < $1.date }
    func day(_ date: Date) -> String { Words.day(date) }
    let isPartial = Set(standings.map { $0?.word }).count > 1
    switch last {
    case nil:
      return Stands(word: "Not asked", says: "You have not said yes, so nothing is used for this.")
    case .refused(let date):
      return Stands(word: "No", says: "You said no on \(day(date)).", isRefused: true)
    case .withdrawn(let date):
      return Stands(word: "Stopped", says: "You took back your yes on \(day(date)).")
    case .granted(_, let until?, _) where until <= now:
      return Stands(word: "Run out", says: "Your yes ran out on \(day(until)).")
    case .granted(let hash, _, let date) where hash != notice.hash:
      return Stands(
        word: "Changed",
        says: """
          You said yes on \(day(date)), and we changed the text since. Nothing is used for this \
          until you read the new one and say yes again.
          """
      )
    case .granted(_, let until, let date):
      let lasts = until.map { " It lasts until \(day($0))." } ?? ""
      return Stands(
        word: isPartial ? "Yes to some" : "Yes",
        says: "You said yes on \(day(date)).\(lasts)",
        isGranted: true
      )
    }
  }
}
