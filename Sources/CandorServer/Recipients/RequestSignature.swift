import Candor
import Crypto
import Foundation
import HTTPTypes
import RawStructuredFieldValues

/// Why a request does not count as a recipient's.
struct SignatureRefused: Error {
  let problem: Problem

  init(_ field: String, _ rule: String) {
    problem = Problem(field, rule)
  }
}

/// A request as its signature sees it.
struct SignedRequest {
  let method: String
  /// Ours, as recipients know it: one for another server does not count here.
  let authority: String
  let path: String
  let query: String
  let headers: HTTPFields
}

/// The signature of a request by RFC 9421: Ed25519 over these parts at least.
struct RequestSignature {
  static let parts = ["@method", "@authority", "@path", "@query", "content-digest"]

  let keyID: String
  let nonce: String
  let created: Date
  /// From when on it does not count any more, if whoever signed says so.
  let expires: Date?
  /// What is signed.
  let base: [UInt8]
  private let bytes: Data

  /// Reads the signature of somebody known; others beside it do not count.
  ///
  /// - Parameter hasBody: whether the digest of the body has to be signed too.
  init(
    of request: SignedRequest,
    hasBody: Bool,
    by isKnown: (String) -> Bool
  ) throws(SignatureRefused) {
    let inputs = try Self.members("Signature-Input", in: request.headers)
    let signatures = try Self.members("Signature", in: request.headers)
    let found = inputs.compactMap { label, value -> (String, String, InnerList)? in
      guard case .innerList(let list) = value,
        case .string(let id)? = list.rfc9651Parameters["keyid"], isKnown(id)
      else { return nil }
      return (label, id, list)
    }.first
    guard let (label, id, list) = found else {
      throw SignatureRefused("Signature-Input", "has no keyid of a recipient with a key")
    }
    guard case .item(let item)? = signatures[label],
      case .undecodedByteSequence(let text) = item.rfc9651BareItem,
      let bytes = Data(base64Encoded: text)
    else { throw SignatureRefused("Signature", "has no byte sequence of the same label") }
    let parameters = list.rfc9651Parameters
    guard case .integer(let created)? = parameters["created"] else {
      throw SignatureRefused("Signature-Input", "says by no created when it was made")
    }
    guard case .string(let nonce)? = parameters["nonce"], (1...128).contains(nonce.utf8.count)
    else { throw SignatureRefused("Signature-Input", "has no nonce of up to 128 letters") }
    if let algorithm = parameters["alg"], algorithm != .string("ed25519") {
      throw SignatureRefused("Signature-Input", "must have the alg 'ed25519', or none")
    }
    switch parameters["expires"] {
    case nil: expires = nil
    case .integer(let seconds)?: expires = Date(timeIntervalSince1970: Double(seconds))
    default: throw SignatureRefused("Signature-Input", "must say by a number when it expires")
    }
    (keyID, self.nonce, self.bytes) = (id, nonce, bytes)
    self.created = Date(timeIntervalSince1970: Double(created))
    base = try Self.base(of: request, list, hasBody: hasBody)
  }

  func holds(under key: Curve25519.Signing.PublicKey) -> Bool {
    key.isValidSignature(bytes, for: base)
  }

  private static func base(
    of request: SignedRequest,
    _ list: InnerList,
    hasBody: Bool
  ) throws(SignatureRefused) -> [UInt8] {
    var base = ""
    var seen: Set<String> = []
    for part in list.bareInnerList {
      guard case .string(let name) = part.rfc9651BareItem, part.rfc9651Parameters.isEmpty,
        seen.insert(name).inserted
      else { throw SignatureRefused("Signature-Input", "has a part twice, or with parameters") }
      base += "\"\(name)\": \(try request.value(of: name))\n"
    }
    let missing = parts.first { !seen.contains($0) && (hasBody || $0 != "content-digest") }
    if let missing { throw SignatureRefused("Signature-Input", "does not sign \(missing)") }
    var serializer = StructuredFieldValueSerializer()
    guard let parameters = try? serializer.writeListFieldValue([.innerList(list)]) else {
      throw SignatureRefused("Signature-Input", "cannot be written again")
    }
    return Array("\(base)\"@signature-params\": ".utf8) + parameters
  }

  /// The members of a dictionary field (RFC 9651).
  private static func members(
    _ name: String,
    in headers: HTTPFields
  ) throws(SignatureRefused) -> OrderedMap<String, ItemOrInnerList> {
    guard let text = headers.text(of: name) else { throw SignatureRefused(name, "is missing") }
    var parser = StructuredFieldValueParser(Array(text.utf8))
    do {
      return try parser.parseDictionaryFieldValue()
    } catch {
      throw SignatureRefused(name, "is no dictionary of RFC 9651")
    }
  }
}

extension SignedRequest {
  fileprivate func value(of part: String) throws(SignatureRefused) -> String {
    switch part {
    case "@method": return method
    case "@authority": return authority
    case "@path": return path
    case "@query": return "?\(query)"
    default:
      guard let text = headers.text(of: part) else {
        throw SignatureRefused("Signature-Input", "signs a part that is not there or not known")
      }
      return text
    }
  }

  /// Whether the digest in the request is that of its body (RFC 9530).
  func checkDigest(of body: Data) throws(SignatureRefused) {
    guard let text = headers.text(of: "content-digest") else { return }
    var parser = StructuredFieldValueParser(Array(text.utf8))
    guard let members = try? parser.parseDictionaryFieldValue() else {
      throw SignatureRefused("Content-Digest", "is no dictionary of RFC 9651")
    }
    let digests = [
      ("sha-256", Data(SHA256.hash(data: body))), ("sha-512", Data(SHA512.hash(data: body))),
    ]
    let told = digests.filter { members[$0.0] != nil }
    guard !told.isEmpty else {
      throw SignatureRefused("Content-Digest", "has neither sha-256 nor sha-512")
    }
    for (name, digest) in told {
      guard case .item(let item)? = members[name],
        item.rfc9651BareItem == .undecodedByteSequence(digest.base64EncodedString())
      else { throw SignatureRefused("Content-Digest", "is not that of the body") }
    }
  }
}

extension HTTPFields {
  /// Fields of one name are one list.
  fileprivate func text(of name: String) -> String? {
    HTTPField.Name(name).flatMap { self[$0] }.map {
      $0.trimmingCharacters(in: .whitespaces)
    }
  }
}
