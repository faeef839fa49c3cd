import Candor
import CandorAPI
import Foundation

/// A `DecisionsReply` as it is written, decision by decision.
///
/// Byte for byte what the encoder writes, which takes longer for a thousand decisions than the Gate
/// does.
struct DecisionsBytes {
  private static let allowed = Data(#"{"allowed":true,"reasons":[]}"#.utf8)
  private var written = Data(#"{"decisions":["#.utf8)
  private var isFirst = true
  /// Few reasons are different.
  private var known: [RefusalReason: JSON] = [:]

  /// The reply, when all is added.
  var bytes: Data { written + Data("]}".utf8) }

  /// - Parameter reasons: none for what is allowed.
  mutating func add(_ reasons: [RefusalReason]) {
    if reasons.isEmpty {
      begin()
      written.append(Self.allowed)
    } else {
      refuse(reasons.map { json(of: $0) })
    }
  }

  /// A use of what nobody of that name told.
  mutating func addUnknown() {
    refuse([Self.json(of: .unknownPerson)])
  }

  private mutating func json(of reason: RefusalReason) -> JSON {
    if let known = known[reason] { return known }
    let json = Self.json(of: ReasonReply(reason))
    known[reason] = json
    return json
  }

  private static func json(of reason: ReasonReply) -> JSON {
    var members: [String: JSON] = ["cause": .string(reason.cause), "says": .string(reason.says)]
    if let attribute = reason.attribute { members["attribute"] = .string(attribute) }
    return .object(members)
  }

  private mutating func refuse(_ reasons: [JSON]) {
    begin()
    let json: JSON = ["allowed": .bool(false), "reasons": .array(reasons)]
    written.append(contentsOf: json.canonicalBytes)
  }

  private mutating func begin() {
    if !isFirst { written.append(UInt8(ascii: ",")) }
    isFirst = false
  }
}

extension ReasonReply {
  fileprivate static let unknownPerson = ReasonReply(
    cause: "person-unknown",
    says: "No record of that identifier is kept here."
  )
}
