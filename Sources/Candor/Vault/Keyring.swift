import Crypto
import Foundation
import TransparencyLog

/// The keys of the house: one wraps people's keys, one blinds what people are looked up by.
///
/// Written as lines `wrap <base64>` and `index <base64>`, 32 bytes each. They are apart because the
/// index key can never change while the wrapping key rotates.
public struct Keyring: Sendable {
  let wrap: SymmetricKey
  let index: SymmetricKey

  /// The text of a keyring is not one.
  ///
  /// Names the line, never what stands on it.
  public struct Unreadable: Error, Equatable {
    public let rule: String
  }

  public init(_ text: String) throws(Unreadable) {
    var keys: [String: SymmetricKey] = [:]
    for line in text.split(whereSeparator: { $0.isNewline || $0 == "," }) {
      let words = line.split(separator: " ")
      guard words.count == 2, let key = Data(base64Encoded: String(words[1])), key.count == 32
      else {
        throw Unreadable(rule: "each line of a keyring is a name and 32 bytes in base64")
      }
      keys[String(words[0])] = SymmetricKey(data: key)
    }
    guard let wrap = keys["wrap"], let index = keys["index"] else {
      throw Unreadable(rule: "a keyring has the lines 'wrap' and 'index'")
    }
    self.wrap = wrap
    self.index = index
  }

  /// The text of a new keyring, from the system's randomness.
  public static func freshText() -> String {
    func line(_ name: String) -> String {
      let key = SymmetricKey(size: .bits256).withUnsafeBytes { Data($0) }
      return "\(name) \(key.base64EncodedString())\n"
    }
    return line("wrap") + line("index")
  }
}

extension Keyring {
  /// The key that signs the log: derived from the index key, which never rotates either.
  func logKey(_ origin: String) throws -> SigningKey {
    let seed = HKDF<SHA256>.deriveKey(
      inputKeyMaterial: index,
      info: Data("candor/log/v1".utf8),
      outputByteCount: 32
    )
    return try seed.withUnsafeBytes { try SigningKey(KeyName(origin), seed: Data($0)) }
  }
}

/// What a person is looked up by, blinded: HMAC-SHA-256 under the index key, cut to 16 bytes.
///
/// Equal addresses give equal handles; without the key a handle says nothing.
public struct Handle: Hashable, Sendable {
  public let bytes: Data

  public init(bytes: Data) {
    self.bytes = bytes
  }
}

extension Keyring {
  public func handle(of address: EmailAddress) -> Handle {
    handle("email/v1", address.normalized)
  }

  /// The handle of the name under which the company itself knows the person.
  public func handle(ofExternal id: String) -> Handle {
    handle("external/v1", id)
  }

  /// What is remembered of somebody who was erased: enough to know them in an old backup.
  public func handle(ofErased person: Person.ID) -> Handle {
    Handle(bytes: blind("erased/v1", Data(person.bytes)))
  }

  private func handle(_ label: String, _ text: String) -> Handle {
    Handle(bytes: blind(label, Data(text.utf8)))
  }

  func blind(_ label: String, _ bytes: some DataProtocol) -> Data {
    var code = HMAC<SHA256>(key: index)
    code.update(data: Data("\(label)\0".utf8))
    code.update(data: bytes)
    return Data(code.finalize().prefix(16))
  }
}
