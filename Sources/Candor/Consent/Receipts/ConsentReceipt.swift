import Crypto
import Foundation

/// A receipt for one consent: who said what, when, and what they had been shown.
///
/// Made from what the record and the kept texts say, so that the same word makes the same bytes as
/// long as the rules tell the same of the company and of what it holds.
public struct ConsentReceipt: Sendable {
  public enum Format: String, CaseIterable, Sendable {
    /// ISO/IEC TS 27560:2023 in the terms of the Data Privacy Vocabulary, as JSON-LD.
    case iso27560 = "27560"
    /// The Kantara Initiative's consent receipt 1.1.
    case kantara
  }

  let word: LastWord
  let notice: ShownNotice
  let rules: Rules
  let jurisdiction: Jurisdiction
  /// Stands for the word's event in the log.
  let commitment: Commitment
  /// The log's key, by which to check that it does.
  let logKey: String
  /// Where the person reaches the pages, without a slash at the end.
  let origin: String
  /// Whether the yes had run out.
  let isOver: Bool

  /// - Parameters:
  ///   - shown: the notice that the word names.
  ///   - commitment: of the word's event.
  ///   - now: a yes that has run out by then is said to be over.
  /// - Throws: `Invalid` when the rules lack what a receipt has to say, `Malformed` when the text is
  ///   not the one that was shown.
  public init(
    of word: LastWord,
    shown: KeptText,
    under rules: Rules,
    commitment: Commitment,
    logKey: String,
    origin: String,
    at now: Date
  ) throws {
    let missing = rules.missingForReceipts
    guard missing.isEmpty, let jurisdiction = rules.company.jurisdiction else {
      throw Invalid(missing)
    }
    guard shown.hash == KeptText.Hash(word.notice) else {
      throw Malformed("the text is not the notice that was shown")
    }
    self.word = word
    self.notice = try ShownNotice(shown)
    self.rules = rules
    self.jurisdiction = jurisdiction
    self.commitment = commitment
    self.logKey = logKey
    self.origin = origin
    isOver = word.answer == .given && word.until.map { $0 <= now } ?? false
  }

  /// - Throws: `Invalid` when the format has no word for what was said.
  public func json(_ format: Format) throws(Invalid) -> JSON {
    switch format {
    case .iso27560: return jsonLD
    case .kantara:
      guard word.answer == .given else {
        throw Invalid([
          Problem("format", "kantara knows receipts of a yes only; ask for 27560")
        ])
      }
      return kantara
    }
  }
}

extension Rules {
  /// What receipts have to say, and nothing else could tell: whose law holds.
  public var missingForReceipts: [Problem] {
    guard company.jurisdiction == nil, !notices.isEmpty else { return [] }
    return [
      Problem(
        "company.jurisdiction",
        "is missing: without it nobody can be given a consent receipt; \(Jurisdiction.rule)"
      )
    ]
  }
}

extension ConsentReceipt {
  /// What both formats tell, once.
  var companyName: String { notice.company ?? rules.company.name }

  var recipient: Recipient? { word.consent.recipient.flatMap { rules.recipient($0) } }

  /// Nil when nobody outside the company is to have anything.
  var recipientName: String? {
    word.consent.recipient.map { name in
      notice.recipientTitle ?? recipient?.title ?? name.rawValue
    }
  }

  func isSensitive(_ attribute: Attribute.Name) -> Bool {
    rules.attribute(attribute)?.isSensitive ?? false
  }

  /// How the person said so.
  var method: String {
    word.evidence ?? "One click on a page of \(companyName), beside the notice"
  }

  /// An identifier like a random one (UUID, version 4), but the same each time: the commitment that it
  /// is made of has a random salt in it.
  func identifier(_ label: String) -> String {
    var hash = SHA256()
    hash.update(data: Data("candor/\(label)/v1\0".utf8))
    hash.update(data: commitment.bytes)
    if isOver { hash.update(data: Data("over".utf8)) }
    var bytes = Array(hash.finalize().prefix(16))
    bytes[6] = 0x40 | bytes[6] & 0x0f
    bytes[8] = 0x80 | bytes[8] & 0x3f
    return String(describing: Person.ID(bytes: bytes))
  }
}
