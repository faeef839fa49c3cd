import Crypto
import Foundation
import TransparencyLog

/// The keys of the house: some wrap people's keys, one blinds what people are looked up by.
///
/// Written as lines of a name and 32 bytes in base64: `wrap <base64>`, after a rotation `wrap.2
/// <base64>` and so on, and `index <base64>`. They are apart because the index key can never change
/// while the wrapping key rotates.
public struct Keyring: Sendable {
  /// Numbers the keys that wrap, from 1.
  public typealias Epoch = UInt32

  /// Any of them unwraps; not empty.
  let wraps: [Epoch: SymmetricKey]
  /// The newest epoch, under which keys are wrapped.
  public let newest: Epoch
  let index: SymmetricKey
  /// What `index` blinds with.
  private let blinding: KeyedHash

  init(wraps: [Epoch: SymmetricKey], newest: Epoch, index: SymmetricKey) {
    self.wraps = wraps
    self.newest = newest
    self.index = index
    blinding = KeyedHash(index)
  }

  public var epochs: [Epoch] { wraps.keys.sorted() }
}

extension Keyring {
  /// The key that signs the log: derived from the index key, which never rotates either.
  func logKey(_ origin: String) throws -> SigningKey {
    try derived("candor/log/v1").withUnsafeBytes { try SigningKey(KeyName(origin), seed: Data($0)) }
  }
}

extension Keyring {
  /// The key that signs consent receipts: derived as that of the log is, so that old ones hold.
  public func receiptKey() throws -> Curve25519.Signing.PrivateKey {
    try derived("candor/consent-receipt/v1")
      .withUnsafeBytes { try Curve25519.Signing.PrivateKey(rawRepresentation: $0) }
  }

  /// What tells the copies of recipients apart: 32 bytes, the same for as long as copies are about.
  public var copyRoot: SymmetricKey { derived("candor/copies/v1") }

  func derived(_ label: String) -> SymmetricKey {
    KeyedHash.Derivation(from: index)[label]
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

  /// The handle of a name that a client made up for somebody who is not known yet.
  ///
  /// Whatever its letters, it is never the company's own name for anybody.
  public func handle(ofAnonymous id: String) -> Handle {
    handle("anonymous/v1", id)
  }

  /// What is remembered of somebody who was erased: enough to know them in an old backup.
  public func handle(ofErased person: Person.ID) -> Handle {
    Handle(bytes: blind("erased/v1", person.bytes))
  }

  /// What shows that a backup was described by this house, and has not been changed since.
  public func code(ofBackup description: Data) -> Data {
    blind("backup/v1", description)
  }

  private func handle(_ label: String, _ text: String) -> Handle {
    Handle(bytes: blind(label, Array(text.utf8)))
  }

  func blind(_ label: String, _ bytes: some Sequence<UInt8>) -> Data {
    blinding.code(Array(label.utf8) + [0] + bytes) { Data($0.prefix(16)) }
  }
}
