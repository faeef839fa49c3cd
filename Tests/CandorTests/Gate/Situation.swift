import Candor
import CandorFixtures
import Foundation

/// Rules, a record and a use of it that the Gate refuses for one cause.
struct Situation {
  var rules = Rules.small
  var record: Record
  var use: Use
  var attribute: Attribute.Name? = "genres"

  static let lists = Consent("lists")
  static let offers = Consent("offers", at: "tern-travel")

  /// Mara, who answered everything and said yes to all.
  static func willing(at now: Date = .start) throws -> Record {
    let yeses = try [
      Rules.small.yes(to: lists, at: now), Rules.small.yes(to: Consent("planning"), at: now),
      Rules.small.yes(to: offers, at: now),
    ]
    return Record.after(try Rules.small.declared(by: .mara, at: now) + yeses, at: now)
  }

  /// A situation in which the cause arises.
  static func of(_ cause: RefusalReason.Cause) throws -> Situation {
    let willing = try Self.willing()
    let genres = Use("lists", of: ["genres"])
    let travel = Use("offers", at: "tern-travel", of: ["genres"])
    switch cause {
    case .neverAsked:
      return Situation(record: .after(try Rules.small.declared(by: .mara)), use: genres)
    case .refused:
      return Situation(record: willing.adding([try Rules.small.no(to: lists)]), use: genres)
    case .withdrawn:
      return Situation(record: willing.adding([.withdrawn(Withdrawal(lists))]), use: genres)
    case .expired:
      let once = Date.start.after(days: -400)
      return Situation(record: try Self.willing(at: once), use: genres)
    case .notCovered:
      let rules = try Rules.changed("May we choose stories", to: "May we pick stories")
      return Situation(rules: rules, record: willing, use: genres)
    case .muted:
      return Situation(record: willing.adding([.muted(.attribute("genres"))]), use: genres)
    case .recipientUnknown:
      let use = Use("offers", at: "nobody", of: ["genres"])
      return Situation(record: willing, use: use, attribute: nil)
    case .recipientSuspended:
      let rules = try Rules.changed("title: Tern Travel", to: "title: Tern\n    suspended: true")
      return Situation(rules: rules, record: willing, use: travel, attribute: nil)
    case .agreementEnded:
      let agreement = "agreement: {attributes: [genres], until: 2009-02-12}"
      let rules = try Rules.changed(
        "title: Tern Travel",
        to: "title: Tern Travel\n    \(agreement)"
      )
      return Situation(rules: rules, record: willing, use: travel, attribute: nil)
    case .attributeUnknown:
      let use = Use("lists", of: ["genres", "shoe-size"])
      return Situation(record: willing, use: use, attribute: "shoe-size")
    case .optedOut:
      return Situation(record: willing.adding([.signalled(Signal(gpc: true))]), use: travel)
    case .notConfigured:
      return Situation(record: willing, use: Use("lists", of: ["mood"]), attribute: "mood")
    }
  }

  func decide(at now: Date = .start) -> Decision {
    Gate(rules).decide(use, on: record, at: now)
  }
}

extension Decision {
  var permitted: Permitted? {
    if case .allowed(let permitted) = self { permitted } else { nil }
  }

  /// None when the use was allowed.
  var reasons: [RefusalReason] {
    if case .refused(let reasons) = self { reasons } else { [] }
  }
}
