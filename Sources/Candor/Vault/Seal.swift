import Crypto
import Foundation

/// Seals what is held about one person under that person's own key.
///
/// A sealed blob is 33 bytes longer than what is in it: version (1), key version (4), nonce (12),
/// ciphertext, tag (16). AES-256-GCM binds it to the person, the sort of blob and its sequence
/// number, so that no row can stand in for another. The kind of event is inside, under the tag.
struct Seal {
  enum Sort: String {
    case event, snapshot, reply
  }

  private let person: Person.ID
  private let derivation: KeyedHash.Derivation
  private let key: SymmetricKey

  /// A random key for a person whom nothing is known of yet.
  static func freshKey() -> SymmetricKey {
    SymmetricKey(size: .bits256)
  }

  init(_ person: Person.ID, root: SymmetricKey) {
    self.person = person
    derivation = KeyedHash.Derivation(from: root)
    key = derivation["candor/rec/v1"]
  }

  /// What makes the commitments to events unguessable: it goes with the person's key.
  ///
  /// Derived when it is asked for, since who only reads needs none.
  var salts: Salts { Salts(hash: KeyedHash(derivation["candor/ledger/v1"])) }

  struct Salts {
    fileprivate let hash: KeyedHash

    /// 32 bytes for each event.
    subscript(sequence: Int) -> Data {
      hash.code(Array("candor/salt/v1\0".utf8) + Int64(sequence).bigEndianBytes) { Data($0) }
    }
  }

  func seal(_ bytes: some DataProtocol, as sort: Sort, sequence: Int) throws -> Data {
    let box = try AES.GCM.seal(
      bytes,
      using: key,
      authenticating: associated(sort, sequence)
    )
    return Self.header + box.nonce + box.ciphertext + box.tag
  }

  func open(_ sealed: Data, as sort: Sort, sequence: Int) throws(Malformed) -> Data {
    do {
      guard sealed.count >= 33, sealed.prefix(5) == Self.header else {
        throw Malformed("no seal of this version")
      }
      let box = try AES.GCM.SealedBox(combined: sealed.dropFirst(5))
      return try AES.GCM.open(box, using: key, authenticating: associated(sort, sequence))
    } catch {
      throw Malformed("the seal of \(sort.rawValue) \(sequence) is broken")
    }
  }

  private func associated(_ sort: Sort, _ sequence: Int) -> Data {
    Data("candor/\(sort.rawValue)/v1\0".utf8) + person.bytes + Int64(sequence).bigEndianBytes
  }

  /// Version 1 of the format, version 1 of the key.
  private static let header = Data([1, 0, 0, 0, 1])
}
