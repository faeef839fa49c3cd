import Foundation

/// What a person said last about one consent, as their record has it.
public struct LastWord: Hashable, Sendable {
  public enum Answer: String, Hashable, Sendable {
    case given, refused, withdrawn
  }

  public let answer: Answer
  public let consent: Consent
  public let attributes: [Attribute.Name]
  /// What was shown; of a withdrawal, what had been shown before the yes that it ended.
  public let notice: Notice.Hash
  /// When the yes was said; nil when the word is no.
  public let given: Date?
  public let until: Date?
  public let evidence: String?
  /// The event that says so.
  public let event: Event
}

extension LastWord {
  /// - Parameter events: those of the record, oldest first.
  /// - Returns: nil when nothing was said about it.
  public init?(about consent: Consent, in events: [Event]) {
    var last: LastWord?
    var yeses: Set<Attribute.Name> = []
    for event in events {
      switch event.content {
      case .granted(let grant) where grant.consent == consent:
        yeses.formUnion(grant.attributes)
        last = LastWord(grant, event)
      case .refused(let refusal) where refusal.consent == consent:
        yeses.subtract(refusal.attributes)
        last = LastWord(refusal, event)
      case .withdrawn(let withdrawal) where withdrawal.consent == consent:
        // Whoever had no yes has none to end.
        guard let yes = last else { continue }
        last = LastWord(ending: yes, of: yeses.sorted(), event)
        yeses = []
      case .claimed(let claim):
        let words = claim.words.filter { $0.consent == consent }
        if words.isEmpty { continue }
        last = LastWord(words, of: consent, event)
        yeses.formUnion(last?.attributes ?? [])
      default: continue
      }
    }
    guard let last else { return nil }
    self = last
  }

  private init(_ grant: Grant, _ event: Event) {
    self.init(
      answer: .given,
      consent: grant.consent,
      attributes: grant.attributes,
      notice: grant.notice,
      given: event.time,
      until: grant.until,
      evidence: grant.evidence,
      event: event
    )
  }

  /// What was said in another record, before the person was known, as far as this one took it over.
  ///
  /// Only a yes: of a no it does not say what had been shown.
  private init?(_ words: [Claim.Word], of consent: Consent, _ event: Event) {
    let yeses = words.compactMap { word -> (Attribute.Name, Notice.Hash, Date?, Date)? in
      guard case .granted(let notice, let until, let date) = word.standing else { return nil }
      return (word.attribute, notice, until, date)
    }
    guard let latest = yeses.max(by: { $0.3 < $1.3 }) else { return nil }
    self.init(
      answer: .given,
      consent: consent,
      attributes: yeses.filter { $0.1 == latest.1 && $0.3 == latest.3 }.map(\.0).sorted(),
      notice: latest.1,
      given: latest.3,
      until: latest.2,
      evidence: nil,
      event: event
    )
  }

  private init(_ refusal: Refusal, _ event: Event) {
    self.init(
      answer: .refused,
      consent: refusal.consent,
      attributes: refusal.attributes,
      notice: refusal.notice,
      given: nil,
      until: nil,
      evidence: nil,
      event: event
    )
  }

  private init(ending yes: LastWord, of attributes: [Attribute.Name], _ event: Event) {
    self.init(
      answer: .withdrawn,
      consent: yes.consent,
      attributes: attributes.isEmpty ? yes.attributes : attributes,
      notice: yes.notice,
      given: yes.given,
      until: yes.until,
      evidence: yes.evidence,
      event: event
    )
  }
}
