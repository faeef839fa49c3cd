import Candor
import Foundation
import Recommender

/// What a record says, in the words of a letter: the one place where events become sentences.
struct Words: Sendable {
  let rules: Rules
  let recommender: Recommender

  /// Why an item was picked.
  func because(_ why: Why) -> String { "Because you \(clause(why))" }

  /// 'Mainly because you said you are curious about Poetry, and read or liked ‘Sonnet for a Lichen’':
  /// the strongest reason, and the second when it carries much as well; nil when there is none.
  func mainly(_ whys: [Why]) -> String? {
    guard let first = whys.first else { return nil }
    let second = whys.dropFirst().first { $0.share >= 0.15 && $0.input != first.input }
    let opening = first.share > 0.995 ? "Because" : "Mainly because"
    return "\(opening) you \(clause(first))" + (second.map { ", and \(clause($0))" } ?? "")
  }

  /// What the person did or said, as it follows on 'you'.
  func clause(_ why: Why) -> String {
    switch why.input {
    case .attribute(let name):
      guard let term = why.term?.name else { return "told us \(words(for: why.input))" }
      if rules.attribute(name)?.type == .rating { return "rated \(term) as you did" }
      if why.term?.match == .creator { return "named \(term)" }
      // A title such as 'What you are curious about' says how the answer goes on.
      let told = title(of: name)
      guard told.hasPrefix("What you ") else { return "said \(term)" }
      return "said \(told.dropFirst("What ".count)) \(term)"
    case .act(.creator(let creator)): return "follow \(creator)"
    case .act(.item(let item)):
      let read = "read or liked \(title(of: item))"
      return why.term == nil ? "\(read), whose readers often read this" : read
    }
  }

  /// One event, as a sentence with 'you'.
  func says(_ content: Event.Content) -> String {
    switch content {
    case .declared(let declaration):
      "You told us: \(title(of: declaration.attribute)): \(text(of: declaration.value, as: declaration)).\(told(by: declaration.toldBy))"
    case .corrected(let correction):
      "You changed your answer: \(title(of: correction.attribute)): \(correction.value)."
    case .retracted(let input): "You took back \(words(for: input))."
    case .muted(let input): "You muted \(words(for: input)): it no longer moves your lists."
    case .unmuted(let input): "You let \(words(for: input)) count again."
    case .granted(let grant):
      "You said yes: \(sentence(of: grant.consent)) \(names(grant.attributes))"
        + (grant.evidence.map { " We were told so elsewhere: \($0)." } ?? "")
        + (grant.despite == nil
          ? "" : " Your browser says no to that; you said that this yes counts.")
    case .refused(let refusal):
      "You said no: \(sentence(of: refusal.consent)) \(names(refusal.attributes))"
    case .withdrawn(let withdrawal): "You took back your yes: \(sentence(of: withdrawal.consent))"
    case .signalled(let signal): says(signal)
    case .claimed(let claim): says(claim)
    case .acted(let act): says(act) + told(by: act.toldBy)
    case .given(let gift): says(gift)
    case .invented: "This record is of somebody whom a demonstration made up."
    case .exported: "A copy of your record was taken along."
    case .erased: "Everything was erased."
    case .unknown(let kind, _):
      "Something that this version cannot read ('\(kind)'). It is kept as it was written."
    }
  }

  private func says(_ signal: Signal) -> String {
    signal.gpc
      ? "Your browser asked us not to sell or share what you tell us."
      : "Your browser no longer asks us not to sell or share what you tell us."
  }

  private func says(_ claim: Claim) -> String {
    let parts = [
      (claim.answers.count, "answer"), (claim.acts.count, "thing you did"),
      (Set(claim.words.map(\.consent)).count, "yes or no"), (claim.muted.count, "mute"),
    ]
    let told = parts.filter { $0.0 > 0 }.map { count, what in
      count.counted(what, what == "thing you did" ? "things you did" : nil)
    }
    let brought = told.isEmpty ? "" : ": \(told.formatted(.list(type: .and)))"
    let signal =
      claim.optedOut.map { " Your browser had asked us not to sell or share on \(Words.day($0))." }
    return "You brought along what you told us before we knew you\(brought).\(signal ?? "")"
  }

