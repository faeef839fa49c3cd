import Candor
import CandorAPI
import Foundation

/// A `DecisionsReply` as it is written, decision by decision.
///
/// Byte for byte what the encoder writes, which takes longer for a thousand decisions than the Gate
/// does.
struct DecisionsBytes {
  private static let allowed = Array(#"{"allowed":true,"reasons":[]}"#.utf8)
  private static let refused = Array(#"{"allowed":false,"reasons":["#.utf8)
  private var written = Array(#"{"decisions":["#.utf8)
  private var isFirst = true
  /// Few reasons are different.
  private var known: [RefusalReason: [UInt8]] = [:]

  /// The reply, when all is added.
  var bytes: Data { Data(written) + Data("]}".utf8) }

  /// - Parameter reasons: none for what is allowed.
  mutating func add(_ reasons: [RefusalReason]) {
    if reasons.isEmpty {
      begin()
      written += Self.allowed
    } else {
      refuse(reasons.map { bytes(of: $0) })
    }
  }

  /// A use of what nobody of that name told.
  mutating func addUnknown() {
    refuse([Self.bytes(of: .unknownPerson)])
  }

  private mutating func refuse(_ reasons: [[UInt8]]) {
    begin()
    written += Self.refused
    for (index, reason) in reasons.enumerated() {
      if index > 0 { written.append(UInt8(ascii: ",")) }
      written += reason
    }
    written += "]}".utf8
  }

  private mutating func begin() {
    if !isFirst { written.append(UInt8(ascii: ",")) }
    isFirst = false
  }

  private mutating func bytes(of reason: RefusalReason) -> [UInt8] {
    if let known = known[reason] { return known }
    let bytes = Self.bytes(of: ReasonReply(reason))
    known[reason] = bytes
    return bytes
  }

  private static func bytes(of reason: ReasonReply) -> [UInt8] {
    JSON.members([
      "attribute": reason.attribute.map(JSON.string), "cause": .string(reason.cause),
      "says": .string(reason.says),
    ]).canonicalBytes
  }
}

extension ReasonReply {
  fileprivate static let unknownPerson = ReasonReply(
    cause: "person-unknown",
    says: "No record of that identifier is kept here."
  )
}
