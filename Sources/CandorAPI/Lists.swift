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

  public init(personal: Bool, reasons: [ReasonReply], picks: [PickReply]) {
    self.personal = personal
    self.reasons = reasons
    self.picks = picks
  }
}

public struct PickReply: Codable, Sendable {
  public var item: ItemBody
  /// The strongest first; empty when the item is here because many people read it.
  public var whys: [WhyReply]

  public init(item: ItemBody, whys: [WhyReply]) {
    self.item = item
    self.whys = whys
  }
}

/// One reason for a pick: an answer (`attribute`) or an act (`item` or `creator`).
public struct WhyReply: Codable, Sendable {
  public var attribute: String?
  public var item: String?
  public var creator: String?
  /// `genre` or `creator`: what the reason and the pick have in common.
  public var match: String
  public var term: String
  /// The part of all that spoke for the pick, from 0 to 1.
  public var share: Double
  /// The reason as a sentence.
  public var says: String

  public init(
    attribute: String? = nil,
    item: String? = nil,
    creator: String? = nil,
    match: String,
    term: String,
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
