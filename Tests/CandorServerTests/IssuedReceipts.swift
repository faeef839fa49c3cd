import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Synchronization

/// Every receipt that a test gets in an answer, written down for a verifier that is not ours.
///
/// `make test` names the files by `CANDOR_RECEIPTS` and `CANDOR_CONSENT_RECEIPTS`, and has
/// Tests/verify_issued.py and Tests/receipts_judged.py read them.
enum IssuedReceipts {
  private static let file = Mutex(opened("CANDOR_RECEIPTS"))
  private static let consents = Mutex(opened("CANDOR_CONSENT_RECEIPTS"))

  private static func opened(_ variable: String) -> FileHandle? {
    ProcessInfo.processInfo.environment[variable].flatMap { path in
      FileManager.default.createFile(atPath: path, contents: nil)
        ? FileHandle(forWritingAtPath: path) : nil
    }
  }

  static func note(_ body: Data, from client: any TestClientProtocol) async throws {
    try await noteConsent(body, from: client)
    guard file.withLock({ $0 != nil }) else { return }
    // An answer is one JSON text, or several, a line each.
    let receipts = body.split(separator: UInt8(ascii: "\n")).flatMap { line in
      found(in: try? JSONSerialization.jsonObject(with: line))
    }
    guard !receipts.isEmpty else { return }
    let key = try await client.execute(uri: "/log/key", method: .get) { String(buffer: $0.body) }
    for receipt in receipts {
      let line = try JSONSerialization.data(withJSONObject: ["key": key, "receipt": receipt])
      try file.withLock { try $0?.write(contentsOf: line + [UInt8(ascii: "\n")]) }
    }
  }

  /// A consent receipt with its signature, beside the keys that the house publishes.
  private static func noteConsent(
    _ body: Data,
    from client: any TestClientProtocol
  ) async throws {
    guard consents.withLock({ $0 != nil }),
      let reply = try? JSONSerialization.jsonObject(with: body) as? [String: Any],
      reply["signature"] != nil, reply["receipt"] != nil
    else { return }
    let published = try await client.execute(uri: "/.well-known/jwks.json", method: .get) {
      Data($0.body.readableBytesView)
    }
    let keys = try JSONSerialization.jsonObject(with: published)
    let line = try JSONSerialization.data(withJSONObject: ["keys": keys, "reply": reply])
    try consents.withLock { try $0?.write(contentsOf: line + [UInt8(ascii: "\n")]) }
  }

  private static func found(in value: Any?) -> [[String: Any]] {
    switch value {
    case let object as [String: Any]:
      object["proof"] != nil && object["salt"] != nil
        ? [object] : object.values.flatMap { found(in: $0) }
    case let list as [Any]: list.flatMap { found(in: $0) }
    default: []
    }
  }
}
