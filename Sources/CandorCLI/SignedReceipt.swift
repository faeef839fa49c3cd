import Candor
import CandorAPI
import Foundation
import JWTKit
import TransparencyLog

/// A consent receipt as it is handed out, or its signature alone.
struct SignedReceipt {
  private struct File: Decodable {
    let signature: String
    let log: ReceiptsReply?
  }

  /// A JSON Web Signature in its compact form: what was signed is in it.
  private let signature: String
  private let log: ReceiptsReply?
  /// The receipt that stands beside the signature, to be read.
  private let beside: NSDictionary?

  /// Nil when the file is of another kind.
  init?(_ bytes: Data) {
    let text = String(decoding: bytes, as: UTF8.self).trimmed
    if text.hasPrefix("ey"), text.split(separator: ".").count == 3 {
      (signature, log, beside) = (text, nil, nil)
    } else if let file = try? JSONDecoder().decode(File.self, from: bytes) {
      let whole = try? JSONSerialization.jsonObject(with: bytes) as? NSDictionary
      (signature, log) = (file.signature, file.log)
      beside = whole?["receipt"] as? NSDictionary ?? [:]
    } else {
      return nil
    }
  }

  /// - Parameter keys: a set of public keys, as JSON (RFC 7517).
  /// - Throws: `Malformed` with the reason why it does not hold.
  func verify(by keys: Data) async throws -> CheckedReceipt {
    let known = JWTKeyCollection()
    let set: JWKS
    do {
      set = try JSONDecoder().decode(JWKS.self, from: keys)
      try await known.add(jwks: set)
    } catch {
      throw Malformed("the file of keys is none: a set of keys as JSON is needed")
    }
    try await check(by: known, of: set)
    let payload = try payload
    if let beside {
      let signed = try JSONSerialization.jsonObject(with: payload) as? NSDictionary
      guard beside == signed else {
        throw Malformed("the receipt is not the one that was signed: somebody changed it")
      }
    }
    let receipt = try ReadReceipt(payload)
    guard receipt.holdsNotice else {
      throw Malformed("the text in it is not the notice that it names")
    }
    if let log { try check(receipt, in: log) }
    return CheckedReceipt(receipt, isInLog: log != nil)
  }

  private func check(by keys: JWTKeyCollection, of set: JWKS) async throws {
    let header: SignatureHeader
    do {
      header = try JSONDecoder().decode(SignatureHeader.self, from: part(0))
    } catch {
      throw Malformed("the signature has no header that can be read")
    }
    guard let name = header.kid, set.find(identifier: name)?.isEmpty == false else {
      throw Malformed("it is signed by none of these keys")
    }
    // What a header asks for beside the plain signature would not be looked at.
    guard header.alg == "EdDSA", header.crit == nil else {
      throw Malformed("it is signed in another way than Candor signs")
    }
    do {
      _ = try await keys.verify(signature, as: Anything.self)
    } catch {
      throw Malformed("the signature does not fit: it is forged, or what was signed was changed")
    }
  }

  /// The log's proof that the event was written, under the key that the signed receipt names.
  private func check(_ receipt: ReadReceipt, in log: ReceiptsReply) throws {
    guard log.receipts.count == 1, let reply = log.receipts.first else {
      throw Malformed("the log's proof beside it is not of one event")
    }
    let (proven, key) = (try Receipt(reply), try VerifierKey(receipt.logKey))
    let event: Event
    do {
      event = try proven.verify(origin: key.name.text, by: [key])
    } catch {
      throw Malformed("the log's proof beside it does not hold: \(error)")
    }
    try receipt.check(against: proven, event)
  }

  private var payload: Data {
    get throws { try part(1) }
  }

  private func part(_ place: Int) throws -> Data {
    let parts = signature.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3 else { throw Malformed("the signature does not have three parts") }
    let text = String(parts[place]).replacing("-", with: "+").replacing("_", with: "/")
    let padded = text + String(repeating: "=", count: (4 - text.count % 4) % 4)
    guard let data = Data(base64Encoded: padded) else {
      throw Malformed("the signature is not in base64url")
    }
    return data
  }
}

private struct SignatureHeader: Decodable {
  let alg: String?
  let kid: String?
  let crit: [String]?
}

/// Any payload: it is read apart, byte for byte, once the signature holds.
private struct Anything: JWTPayload {
  init(from decoder: any Decoder) {}
  func encode(to encoder: any Encoder) {}
  func verify(using algorithm: some JWTAlgorithm) {}
}

/// What a receipt shows that holds.
struct CheckedReceipt: Encodable {
  let format: String
  let state: String
  let company: String
  let person: String
  let time: String
  let purpose: String
  let recipient: String?
  let fields: [String]
  let notice: String
  let event: Int
  let isInLog: Bool

  init(_ receipt: ReadReceipt, isInLog: Bool) {
    format = receipt.format.rawValue
    state = receipt.state.rawValue
    company = receipt.company
    person = String(describing: receipt.person)
    time = receipt.time.rfc3339
    purpose = receipt.sentence
    recipient = receipt.recipient
    fields = receipt.fields
    notice = receipt.notice.rawValue
    event = receipt.sequence
    self.isInLog = isInLog
  }

  var says: [String] {
    let said =
      switch state {
      case "refused": "said no"
      case "withdrawn": "took back a yes"
      case "expired": "said yes, which has run out,"
      default: "said yes"
      }
    return [
      "It holds: \(company) signed it.",
      "Who: \(person) \(said) on \(time).",
      "What: \(purpose)",
      "  of: \(fields.joined(separator: "; "))",
      recipient.map { "  for: \($0)" } ?? "  for: nobody but \(company)",
      "Which text: the notice \(notice), which is in it, whole.",
      isInLog
        ? "Event \(event) of the record says the same, and is in the log that the receipt names."
        : "The log's proof is not beside it: whether event \(event) is in the log was not checked.",
    ]
  }
}
