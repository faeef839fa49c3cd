import Candor
import Foundation
import Recommender

/// What a record says, in the words of a letter: the one place where events become sentences.
struct Words: Sendable {
  let rules: Rules
  let recommender: Recommender
  let language: Language

  /// One event, as a sentence with 'you'.
  func says(_ content: Event.Content) -> String {
    switch content {
    case .begun(let begun): return says(begun)
    case .declared(let declaration):
      let told = language(
        "You told us: {title}: {value}.",
        [
          "title": title(of: declaration.attribute),
          "value": text(of: declaration.value, as: declaration),
        ]
      )
      return told + self.told(by: declaration.toldBy)
    case .corrected(let correction):
      return language(
        "You changed your answer: {title}: {value}.",
        ["title": title(of: correction.attribute), "value": text(of: correction)]
      )
    case .retracted(let input):
      return language("You took back {what}.", ["what": words(for: input)])
    case .muted(let input):
      return language(
        "You muted {what}: it no longer moves your lists.",
        ["what": words(for: input)]
      )
    case .unmuted(let input):
      return language("You let {what} count again.", ["what": words(for: input)])
    case .granted(let grant): return says(grant)
    case .refused(let refusal):
      return language(
        "You said no: {sentence} {covers}",
        ["sentence": sentence(of: refusal.consent), "covers": names(refusal.attributes)]
      )
    case .withdrawn(let withdrawal):
      return language(
        "You took back your yes: {sentence}",
        ["sentence": sentence(of: withdrawal.consent)]
      )
    case .signalled(let signal): return says(signal)
    case .claimed(let claim): return says(claim)
    case .acted(let act): return says(act) + told(by: act.toldBy)
    case .given(let gift): return says(gift)
    case .disclosed(let disclosed): return says(disclosed)
    case .told(let change): return says(told: change)
    case .confirmed(let change): return says(confirmed: change)
    case .approved(let forms):
      let title = words(for: .attribute(forms.attribute))
      return forms.forms.isEmpty
        ? language(
          "On mail, {title} is written as you told us, and in no other way.",
          ["title": title]
        )
        : language(
          "On mail, {title} may be written so: {forms}.",
          ["title": title, "forms": forms.forms.joined(separator: language("; "))]
        )
    case .traced(let traced): return says(traced)
    case .offered(let offering): return says(offering)
    case .accepted(let acceptance):
      return language(
        "You accepted the offer of {recipient}: {reward}, as soon as they get what you agreed to.",
        [
          "recipient": title(of: acceptance.consent.recipient),
          "reward": String(describing: acceptance.reward),
        ]
      )
    case .paid(let payment): return says(payment)
    case .invented: return language("This record is of somebody whom a demonstration made up.")
    case .exported: return language("A copy of your record was taken along.")
    case .erased: return language("Everything was erased.")
    case .unknown(let kind, _):
      return language(
        "Something that this version cannot read (‘{kind}’). It is kept as it was written.",
        ["kind": kind]
      )
    }
  }

  private func says(_ begun: Unfinished) -> String {
    let title = rules.experience(begun.experience)?.title ?? begun.experience.rawValue
    let values = ["title": title, "day": language.day(begun.until)]
    return begun.fields.isEmpty
      ? language("You put ‘{title}’ aside.", values)
      : language("You began ‘{title}’. You can go on until {day}.", values)
  }

  private func says(_ grant: Grant) -> String {
    let said = language(
      "You said yes: {sentence} {covers}",
      ["sentence": sentence(of: grant.consent), "covers": names(grant.attributes)]
    )
    let elsewhere = grant.evidence.map {
      language("We were told so elsewhere: {evidence}.", ["evidence": $0])
    }
    let despite = grant.despite.map { _ in
      language("Your browser says no to that; you said that this yes counts.")
    }
    return [said, elsewhere, despite].compactMap { $0 }.joined(separator: " ")
  }

  private func says(_ signal: Signal) -> String {
    signal.gpc
      ? language("Your browser asked us not to sell or share what you tell us.")
      : language("Your browser no longer asks us not to sell or share what you tell us.")
  }

