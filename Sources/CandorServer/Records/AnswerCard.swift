import Candor
import Foundation

/// An answer in My record.
struct AnswerCard: Sendable {
  /// A purpose, and whether the answer serves it now.
  struct Serves: Sendable {
    let sentence: String
    let isUsed: Bool
    let says: String
  }

  let attribute: String
  let title: String
  let value: String
  let said: Moment
  let place: String
  let serves: [Serves]
  let did: String?
  let expires: Moment
  let canChange: Bool
  let canMute: Bool
  /// Whether there are ways to write it that the person may approve.
  let isName: Bool
  let isMuted: Bool
}

extension AnswerCard {
  /// - Parameter helped: how many picks the answer helped to choose lately.
  init(_ answer: Record.Answer, _ record: Record, _ house: House, _ words: Words, helped: Int) {
    let (rules, declaration, language) = (house.rules, answer.declaration, words.language)
    let (name, source) = (declaration.attribute, declaration.source)
    let experience = rules.experience(source.experience)
    let moves = rules.benefits.compactMap(\.purpose)
      .contains { rules.purpose($0)?.uses.contains(name) == true }
    let needsYes = rules.purposes.contains { $0.basis == .consent && $0.uses.contains(name) }
    let did =
      helped == 0
      ? language("In the last 30 days: nothing yet.")
      : language(
        "In the last 30 days: helped to choose {picks}.",
        ["picks": language.counted(helped, "{n} pick", "{n} picks")]
      )
    self.init(
      attribute: name.rawValue,
      title: words.title(of: name),
      value: words.text(of: declaration.value, as: declaration),
      said: Moment(answer.said, language),
      place: experience?.title
        ?? (source.experience == "sign-in" ? language("Signing in") : language("An older page")),
      serves: rules.purposes.flatMap { purpose in
        let isPromised = declaration.promise.purposes.contains(purpose.name)
        guard isPromised || purpose.uses.contains(name) else { return [Serves]() }
        return Self.serves(purpose, name, record, house, words).filter { isPromised || $0.isUsed }
      },
      did: moves ? did : nil,
      expires: Moment(answer.expiry(under: rules), language),
      canChange: experience?.questions.contains { $0.name == source.question } == true,
      canMute: needsYes,
      isName: rules.attribute(name)?.form == .name,
      isMuted: record.muted.contains(.attribute(name))
    )
  }

  private static func serves(
    _ purpose: Purpose,
    _ attribute: Attribute.Name,
    _ record: Record,
    _ house: House,
    _ words: Words
  ) -> [Serves] {
    let helpers = house.rules.recipients
      .filter { purpose.basis == .contract && $0.purposes.contains(purpose.name) }.map(\.title)
    let language = words.language
    return house.rules.consents(for: purpose.name).map { consent in
      let use = Use(purpose.name, at: consent.recipient, of: [attribute])
      let (basis, seers) =
        purpose.basis == .contract
        ? (language("Needed for that."), helpers)
        : (language("You said yes."), consent.recipient.map { [words.title(of: $0)] } ?? [])
      let seen =
        seers.isEmpty
        ? "" : " " + language("{names} may have it.", ["names": language.list(seers)])
      switch house.gate.decide(use, on: record, at: house.now()) {
      case .allowed:
        return Serves(
          sentence: purpose.sentence,
          isUsed: true,
          says: basis + seen
        )
      case .refused(let reasons):
        let says = reasons.first.map { words.tells($0.cause) } ?? ""
        return Serves(sentence: purpose.sentence, isUsed: false, says: says)
      }
    }
  }
}

/// Something a person did here, in My record.
struct ActCard: Sendable {
  let input: String
  let value: String
  let says: String
  let last: Moment
  let isMuted: Bool
}

extension ActCard {
  init(_ object: Act.Object, _ kinds: [Act.Kind: Date], _ record: Record, _ words: Words) {
    let language = words.language
    let (input, value, title) =
      switch object {
      case .item(let item): ("item", item.rawValue, words.title(of: item))
      case .creator(let creator): ("creator", creator, creator)
      }
    let latest = kinds.sorted { $0.value < $1.value }
    let last = latest.last
    let did = latest.map { kind, _ -> String in
      switch kind {
      case .read: language("you read {what}", ["what": title])
      case .like: language("you asked for more like {what}", ["what": title])
      case .dismiss: language("you said ‘not this’ to {what}", ["what": title])
      case .follow: language("you follow {what}", ["what": title])
      }
    }
    self.init(
      input: input,
      value: value,
      says: did.joined(separator: language("; ")).asOpening,
      last: Moment(last?.value ?? .distantPast, language),
      isMuted: record.muted.contains(.act(object))
    )
  }
}
