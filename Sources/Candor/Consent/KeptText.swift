import Crypto
import Foundation

/// A text that people were shown, kept for as long as there are records: what somebody said yes to
/// has to be readable after the rules say something else.
///
/// Not about anybody, so it is stored in the clear. It is known by what it hashes to, so that
/// nothing can take its place.
public struct KeptText: Hashable, Sendable {
  /// SHA-256 of the bytes, in hexadecimal; of a notice, the hash that a yes to it names.
  public typealias Hash = Identifier<KeptText>

  public enum Kind: String, Sendable, CaseIterable {
    case notice, policy
    /// What a copy was, as it stands in the log.
    case copy
  }

  public let kind: Kind
  public let hash: Hash
  /// The language that it is written in, by its BCP 47 tag: `en`.
  public let language: String
  /// Since when it is shown.
  public let since: Date
  /// Exactly what is hashed: of a notice, the canonical JSON of all that the person is shown.
  public let bytes: Data

  public init(_ kind: Kind, language: String, since: Date, bytes: Data) {
    self.kind = kind
    self.hash = Hash(SHA256.hash(data: bytes).hexadecimal)
    self.language = language
    self.since = Date(milliseconds: since.milliseconds)
    self.bytes = bytes
  }
}

extension KeptText.Hash {
  public init(_ notice: Notice.Hash) {
    self.init(notice.rawValue)
  }
}

extension Rules {
  /// The notices that these rules show from a moment on.
  public func notices(keptSince now: Date) -> [KeptText] {
    languages.flatMap { language in
      spoken(in: language).notices.map { notice in
        KeptText(.notice, language: language, since: now, bytes: notice.shownBytes)
      }
    }
  }
}
