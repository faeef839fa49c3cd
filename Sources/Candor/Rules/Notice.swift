import Crypto
import Foundation

/// The exact text that is shown when a consent is asked for.
public struct Notice: Sendable, Codable {
  /// SHA-256, in hexadecimal, of everything the person is shown.
  public typealias Hash = Identifier<Notice>

  public let purpose: Purpose.Name
  public let recipient: Recipient.Name?
  public let version: Int
  public let attributes: [Attribute.Name]
  public let text: String

  public var consent: Consent { Consent(purpose, at: recipient) }

  /// Changes with the text, and with what it covers: a yes to one is no yes to another.
  public var hash: Hash {
    let shown = JSON.members([
      "attributes": .names(attributes),
      "purpose": .name(purpose),
      "recipient": .name(recipient),
      "text": .string(text),
      "version": .integer(Int64(version)),
    ])
    let digest = SHA256.hash(data: Data(shown.canonicalBytes))
    return Hash(digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined())
  }
}
