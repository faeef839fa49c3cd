import Foundation

/// A yes that was given once and lets nothing through now, until the person is asked anew.
public struct Lapsed: Hashable, Sendable {
  public enum Why: Hashable, Sendable {
    /// It was for a time, which is over since.
    case ranOut(Date)
    /// It was to another text than the one that is shown today.
    case changed
    /// A signal since then asks not to share, and nobody was asked which of the two counts.
    case optedOut(Date)
  }

  public let consent: Consent
  public let why: Why
  /// When the yes was given.
  public let said: Date
}

extension Rules {
  /// What the person is to be asked again.
  ///
  /// To whoever said no, or took a yes back, nothing is put twice.
  public func lapsed(in record: Record, at now: Date) -> [Lapsed] {
    notices.compactMap { lapsed($0, in: record, at: now) }
  }

  /// How the yes to this request has lapsed; nil when it stands, for all or for some of it, or when
  /// there is none.
  public func lapsed(_ notice: Notice, in record: Record, at now: Date) -> Lapsed? {
    let consent = notice.consent
    var lapsed: [Lapsed] = []
    for name in notice.attributes {
      guard case .granted(let text, let until, let said)? = record.standing(consent, name) else {
        continue
      }
      let why: Lapsed.Why
      if !notice.hashes.contains(text) {
        why = .changed
      } else if let until, until <= now {
        why = .ranOut(until)
      } else if let optOut = optOut(against: consent, in: record), !optOut.yields(to: consent, name)
      {
        why = .optedOut(optOut.since)
      } else {
        return nil
      }
      lapsed.append(Lapsed(consent: consent, why: why, said: said))
    }
    return lapsed.max { $0.said < $1.said }
  }

  /// The signal that stands against a consent: nil unless it is to share with a partner.
  public func optOut(against consent: Consent, in record: Record) -> OptOut? {
    guard let recipient = consent.recipient, self.recipient(recipient)?.role == .partner else {
      return nil
    }
    return record.optOut
  }
}
