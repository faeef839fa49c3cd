import Crypto
import Foundation

extension Keyring {
  /// Wraps a person's key, bound to that person: a row moved to another person does not unwrap.
  ///
  /// Version (1), epoch (4), nonce (12), ciphertext, tag (16), by AES-256-GCM.
  func wrap(_ root: SymmetricKey, for person: Person.ID) throws -> Data {
    guard let key = wraps[newest] else { throw Malformed("a keyring without its newest key") }
    let header = Data([2] + newest.bigEndianBytes)
    let bytes = root.withUnsafeBytes { Data($0) }
    let associated = Wrapped.associated(2, person, newest)
    let box = try AES.GCM.seal(bytes, using: key, authenticating: associated)
    return header + box.nonce + box.ciphertext + box.tag
  }

  func unwrap(_ wrapped: Data, for person: Person.ID) throws(Malformed) -> SymmetricKey {
    let wrapped = try Wrapped(wrapped)
    guard let key = wraps[wrapped.epoch] else {
      throw Malformed("a person's key is of epoch \(wrapped.epoch), which the keyring lacks")
    }
    do {
      let box = try AES.GCM.SealedBox(combined: wrapped.box)
      let associated = Wrapped.associated(wrapped.version, person, wrapped.epoch)
      return SymmetricKey(data: try AES.GCM.open(box, using: key, authenticating: associated))
    } catch {
      throw Malformed("a person's key does not open under this keyring")
    }
  }

  /// The epoch under which a key is wrapped.
  public static func epoch(of wrapped: Data) throws(Malformed) -> Epoch {
    try Wrapped(wrapped).epoch
  }

  /// The same key under the newest epoch; nil when it is wrapped so already.
  public func rewrapped(_ wrapped: Data, for person: Person.ID) throws -> Data? {
    guard try Self.epoch(of: wrapped) != newest else { return nil }
    let root = try unwrap(wrapped, for: person)
    let new = try wrap(root, for: person)
    // It replaces the only copy of the key.
    guard try unwrap(new, for: person) == root else {
      throw Malformed("a person's key does not open once it is wrapped anew")
    }
    return new
  }

  /// - Throws: `Malformed` when the key does not open.
  public func check(_ wrapped: Data, for person: Person.ID) throws(Malformed) {
    _ = try unwrap(wrapped, for: person)
  }
}

/// A wrapped key in its parts.
private struct Wrapped {
  let version: UInt8
  let epoch: Keyring.Epoch
  /// Nonce, ciphertext and tag.
  let box: Data

  init(_ bytes: Data) throws(Malformed) {
    switch bytes.first {
    case 1:
      // From before there were epochs.
      version = 1
      epoch = 1
      box = bytes.dropFirst()
    case 2 where bytes.count > 5:
      version = 2
      epoch = bytes.dropFirst().prefix(4).reduce(0) { $0 << 8 | Keyring.Epoch($1) }
      box = bytes.dropFirst(5)
    default:
      throw Malformed("no wrapped key of this version")
    }
  }

  static func associated(_ version: UInt8, _ person: Person.ID, _ epoch: Keyring.Epoch) -> Data {
    let label = Data("candor/kw/v\(version)\0".utf8) + person.bytes
    return version == 1 ? label : label + epoch.bigEndianBytes
  }
}
