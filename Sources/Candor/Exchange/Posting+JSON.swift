import Foundation

extension Posting: Recorded {
  public var json: JSON {
    .members([
      "amount": amount.json, "time": .integer(time.milliseconds), "why": why.json,
    ])
  }

  public init(_ json: JSON) throws(Malformed) {
    guard let why = json["why"], let amount = json["amount"] else {
      throw Malformed("a posting without a reason or an amount")
    }
    self.init(try Why(why), try Money(amount), at: try json.date("time"))
  }
}

extension Posting.Why: Recorded {
  /// Canonical, it is what a posting is told by: the same reason is booked once.
  public var json: JSON {
    switch self {
    case .deposited(let recipient, let reference):
      ["deposited": ["reference": .string(reference), "recipient": .string(recipient.rawValue)]]
    case .setAside(let offer, let recipient):
      ["setAside": ["offer": .string(offer.rawValue), "recipient": .string(recipient.rawValue)]]
    case .rewarded(let person, let offer):
      ["rewarded": ["offer": .string(offer.rawValue), "person": .string("\(person)")]]
    case .returned(let offer, let recipient, let number):
      [
        "returned": [
          "number": .integer(Int64(number)), "offer": .string(offer.rawValue),
          "recipient": .string(recipient.rawValue),
        ]
      ]
    case .refunded(let recipient, let reference):
      ["refunded": ["reference": .string(reference), "recipient": .string(recipient.rawValue)]]
    case .paidOut(let person, let payout):
      ["paidOut": ["payout": .string(payout.rawValue), "person": .string("\(person)")]]
    case .sent(let payout): ["sent": ["payout": .string(payout.rawValue)]]
    }
  }

  public init(_ json: JSON) throws(Malformed) {
    guard case .object(let members) = json, members.count == 1, let (kind, why) = members.first
    else { throw Malformed("no reason for a posting") }
    func person() throws(Malformed) -> Person.ID {
      guard let person = Person.ID(try why.string("person")) else {
        throw Malformed("a posting to nobody")
      }
      return person
    }
    switch kind {
    case "deposited":
      self = .deposited(by: try why.name("recipient"), reference: try why.string("reference"))
    case "setAside": self = .setAside(for: try why.name("offer"), by: try why.name("recipient"))
    case "rewarded": self = .rewarded(try person(), for: try why.name("offer"))
    case "returned":
      self = .returned(
        from: try why.name("offer"),
        to: try why.name("recipient"),
        number: Int(try why.integer("number"))
      )
    case "refunded":
      self = .refunded(to: try why.name("recipient"), reference: try why.string("reference"))
    case "paidOut": self = .paidOut(to: try person(), in: try why.name("payout"))
    case "sent": self = .sent(try why.name("payout"))
    default: throw Malformed("an unknown reason for a posting")
    }
  }
}
