import Candor
import CandorAPI
import Foundation

/// Replies as text.
enum Reply {
  static func text(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }
}

extension String {
  /// As one part of a path.
  var escaped: String {
    var allowed = CharacterSet.urlPathAllowed
    allowed.remove("/")
    return addingPercentEncoding(withAllowedCharacters: allowed) ?? self
  }
}

extension Connection {
  /// The person of an e-mail address, an identifier, or the company's own name for them.
  func person(_ name: String) async throws -> String {
    if let person = Person.ID(name) { return String(describing: person) }
    let request =
      name.contains("@") ? PersonRequest(email: name) : PersonRequest(externalId: name)
    return try await send(.post, "/v1/people/lookup", request, as: PersonReply.self).person
  }
}
