import CandorFixtures
import Foundation
import Testing

@testable import Candor

/// Offers, people and money together, over random lives of a market.
struct ExchangePropertyTests {
  /// More where everything is tried: a life takes a millisecond and a half.
  private static let lives: UInt64 =
    ProcessInfo.processInfo.environment["CANDOR_FULL"] == nil ? 40_000 : 100_000
  private static let shards: UInt64 = 8

  @Test(arguments: 0..<shards)
  func `whatever happens in a market, its books balance and nobody is paid twice or robbed`(
    _ shard: UInt64
  ) throws {
    let start = try MarketLife.Start()
    var seen: [String: Int] = [:]
    for seed in shard * Self.lives / Self.shards..<(shard + 1) * Self.lives / Self.shards {
      var life = try MarketLife(seed, start)
      for step in 1...14 {
        let deed = try life.live()
        seen[deed, default: 0] += 1
        if let wrong = try life.wrong() {
          Issue.record("seed \(seed), step \(step), after \(deed): \(wrong)")
          return
        }
      }
    }
    let deeds: Set = [
      "accepted", "accepted:no", "declined", "withdrew", "stopped", "delivered", "delivered:no",
      "closed", "lapsed", "paid out", "sent", "returned",
    ]
    #expect(Set(seen.keys) == deeds, "the seeds try too little: \(seen)")
    #expect(seen.values.allSatisfy { $0 > 30 }, "the seeds try too little: \(seen)")
  }
}

/// One market with two offers and three people, and what is known of it without its books.
private struct MarketLife {
  /// What every life begins with; to make it takes longer than a life.
  struct Start {
    let market: Market
    let posted: [Posted]
    let terms: [Notice.Hash]
    let paidIn: Int64

    init() throws {
      var market = try Market()
      let offers = [
        Offer.voyage(),
        .voyage("journey", reward: .money(.cents(33)), wanted: 1, escrow: .cents(70)),
      ]
      posted = try offers.map { try market.post($0) }
      terms = offers.map { $0.terms(by: market.rules) }
      paidIn = 110
      self.market = market
    }
  }

  private var dice: Dice
  private let terms: [Notice.Hash]
  private let paidIn: Int64
  private let gate: Gate
  private var market: Market
  private var posted: [Posted]
  private var now = Date.start
  /// Who has been rewarded for what, each with the reward in cents.
  private var earned: [Person.ID: [Offer.ID: Int64]] = [:]
  private var files: [Payout] = []
  private var sent: Int64 = 0

  init(_ seed: UInt64, _ start: Start) throws {
    dice = Dice(seed)
    market = start.market
    posted = start.posted
    terms = start.terms
    paidIn = start.paidIn
    gate = start.market.gate
  }

  /// One thing that happens, likely or not.
  mutating func live() throws -> String {
    let place = dice.roll(0...posted.count - 1)
    let person = dice.pick(Cast.allCases).id
    guard let record = market.records[person] else { return "" }
    if dice.chance(15) { now = now.after(days: dice.roll(1...9)) }
    switch dice.roll(0...19) {
    case 0...5: return accept(place, person, record)
    case 6: return add(posted[place].decline(terms[place], by: record), person, "declined")
    case 7...8: return add(posted[place].withdraw(by: record), person, "withdrew")
    case 9:
      _ = add([.withdrawn(Withdrawal(Situation.offers))], person, "stopped")
      let after = market.records[person] ?? record
      for offer in after.givenUp(since: record) {
        for index in posted.indices where posted[index].offer.id == offer {
          posted[index].release(person)
        }
      }
      return "stopped"
    case 10...14: return deliver(place, person, record)
    case 15:
      posted[place].close(at: now)
      return "closed"
    case 16:
      for index in posted.indices { posted[index].releaseLapsed(at: now) }
      return "lapsed"
    case 17:
      let id = Payout.ID("p\(dice.roll(1...9))")
      guard let payout = try market.books.payOut(id, in: .euro, at: now) else { return "paid out" }
      if let before = files.first(where: { $0.id == id }) {
        return before == payout ? "paid out" : "paid out otherwise"
      }
      files.append(payout)
      return "paid out"
    case 18:
      guard let file = files.last else { return "sent" }
      let isNew = !market.books.has(.sent(file.id))
      try market.books.send(file, at: now)
      if isNew { sent += try file.total().minor }
      return "sent"
    default:
      try posted[place].returnRest(in: &market.books, at: now)
      return "returned"
    }
  }

  private mutating func add(
    _ contents: [Event.Content],
    _ person: Person.ID,
    _ deed: String
  ) -> String {
    market.add(contents, to: person, at: now)
    return deed
  }

  private mutating func accept(_ place: Int, _ person: Person.ID, _ record: Record) -> String {
    let offer = posted[place].offer
    let wasOpen = posted[place].unavailable(at: now) == nil
    do {
      let contents = try posted[place].accept(terms[place], by: record, through: gate, at: now)
      market.add(contents, to: person, at: now)
      if !wasOpen || earned[person]?[offer.id] != nil { return "accepted against the terms" }
      return "accepted"
    } catch {
      return "accepted:no"
    }
  }

  private mutating func deliver(_ place: Int, _ person: Person.ID, _ record: Record) -> String {
    let offer = posted[place].offer
    guard case .allowed(let permitted) = gate.decide(offer.use, on: record, at: now),
      let contents = try? posted[place].deliver(permitted, in: &market.books)
    else { return "delivered:no" }
    market.add(contents, to: person, at: now)
    if !contents.isEmpty {
      if earned[person]?[offer.id] != nil { return "delivered twice" }
      earned[person, default: [:]][offer.id] = offer.reward.money?.minor
    }
    return "delivered"
  }

  /// What must never be so.
  func wrong() throws -> String? {
    let books = market.books
    if !books.isBalanced { return "the books do not balance" }
    func held(_ account: Account) -> Int64 { books.balance(of: account, in: .euro).minor }
    for person in market.records.keys {
      let rewards = earned[person, default: [:]]
      let paidOut = files.flatMap(\.lines).filter { $0.person == person }.map(\.amount.minor)
      if held(.person(person)) != rewards.values.reduce(0, +) - paidOut.reduce(0, +) {
        return "a person has not what they were promised"
      }
      if Set(market.records[person]?.rewarded ?? []) != Set(rewards.keys) {
        return "the record tells other rewards"
      }
    }
    for posted in posted {
      let reward = posted.offer.reward.money?.minor ?? 0
      if held(.escrow(posted.offer.id)) < reward * Int64(posted.places.count) {
        return "more was promised than is there"
      }
      if posted.places.count + posted.rewarded.count > posted.offer.wanted { return "it overflows" }
      for person in posted.places.keys
      where market.records[person]?.deals[posted.offer.id]?.isDue != true {
        return "a place of somebody who is not bound"
      }
    }
    let inFiles = try files.reduce(0) { try $0 + $1.total().minor }
    if held(.payout) != inFiles - sent { return "the files do not sum to what is to be paid" }
    if held(.bank) != paidIn - sent { return "the bank holds something else" }
    return nil
  }
}
