import CandorFixtures
import Foundation
import Testing

@testable import Candor

/// An offer that may not be posted, and why.
struct OfferBreach: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let offer: Offer
  let path: String
  /// Part of the sentence that says what is wrong.
  let rule: String
  /// A passage of the market's rules, written differently.
  var change: (passage: String, other: String)?

  init(
    _ description: String,
    _ offer: Offer,
    path: String,
    says rule: String,
    where change: (String, String)? = nil
  ) {
    self.testDescription = description
    self.offer = offer
    self.path = path
    self.rule = rule
    self.change = change
  }

  func rules() throws -> Rules {
    guard let change else { return .market }
    let yaml = try Rules.changedYAML("sale: never\n", to: Rules.marketYAML)
    try #require(yaml.contains(change.passage))
    return try Rules(yaml: yaml.replacing(change.passage, with: change.other, maxReplacements: 1))
  }
}

extension OfferBreach {
  static let all = parties + attributes + money + form

  private static let parties: [OfferBreach] = [
    OfferBreach(
      "where nothing is sold",
      .voyage(),
      path: "",
      says: "nothing is sold here, at no price",
      where: (Rules.marketYAML, "sale: never\n")
    ),
    OfferBreach(
      "where the rules do not speak of a sale",
      .voyage(),
      path: "",
      says: "nothing is sold here, at no price",
      where: (Rules.marketYAML, "")
    ),
    OfferBreach(
      "by somebody unknown",
      .voyage(by: "gull-games"),
      path: "recipient",
      says: "'gull-games' is no recipient of this house"
    ),
    OfferBreach(
      "by somebody suspended",
      .voyage(),
      path: "recipient",
      says: "'tern-travel' is suspended",
      where: ("title: Tern Travel\n", "title: Tern Travel\n    suspended: true\n")
    ),
    OfferBreach(
      "by a processor",
      .voyage(by: "gannet-mail"),
      path: "recipient",
      says: "is a processor"
    ),
    OfferBreach(
      "for an unknown purpose",
      .voyage(for: "gossip"),
      path: "purpose",
      says: "'gossip' is no purpose of this house"
    ),
    OfferBreach(
      "for what needs no yes",
      .voyage(for: "sign-in", attributes: ["email"]),
      path: "purpose",
      says: "needs no yes"
    ),
    OfferBreach(
      "for what the rules do not open to offers",
      .voyage(for: "lists", attributes: ["genres"]),
      path: "purpose",
      says: "not among the purposes that may be offered for"
    ),
    OfferBreach(
      "for a purpose of somebody else",
      .voyage(by: "gannet-mail"),
      path: "purpose",
      says: "'gannet-mail' does not have the purpose 'offers'"
    ),
  ]

  private static let attributes: [OfferBreach] = [
    OfferBreach("for nothing", .voyage(attributes: []), path: "attributes", says: "is empty"),
    OfferBreach(
      "for an unknown attribute",
      .voyage(attributes: ["genres", "shoe-size"]),
      path: "attributes",
      says: "'shoe-size' is no attribute of this house"
    ),
    OfferBreach(
      "for an attribute of another purpose",
      .voyage(attributes: ["mood"]),
      path: "attributes",
      says: "'mood' is not among the uses of 'offers'"
    ),
    OfferBreach(
      "for more than the recipient may get",
      .voyage(),
      path: "attributes",
      says: "'email' is not what 'tern-travel' may get",
      where: (
        "attributes: [genres, departure, email]\n    text: May we give three",
        "attributes: [genres, departure]\n    text: May we give two"
      )
    ),
    OfferBreach(
      "for what is sensitive",
      .voyage(for: "planning", attributes: ["mood"]),
      path: "attributes",
      says: "'mood' is sensitive: nobody is paid to tell it",
      where: ("title: Why you read\n", "title: Why you read\n    sensitive: true\n")
    ),
  ]

  private static let money: [OfferBreach] = [
    OfferBreach(
      "for no reward",
      .voyage(reward: .money(.cents(0))),
      path: "reward",
      says: "must be more than nothing"
    ),
    OfferBreach(
      "below the least reward",
      .voyage(reward: .money(.cents(9))),
      path: "reward",
      says: "must be 0.10 EUR at least"
    ),
    OfferBreach(
      "for a perk without words",
      .voyage(reward: .perk(" "), escrow: nil),
      path: "reward.perk",
      says: "say what the person gets"
    ),
    OfferBreach(
      "without escrow",
      .voyage(escrow: nil),
      path: "escrow",
      says: "nobody is promised what is not there"
    ),
    OfferBreach(
      "with a cent too little in escrow",
      .voyage(escrow: .cents(39)),
      path: "escrow",
      says: "must be 0.40 EUR at least"
    ),
    OfferBreach(
      "with money set aside for a perk",
      .voyage(reward: .perk("A year of letters.")),
      path: "escrow",
      says: "this one is a perk"
    ),
    OfferBreach(
      "in another currency",
      .voyage(reward: .money(.cents(20, .dollar)), escrow: .cents(40, .dollar)),
      path: "reward",
      says: "must be in EUR"
    ),
    OfferBreach(
      "with an escrow in another currency",
      .voyage(escrow: .cents(40, .dollar)),
      path: "escrow",
      says: "must be in EUR"
    ),
    OfferBreach(
      "with a worth in another currency",
      .voyage(worth: Worth(.cents(25, .dollar), method: "as paid before")),
      path: "worth.money",
      says: "must be in EUR"
    ),
    OfferBreach(
      "for more than there is",
      .voyage(wanted: .max),
      path: "wanted",
      says: "more than can be counted exactly"
    ),
  ]

  private static let form: [OfferBreach] = [
    OfferBreach(
      "for nobody",
      .voyage(wanted: 0),
      path: "wanted",
      says: "must be one person at least"
    ),
    OfferBreach(
      "for less than nobody",
      .voyage(wanted: -2),
      path: "wanted",
      says: "must be one person at least"
    ),
    OfferBreach(
      "under a name that no file takes",
      .voyage("Voyage, \"now\""),
      path: "id",
      says: "must be a name"
    ),
    OfferBreach("without words", .voyage(text: "\n"), path: "text", says: "is missing"),
    OfferBreach(
      "without how its worth was estimated",
      .voyage(worth: Worth(.cents(25), method: "")),
      path: "worth.method",
      says: "is missing"
    ),
    OfferBreach(
      "that closes before it opens",
      .voyage(closes: .start),
      path: "closes",
      says: "must be after the offer opens"
    ),
    OfferBreach(
      "for longer than a yes lasts",
      .voyage(duration: Term(31, .day)),
      path: "duration",
      says: "must be 30 days at most"
    ),
  ]
}
