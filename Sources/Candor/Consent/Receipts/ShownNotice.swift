import Foundation

/// A notice as it was shown, read back from the bytes that were kept.
struct ShownNotice: Hashable, Sendable {
  let hash: Notice.Hash
  let language: String
  let since: Date
  let bytes: Data
  let version: Int
  let text: String
  let attributes: [Attribute.Name]
  let titles: [String]
  let company: String?
  /// What the purpose is, in plain words.
  let sentence: String
  let recipient: Recipient.Name?
  let recipientTitle: String?
  let recipientRole: Recipient.Role?

  /// - Throws: `Malformed` when it is the text of something else.
  init(_ kept: KeptText) throws(Malformed) {
    guard kept.kind == .notice else { throw Malformed("the text is no notice") }
    let json = try JSON(canonical: kept.bytes)
    let around = json["surroundings"] ?? [:]
    hash = Notice.Hash(kept.hash.rawValue)
    language = kept.language
    since = kept.since
    bytes = kept.bytes
    version = Int(try json.integer("version"))
    text = try json.string("text")
    attributes = try json.names("attributes")
    titles = around["attributes"] == nil ? [] : try around.strings("attributes")
    company = try around.optionalString("company")
    let purpose = try json.string("purpose")
    sentence = try around.optionalString("sentence") ?? purpose
    recipient = try json.optionalName("recipient")
    recipientTitle = try around.optionalString("title")
    recipientRole = try around.optionalString("role").flatMap(Recipient.Role.init(rawValue:))
  }

  /// What the attribute was called on the page.
  func title(of attribute: Attribute.Name) -> String {
    guard let place = attributes.firstIndex(of: attribute), titles.indices.contains(place) else {
      return attribute.rawValue
    }
    return titles[place]
  }
}