  private func says(_ claim: Claim) -> String {
    let told = [
      language.counted(claim.answers.count, "{n} answer", "{n} answers"),
      language.counted(claim.acts.count, "{n} thing you did", "{n} things you did"),
      language.counted(
        Set(claim.words.map(\.consent)).count,
        "{n} yes or no",
        "{n} times yes or no"
      ),
      language.counted(claim.muted.count, "{n} mute", "{n} mutes"),
    ]
    let counts = [
      claim.answers.count, claim.acts.count, claim.words.count, claim.muted.count,
    ]
    let parts = zip(told, counts).filter { $0.1 > 0 }.map(\.0)
    let brought =
      parts.isEmpty
      ? language("You brought along what you told us before we knew you.")
      : language(
        "You brought along what you told us before we knew you: {parts}.",
        ["parts": language.list(parts)]
      )
    let signal = claim.optedOut.map {
      language(
        "Your browser had asked us not to sell or share on {day}.",
        ["day": language.day($0)]
      )
    }
    return [brought, signal].compactMap { $0 }.joined(separator: " ")
  }

  /// Of what did not come from a page of ours.
  private func told(by source: String?) -> String {
    source.map { " " + language("We were told so by ‘{source}’.", ["source": $0]) } ?? ""
  }

  private func says(_ act: Act) -> String {
    let what: String
    switch act.object {
    case .creator(let creator): return language("You followed {what}.", ["what": creator])
    case .item(let item): what = title(of: item)
    }
    return switch act.kind {
    case .read: language("You read {what}.", ["what": what])
    case .like: language("You asked for more like {what}.", ["what": what])
    case .dismiss: language("You said ‘not this’ to {what}.", ["what": what])
    case .follow: language("You followed {what}.", ["what": what])
    }
  }

  private func says(_ gift: Gift) -> String {
    let inputs = gift.because.sorted { ($1.value, $0.key.order) < ($0.value, $1.key.order) }
    let reasons = language.list(inputs.prefix(3).map { words(for: $0.key) })
    let week = gift.week.map { week in
      language(
        "for week {week} of {year}",
        ["week": String(week.number), "year": String(week.year)]
      )
    }
    let what = [name(of: gift.benefit), week].compactMap { $0 }.joined(separator: " ")
    let picks = language.counted(gift.items.count, "{n} pick", "{n} picks")
    let values = ["what": what, "picks": picks, "reasons": reasons]
    let gave =
      inputs.isEmpty
      ? language("We gave you {what}: {picks}.", values)
      : language("We gave you {what}: {picks}, because of {reasons}.", values)
    guard let model = gift.model else { return gave }
    let live = Moment(model.live, language).exact
    return "\(gave) \(language("It was made with the model live since {time}.", ["time": live]))"
  }

  /// 'Discover', 'a mix', 'Radar', or the benefit's own sentence.
  private func name(of benefit: Benefit.Name) -> String {
    switch rules.benefit(benefit)?.list {
    case .discover: language("a Discover list")
    case .mixes: language("a mix")
    case .radar: language("a Radar list")
    case nil: quoted(benefit.rawValue)
    }
  }

  func words(for input: Input) -> String {
    switch input {
    case .attribute(let name): quoted(title(of: name))
    case .act(.creator(let creator)): language("following {what}", ["what": creator])
    case .act(.item(let item)): title(of: item)
    }
  }

  private func names(_ attributes: [Attribute.Name]) -> String {
    let names = attributes.map { title(of: $0) }.joined(separator: language("; "))
    return language("It covers: {names}.", ["names": names])
  }

  private func sentence(of consent: Consent) -> String {
    let sentence = rules.purpose(consent.purpose)?.sentence ?? consent.purpose.rawValue
    guard consent.recipient != nil else { return sentence }
    return "\(title(of: consent.recipient)): \(sentence)"
  }
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
  func words() async -> Words {
    Words(rules: rules, recommender: shelf.recommender, language: language)
  }
}
