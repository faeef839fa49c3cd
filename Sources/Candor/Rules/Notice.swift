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
  /// Changes with the text, with what it covers, and with what the rules say of the purpose, the
  /// recipient and the attributes: a yes to one is no yes to another.
  public private(set) var hash: Hash = ""
  /// Those of this version in every language of the house: a yes to any of them is a yes to this.
  public internal(set) var hashes: Set<Hash> = []
  /// What `hash` is of: all that the person is shown, as canonical JSON (RFC 8785).
  public private(set) var shownBytes = Data()

  enum CodingKeys: CodingKey {
    case purpose, recipient, version, attributes, text
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      purpose: try container.decode(Purpose.Name.self, forKey: .purpose),
      recipient: try container.decodeIfPresent(Recipient.Name.self, forKey: .recipient),
      version: try container.decode(Int.self, forKey: .version),
      attributes: try container.decode([Attribute.Name].self, forKey: .attributes),
      text: try container.decode(String.self, forKey: .text)
    )
  }

  init(
    purpose: Purpose.Name,
    recipient: Recipient.Name?,
    version: Int,
    attributes: [Attribute.Name],
    text: String
  ) {
    self.purpose = purpose
    self.recipient = recipient
    self.version = version
    self.attributes = attributes
    self.text = text
    show(amid: [:])
    hashes = [hash]
  }

  public var consent: Consent { Consent(purpose, at: recipient) }

  /// - Parameter surroundings: the rest of what stands on the page that asks.
  private mutating func show(amid surroundings: JSON) {
    let shown = JSON.members([
      "attributes": .names(attributes),
      "purpose": .name(purpose),
      "recipient": .name(recipient),
      "surroundings": surroundings,
      "text": .string(text),
      "version": .integer(Int64(version)),
    ])
    shownBytes = Data(shown.canonicalBytes)
    hash = Hash(SHA256.hash(data: shownBytes).hexadecimal)
  }

  /// The notice as it is shown under these rules.
  func shown(by rules: Rules) -> Notice {
    var notice = self
    notice.show(
      amid: rules.surroundings(
        of: purpose,
        at: recipient,
        attributes,
        expires: rules.purpose(purpose)?.expires
      )
    )
    notice.hashes = [notice.hash]
    return notice
  }
}

extension Rules {
  /// What stands around a text that asks for a yes.
  func surroundings(
    of purpose: Purpose.Name,
    at recipient: Recipient.Name?,
    _ attributes: [Attribute.Name],
    expires: Term?
  ) -> JSON {
    let purpose = self.purpose(purpose)
    let recipient = recipient.flatMap { self.recipient($0) }
    return .members([
      "attributes": .strings(attributes.map { attribute($0)?.title ?? $0.rawValue }),
      "company": .string(company.name),
      "expires": expires.map { .string(String(describing: $0)) },
      "for": recipient.map { .string($0.for) },
      "role": recipient.map { .string($0.role.rawValue) },
      "sentence": purpose.map { .string($0.sentence) },
      "title": recipient.map { .string($0.title) },
    ])
  }
}
