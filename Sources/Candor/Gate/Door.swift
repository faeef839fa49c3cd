import Foundation

/// What the rules say of one purpose at one recipient, so laid out that a decision need not search.
///
/// There is one for each recipient that has the purpose and is not suspended, and one for the company.
/// It never changes, and is shared by all decisions.
final class Door: Sendable {
  /// One attribute that the purpose uses.
  struct Leaf: Sendable {
    let attribute: Attribute
    /// Whether the text that is shown today covers it.
    let isCovered: Bool
  }

  let consent: Consent
  let basis: Purpose.Basis
  /// Whether it leads to somebody with purposes of their own.
  let leadsToPartner: Bool
  /// When the agreement with the recipient ends.
  private let until: Date?
  /// Whether recipients may pay for a yes to it.
  let isForSale: Bool
  /// The texts that a yes may have been given to.
  let texts: [Notice.Hash]
  /// In the order of the rules.
  let leaves: [Leaf]

  init(_ purpose: Purpose, _ recipient: Recipient?, _ rules: Rules) {
    consent = Consent(purpose.name, at: recipient?.name)
    basis = purpose.basis
    leadsToPartner = recipient?.role == .partner
    until = recipient?.agreement?.end
    isForSale = leadsToPartner && basis == .consent && rules.isForSale(purpose.name)
    let shown = rules.notice(for: consent)
    texts = shown.map { Array($0.hashes) } ?? []
    // What the agreement leaves out is not behind this door.
    leaves = rules.attributes.filter { attribute in
      purpose.uses.contains(attribute.name) && recipient?.mayGet(attribute.name) ?? true
    }.map { attribute in
      Leaf(
        attribute: attribute,
        isCovered: shown?.attributes.contains(attribute.name) ?? false
      )
    }
  }

  func isOver(at now: Date) -> Bool { until.map { $0 <= now } ?? false }

  /// Whether a yes to this text opens it: to one of the notices, or to the terms of the offer that
  /// the use is under.
  func opens(to text: Notice.Hash, for consent: Consent, on record: Record) -> Bool {
    guard let offer = consent.offer else { return texts.contains(text) }
    return record.deals[offer].map { $0.isAccepted && $0.terms == text } ?? false
  }

  /// Where among its leaves an attribute is; a handful is gone through faster than looked up.
  func place(of name: Attribute.Name) -> Int? { leaves.firstIndex { $0.attribute.name == name } }

  /// All that the rules open.
  ///
  /// - Parameter suspended: those who get nothing, whatever the rules say.
  static func all(_ rules: Rules, but suspended: Set<Recipient.Name>) -> [Consent: Door] {
    let doors = rules.purposes.flatMap { purpose in
      let recipients = rules.recipients.filter {
        !$0.isSuspended && !suspended.contains($0.name) && $0.purposes.contains(purpose.name)
      }
      return [Door(purpose, nil, rules)] + recipients.map { Door(purpose, $0, rules) }
    }
    return Dictionary(doors.map { ($0.consent, $0) }) { first, _ in first }
  }
}
