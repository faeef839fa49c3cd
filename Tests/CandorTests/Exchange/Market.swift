import CandorFixtures
import Foundation
import Testing

@testable import Candor

/// A house in which offers are made, with its books.
struct Market {
  var rules: Rules
  var books = Books()
  var records: [Person.ID: Record] = [:]

  var gate: Gate { Gate(rules) }

  init(_ rules: Rules = .market) throws {
    self.rules = rules
    for member in Cast.allCases {
      let answers = try Rules.small.declared(by: member == .oona ? .mara : member)
      records[member.id] = .after(answers, of: member)
    }
  }

  /// Posts an offer, once its escrow was paid in.
  mutating func post(_ offer: Offer, at now: Date = .start) throws -> Posted {
    if let escrow = offer.escrow {
      let why = Posting.Why.deposited(by: offer.recipient, reference: "for \(offer.id)")
      try books.post(Posting(why, escrow, at: now))
    }
    return try Posted(offer, under: rules, in: &books, at: now)
  }

  func record(_ member: Cast) -> Record { records[member.id] ?? Record(of: member.id) }

  mutating func add(_ contents: [Event.Content], to person: Person.ID, at now: Date = .start) {
    records[person] = records[person]?.adding(contents, at: now)
  }

  mutating func accept(
    _ posted: inout Posted,
    by member: Cast,
    despite: Signal? = nil,
    at now: Date = .start
  ) throws {
    let contents = try posted.accept(
      posted.offer.terms(by: rules),
      by: record(member),
      despite: despite,
      through: gate,
      at: now
    )
    add(contents, to: member.id, at: now)
  }

  func decide(_ use: Use, of member: Cast, at now: Date = .start) -> Decision {
    gate.decide(use, on: record(member), at: now)
  }

  mutating func deliver(_ posted: inout Posted, to member: Cast, at now: Date = .start) throws {
    let permitted = try #require(decide(posted.offer.use, of: member, at: now).permitted)
    add(try posted.deliver(permitted, in: &books), to: member.id, at: now)
  }
}

extension Rules {
  /// The small house, in which Tern Travel may make offers.
  static let market: Rules = {
    do {
      return try .changed("sale: never\n", to: marketYAML)
    } catch {
      preconditionFailure("the market breaks a rule: \(error)")
    }
  }()

  static let marketYAML = """
    sale: exchange

    exchange:
      currency: EUR
      purposes: [offers]
      least: 0.10

    """
}

extension Currency {
  static let euro: Currency = {
    guard let euro = Currency("EUR") else { preconditionFailure("there is no euro") }
    return euro
  }()
}

extension Money {
  static func cents(_ minor: Int64, _ currency: Currency = .euro) -> Money {
    guard let money = Money(minor: minor, currency) else { preconditionFailure("no money") }
    return money
  }
}

extension Offer {
  /// Twenty cents for two answers, for a month, from two people.
  static func voyage(
    _ id: Offer.ID = "voyage",
    by recipient: Recipient.Name = "tern-travel",
    for purpose: Purpose.Name = "offers",
    attributes: [Attribute.Name] = ["genres", "email"],
    duration: Term = Term(20, .day),
    reward: Reward = .money(.cents(20)),
    wanted: Int = 2,
    escrow: Money? = .cents(40),
    worth: Worth = Worth(.cents(25), method: "what we paid for such addresses last year, by each"),
    text: String = "We send you voyages that fit what you read.",
    opens: Date = .start,
    closes: Date = Date.start.after(days: 10)
  ) -> Offer {
    Offer(
      id,
      by: recipient,
      for: purpose,
      attributes: attributes,
      duration: duration,
      reward: reward,
      wanted: wanted,
      escrow: escrow,
      worth: worth,
      text: text,
      opens: opens,
      closes: closes
    )
  }
}