  /// Of what did not come from a page of ours.
  private func told(by source: String?) -> String {
    source.map { " We were told so by ‘\($0)’." } ?? ""
  }

  private func says(_ act: Act) -> String {
    switch act.object {
    case .creator(let creator): "You followed \(creator)."
    case .item(let item):
      switch act.kind {
      case .read: "You read \(title(of: item))."
      case .like: "You asked for more like \(title(of: item))."
      case .dismiss: "You said 'not this' to \(title(of: item))."
      case .follow: "You followed \(title(of: item))."
      }
    }
  }

  private func says(_ gift: Gift) -> String {
    let count = gift.items.count
    let inputs = gift.because.sorted { ($1.value, $0.key.order) < ($0.value, $1.key.order) }
    let reasons = inputs.prefix(3).map { words(for: $0.key) }.formatted(.list(type: .and))
    let week = gift.week.map { " for week \($0.number) of \($0.year)" } ?? ""
    let model = gift.model.map { model in
      " It was made with the model live since \(Moment(model.live).exact)."
    }
    return "We gave you \(name(of: gift.benefit))\(week): \(count) \(count == 1 ? "pick" : "picks")"
      + (reasons.isEmpty ? "." : ", because of \(reasons).") + (model ?? "")
  }

  /// 'Discover', 'a mix', 'Radar', or the benefit's own sentence.
  func name(of benefit: Benefit.Name) -> String {
    switch rules.benefit(benefit)?.list {
    case .discover: "a Discover list"
    case .mixes: "a mix"
    case .radar: "a Radar list"
    case nil: "‘\(benefit)’"
    }
  }

  func words(for input: Input) -> String {
    switch input {
    case .attribute(let name): "‘\(title(of: name))’"
    case .act(.creator(let creator)): "following \(creator)"
    case .act(.item(let item)): title(of: item)
    }
  }

  func title(of attribute: Attribute.Name) -> String {
    rules.attribute(attribute)?.title ?? attribute.rawValue
  }

  func title(of item: Item.ID) -> String {
    "‘\(recommender.item(item)?.title ?? item.rawValue)’"
  }

  /// The recipient's name, or the company's.
  func title(of recipient: Recipient.Name?) -> String {
    guard let recipient else { return rules.company.name }
    return rules.recipient(recipient)?.title ?? recipient.rawValue
  }

  /// The value with the texts of its choices, as the question showed them.
  func text(of value: Value, as declaration: Declaration) -> String {
    let question = rules.experience(declaration.source.experience)?.questions
      .first { $0.name == declaration.source.question }
    guard let question else { return String(describing: value) }
    if case .day(let day) = value { return Words.day(day.date) }
    return question.display(of: value)
  }

  private func names(_ attributes: [Attribute.Name]) -> String {
    "It covers: \(attributes.map { title(of: $0) }.joined(separator: "; "))."
  }

  private func sentence(of consent: Consent) -> String {
    let sentence = rules.purpose(consent.purpose)?.sentence ?? consent.purpose.rawValue
    guard consent.recipient != nil else { return sentence }
    return "\(title(of: consent.recipient)): \(sentence)"
  }

  /// 'Monday 23 November 2026'.
  static func day(_ date: Date) -> String {
    date.formatted(dayStyle).replacing(",", with: "")
  }

  private static let dayStyle = Date.FormatStyle(
    locale: Locale(identifier: "en_GB"),
    timeZone: .gmt
  ).weekday(.wide).day().month(.wide).year()
}

extension Input {
  /// Makes an order total that counts alone leave open.
  fileprivate var order: String {
    switch self {
    case .attribute(let name): name.rawValue
    case .act(.item(let item)): item.rawValue
    case .act(.creator(let creator)): creator
    }
  }
}

extension House {
  func words() async -> Words { Words(rules: rules, recommender: shelf.recommender) }
}
