import Crypto
import Foundation

extension Offer {
  /// Exactly what a person is shown under these rules, as canonical JSON (RFC 8785).
  ///
  /// It has all the members of a notice, so that whatever reads what was agreed to reads it too.
  public func shownBytes(by rules: Rules) -> Data {
    let shown = JSON.members([
      "attributes": .names(attributes),
      "offer": .members([
        "closes": .date(closes),
        "id": .name(id),
        "reward": reward.json,
        "worth": worth.json,
      ]),
      "purpose": .name(purpose),
      "recipient": .name(recipient),
      "surroundings": rules.surroundings(
        of: purpose,
        at: recipient,
        attributes,
        expires: duration
      ),
      "text": .string(text),
      "version": .integer(1),
    ])
    return Data(shown.canonicalBytes)
  }

  /// The hash of what is shown under these rules, in their language.
  public func terms(by rules: Rules) -> Notice.Hash {
    Notice.Hash(SHA256.hash(data: shownBytes(by: rules)).hexadecimal)
  }

  /// The hashes of what is shown in every language of the house.
  public func allTerms(by rules: Rules) -> Set<Notice.Hash> {
    Set(rules.languages.map { terms(by: rules.spoken(in: $0)) })
  }

  /// What has to be kept readable for as long as somebody may have said yes to it.
  public func texts(keptSince now: Date, by rules: Rules) -> [KeptText] {
    rules.languages.map { language in
      let bytes = shownBytes(by: rules.spoken(in: language))
      return KeptText(.notice, language: language, since: now, bytes: bytes)
    }
  }
}
