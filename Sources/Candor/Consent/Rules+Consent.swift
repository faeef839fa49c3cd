import Foundation

extension Rules {
  /// A yes, held against the notice that is shown today.
  ///
  /// - Parameters:
  ///   - attributes: nil for all that the notice covers.
  ///   - shown: the hash of the text that the person read.
  ///   - despite: a signal against it that was shown beside the text.
  /// - Throws: `Invalid`, or `StaleNotice` when the text has changed since.
  public func grant(
    _ consent: Consent,
    attributes: [Attribute.Name]?,
    shown: Notice.Hash,
    evidence: String? = nil,
    despite: Signal? = nil,
    at now: Date
  ) throws -> Grant {
    let notice = try noticeShown(for: consent, attributes: attributes, hash: shown)
    return Grant(
      consent,
      attributes: attributes ?? notice.attributes,
      notice: shown,
      until: purpose(consent.purpose)?.expires?.end(from: now),
      evidence: evidence,
      despite: despite
    )
  }

  /// A no, held against the notice that is shown today.
  ///
  /// - Throws: as `grant`.
  public func refusal(
    _ consent: Consent,
    attributes: [Attribute.Name]?,
    shown: Notice.Hash
  ) throws -> Refusal {
    let notice = try noticeShown(for: consent, attributes: attributes, hash: shown)
    return Refusal(consent, attributes: attributes ?? notice.attributes, notice: shown)
  }

  /// The end of a yes.
  ///
  /// Needs no notice: nobody has to read anything to say stop.
  public func withdrawal(_ consent: Consent) throws(Invalid) -> Withdrawal {
    try known(consent)
    return Withdrawal(consent)
  }

  private func known(_ consent: Consent) throws(Invalid) {
    guard purpose(consent.purpose) != nil else {
      throw Invalid([Problem("purpose", "is no purpose of this house")])
    }
    if let name = consent.recipient, recipient(name) == nil {
      throw Invalid([Problem("recipient", "is no recipient of this house")])
    }
  }

  private func noticeShown(
    for consent: Consent,
    attributes: [Attribute.Name]?,
    hash: Notice.Hash
  ) throws -> Notice {
    try known(consent)
    guard let notice = notice(for: consent) else {
      throw Invalid([Problem("purpose", "is not asked for: no notice covers it at this recipient")])
    }
    guard notice.hashes.contains(hash) else { throw StaleNotice(current: notice.hash) }
    let attributes = attributes ?? notice.attributes
    if attributes.isEmpty { throw Invalid([Problem("attributes", "must name at least one")]) }
    let beyond = attributes.filter { !notice.attributes.contains($0) }
    guard beyond.isEmpty else {
      throw Invalid(beyond.map { Problem("attributes", "'\($0)' is not covered by the notice") })
    }
    return notice
  }
}

/// An answer to a text that is no longer the one shown.
public struct StaleNotice: Error, Equatable {
  public let current: Notice.Hash
}
