import Candor
import CandorAPI
import Recommender

extension GivenReply {
  init(_ given: GivenBack, _ words: Words) {
    self.init(
      discover: given.discover.map { ListReply($0, words) },
      radar: given.radar.map { ListReply($0, words) },
      mixes: given.mixes.map { MixReply($0, words) }
    )
  }
}

extension ListReply {
  init(_ outcome: GivenBack.Outcome, _ words: Words) {
    self.init(
      personal: outcome.list.isPersonal,
      reasons: outcome.reasons.map(ReasonReply.init),
      picks: outcome.list.picks.map { PickReply($0, words) },
      week: outcome.stay.map { String(describing: $0.week) },
      until: outcome.stay?.until.rfc3339,
      model: outcome.stay?.model.map(MakerReply.init)
    )
  }
}

extension MakerReply {
  init(_ model: Gift.Model) {
    self.init(hash: model.hash, live: model.live.rfc3339)
  }
}

extension WeekReply {
  init(_ past: PastWeek, _ words: Words) {
    self.init(
      week: String(describing: past.week),
      given: past.given.rfc3339,
      items: past.gift.items.map { id in
        words.recommender.item(id).map { ItemBody($0) }
          ?? ItemBody(id: id.rawValue, title: id.rawValue)
      },
      model: past.gift.model.map(MakerReply.init)
    )
  }
}

extension MixReply {
  init(_ outcome: GivenBack.MixOutcome, _ words: Words) {
    self.init(
      number: outcome.mix.number,
      name: outcome.mix.term.name,
      picks: outcome.list.picks.map { PickReply($0, words) },
      cursor: String(outcome.next)
    )
  }
}

extension PickReply {
  init(_ pick: Pick, _ words: Words) {
    self.init(
      item: ItemBody(pick.item),
      whys: pick.whys.map { why in
        var reply = WhyReply(
          match: why.term?.match.rawValue,
          term: why.term?.name,
          share: (why.share * 1000).rounded() / 1000,
          says: words.because(why)
        )
        switch why.input {
        case .attribute(let name): reply.attribute = name.rawValue
        case .act(.item(let item)): reply.item = item.rawValue
        case .act(.creator(let creator)): reply.creator = creator
        }
        return reply
      },
      rank: pick.rank,
      rankWithout: pick.rankWithout,
      says: words.mainly(pick.whys)
    )
  }
}

extension ItemBody {
  init(_ item: Item) {
    self.init(
      id: item.id.rawValue,
      title: item.title,
      creators: item.creators,
      genres: item.genres,
      released: item.released.map(String.init(describing:)),
      popularity: item.popularity,
      summary: item.summary,
      url: item.url,
      kind: item.kind
    )
  }
}

extension ReasonReply {
  init(_ reason: RefusalReason) {
    self.init(
      cause: reason.cause.rawValue,
      attribute: reason.attribute?.rawValue,
      says: String(describing: reason)
    )
  }
}
