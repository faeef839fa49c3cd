/// `POST /v1/offers`, and an offer in every reply.
///
/// Amounts are texts such as `0.20`, in the currency of the rules.
public struct OfferTerms: StrictBody {
  public struct Reward: Codable, Sendable, Hashable {
    /// An amount; either this or the perk.
    public var money: String?
    public var perk: String?

    public init(money: String? = nil, perk: String? = nil) {
      self.money = money
      self.perk = perk
    }
  }

  /// What a recipient thinks that the data of one person is worth.
  public struct Worth: Codable, Sendable, Hashable {
    public var money: String
    public var method: String

    public init(money: String, method: String) {
      self.money = money
      self.method = method
    }
  }

  public var id: String
  public var recipient: String
  public var purpose: String
  public var attributes: [String]
  /// How long a yes lasts: `20 days`.
  public var duration: String
  public var reward: Reward
  /// How many people are wanted.
  public var wanted: Int
  /// What is set aside before anybody is asked; absent when the reward is a perk.
  public var escrow: String?
  public var worth: Worth
  public var text: String
  public var opens: String
  public var closes: String

  public init(
    id: String,
    recipient: String,
    purpose: String,
    attributes: [String],
    duration: String,
    reward: Reward,
    wanted: Int,
    escrow: String?,
    worth: Worth,
    text: String,
    opens: String,
    closes: String
  ) {
    self.id = id
    self.recipient = recipient
    self.purpose = purpose
    self.attributes = attributes
    self.duration = duration
    self.reward = reward
    self.wanted = wanted
    self.escrow = escrow
    self.worth = worth
    self.text = text
    self.opens = opens
    self.closes = closes
  }
}

/// An offer, and how it stands.
public struct OfferReply: Codable, Sendable {
  public var offer: OfferTerms
  public var currency: String
  /// `open`, `not-yet-open`, `over`, `closed` or `full`.
  public var standing: String
  /// How many have accepted; absent when they are fewer than ten.
  public var people: Int?
  public var closed: String?

  public init(
    offer: OfferTerms,
    currency: String,
    standing: String,
    people: Int?,
    closed: String?
  ) {
    self.offer = offer
    self.currency = currency
    self.standing = standing
    self.people = people
    self.closed = closed
  }
}

/// `GET /v1/offers`, the oldest first.
public struct OffersReply: Codable, Sendable {
  public var offers: [OfferReply]

  public init(offers: [OfferReply]) {
    self.offers = offers
  }
}

/// `POST /v1/funding`: a recipient paid this in.
public struct FundingRequest: StrictBody {
  public var recipient: String
  public var amount: String
  /// Of the transfer: the same comes in once.
  public var reference: String

  public init(recipient: String, amount: String, reference: String) {
    self.recipient = recipient
    self.amount = amount
    self.reference = reference
  }
}

/// What a recipient has paid in and set aside for nothing yet.
public struct FundingReply: Codable, Sendable {
  public var recipient: String
  public var currency: String
  public var balance: String

  public init(recipient: String, currency: String, balance: String) {
    self.recipient = recipient
    self.currency = currency
    self.balance = balance
  }
}

/// `POST /v1/payouts`.
public struct PayoutRequest: StrictBody {
  public var id: String
  /// Whoever has less waits for the next.
  public var least: String?

  public init(id: String, least: String? = nil) {
    self.id = id
    self.least = least
  }
}

/// A file for the bank: what is paid to whom.
public struct PayoutReply: Codable, Sendable {
  public var id: String
  public var currency: String
  public var people: Int
  public var total: String
  /// RFC 4180, with a header.
  public var csv: String

  public init(id: String, currency: String, people: Int, total: String, csv: String) {
    self.id = id
    self.currency = currency
    self.people = people
    self.total = total
    self.csv = csv
  }
}

/// An offer as a person has it before them.
public struct PersonOfferReply: Codable, Sendable {
  public var offer: OfferTerms
  public var currency: String
  /// The hash of what is to be shown: an answer names it.
  public var terms: String
  /// `asked`, `accepted`, `declined`, `withdrawn` or `rewarded`.
  public var standing: String
  /// Why it cannot be accepted now; absent when it can.
  public var unavailable: String?

  public init(
    offer: OfferTerms,
    currency: String,
    terms: String,
    standing: String,
    unavailable: String?
  ) {
    self.offer = offer
    self.currency = currency
    self.terms = terms
    self.standing = standing
    self.unavailable = unavailable
  }
}

/// `GET /v1/people/{person}/offers`.
public struct PersonOffersReply: Codable, Sendable {
  public var offers: [PersonOfferReply]

  public init(offers: [PersonOfferReply]) {
    self.offers = offers
  }
}

/// `POST /v1/people/{person}/offers/{offer}`.
public struct OfferAnswerRequest: StrictBody {
  public enum Answer: String, Codable, Sendable, CaseIterable {
    case accept, decline, withdraw
  }

  public var answer: Answer
  /// The hash of what the person read; the end of a yes needs none.
  public var terms: String?
  /// Of a yes: the signal against it that was shown beside the offer.
  public var despite: SignalsRequest?

  public init(answer: Answer, terms: String? = nil, despite: SignalsRequest? = nil) {
    self.answer = answer
    self.terms = terms
    self.despite = despite
  }
}

/// `GET /v1/people/{person}/statement`.
public struct StatementReply: Codable, Sendable {
  public struct Line: Codable, Sendable {
    /// `rewarded` or `paid-out`.
    public var why: String
    /// The offer, or the payout.
    public var of: String
    public var amount: String
    /// What the person has after it.
    public var balance: String
    public var time: String

    public init(why: String, of: String, amount: String, balance: String, time: String) {
      self.why = why
      self.of = of
      self.amount = amount
      self.balance = balance
      self.time = time
    }
  }

  public var currency: String
  public var balance: String
  public var lines: [Line]

  public init(currency: String, balance: String, lines: [Line]) {
    self.currency = currency
    self.balance = balance
    self.lines = lines
  }
}

/// `GET /v1/books`.
public struct BooksReply: Codable, Sendable {
  public struct Account: Codable, Sendable {
    /// `bank`, `payout`, `funding …`, `escrow …`, and all people's together as `people`.
    public var name: String
    public var balance: String

    public init(name: String, balance: String) {
      self.name = name
      self.balance = balance
    }
  }

  public var currency: String
  /// Whether the bank holds what all others are owed, and each account what was booked.
  public var balanced: Bool
  public var accounts: [Account]

  public init(currency: String, balanced: Bool, accounts: [Account]) {
    self.currency = currency
    self.balanced = balanced
    self.accounts = accounts
  }
}
