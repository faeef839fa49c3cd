/// What was given back.
public struct GivenReply: Codable, Sendable {
  public var discover: ListReply?
  public var radar: ListReply?
  public var mixes: [MixReply]?

  public init(discover: ListReply? = nil, radar: ListReply? = nil, mixes: [MixReply]? = nil) {
    self.discover = discover
    self.radar = radar
    self.mixes = mixes
  }
}

/// `GET /v1/people/{person}/lists/discover` and `…/radar`.
public struct ListReply: Codable, Sendable {
  /// Whether anything that the person told moved it.
  public var personal: Bool
  /// Why it is not personal, if it is not.
  public var reasons: [ReasonReply]
  public var picks: [PickReply]
  /// Of a list that stays for a week: which one, such as `2026-W48`, by the person's clock.
  public var week: String?
  /// When the next one is due: on Monday, as the day begins where the person is.
  public var until: String?
  /// What made it; nil when nothing was learned yet.
  public var model: MakerReply?

  public init(
    personal: Bool,
    reasons: [ReasonReply],
    picks: [PickReply],
    week: String? = nil,
    until: String? = nil,
    model: MakerReply? = nil
  ) {
    self.personal = personal
    self.reasons = reasons
    self.picks = picks
    self.week = week
    self.until = until
    self.model = model
  }
}

/// The model that a list was made with.
public struct MakerReply: Codable, Sendable, Hashable {
  /// SHA-256 of its weights, in hexadecimal.
  public var hash: String
  /// Since when lists were made with it.
  public var live: String

  public init(hash: String, live: String) {
    self.hash = hash
    self.live = live
  }
}

/// `GET /v1/people/{person}/lists/discover/weeks`: the lists of weeks that are over, newest first.
public struct WeeksReply: Codable, Sendable {
  public var weeks: [WeekReply]

  public init(weeks: [WeekReply]) {
    self.weeks = weeks
  }
}

/// The Discover list of one week.
public struct WeekReply: Codable, Sendable {
  public var week: String
  /// When it was given.
  public var given: String
  /// In the order in which they were shown.
  public var items: [ItemBody]
  public var model: MakerReply?

  public init(week: String, given: String, items: [ItemBody], model: MakerReply? = nil) {
    self.week = week
    self.given = given
    self.items = items
    self.model = model
  }
}

public struct PickReply: Codable, Sendable {
  public var item: ItemBody
  /// The strongest first; empty when the item is here because many people read it.
  public var whys: [WhyReply]
  /// Where it stands among all that could be picked, from 1; nil when nothing spoke for it.
  public var rank: Int?
  /// Where it would stand without the first of the whys; nil when it would be out of reach.
  public var rankWithout: Int?
  /// The strongest of the whys as a sentence; nil when there are none.
  public var says: String?

  public init(
    item: ItemBody,
    whys: [WhyReply],
    rank: Int? = nil,
    rankWithout: Int? = nil,
    says: String? = nil
  ) {
    self.item = item
    self.whys = whys
    self.rank = rank
    self.rankWithout = rankWithout
    self.says = says
  }
}

/// One reason for a pick: an answer (`attribute`) or an act (`item` or `creator`).
public struct WhyReply: Codable, Sendable {
  public var attribute: String?
  public var item: String?
  public var creator: String?
  /// `genre` or `creator`: what the reason and the pick have in common; nil when that was learned from
  /// what people read together.
  public var match: String?
  public var term: String?
  /// The part of all that spoke for the pick, from 0 to 1.
  public var share: Double
  /// The reason as a sentence.
  public var says: String

  public init(
    attribute: String? = nil,
    item: String? = nil,
    creator: String? = nil,
    match: String? = nil,
    term: String? = nil,
    share: Double,
    says: String
  ) {
    self.attribute = attribute
    self.item = item
    self.creator = creator
    self.match = match
    self.term = term
    self.share = share
    self.says = says
  }
}

/// `GET /v1/people/{person}/lists/mixes/{number}?cursor=…`; without a number, the first page of each.
public struct MixReply: Codable, Sendable {
  public var number: Int
  public var name: String
  public var picks: [PickReply]
  /// Of the next page.
  ///
  /// There always is one.
  public var cursor: String

  public init(number: Int, name: String, picks: [PickReply], cursor: String) {
    self.number = number
    self.name = name
    self.picks = picks
    self.cursor = cursor
  }
}

/// `GET /v1/people/{person}/lists/mixes`.
public struct MixesReply: Codable, Sendable {
  public var mixes: [MixReply]
  /// Why there are none, if there are none.
  public var reasons: [ReasonReply]

  public init(mixes: [MixReply], reasons: [ReasonReply]) {
    self.mixes = mixes
    self.reasons = reasons
  }
}
