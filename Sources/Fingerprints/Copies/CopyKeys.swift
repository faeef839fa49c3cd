import Crypto
import Foundation

/// The keys of everything that tells copies apart: marks, aliases and seeds.
public struct CopyKeys: Sendable {
  /// Those that marks are made with.
  public let marks: MarkKeys
  let aliases: SymmetricKey
  let seeds: SymmetricKey

  /// - Parameter root: 32 secret bytes.
  public init(root: SymmetricKey) {
    marks = MarkKeys(root: root)
    aliases = Self.derive(root, "candor/aliases/v1")
    seeds = Self.derive(root, "candor/seeds/v1")
  }

  /// Where the marks of a value stand: nowhere else, whatever else the person has.
  public func place(of person: Row.Person, _ column: Column, version: UInt64) -> Place {
    let name = column.name.utf8
    if let number = person.number {
      return Place(number: number, value: Array(name), version: version, under: marks.placeKey)
    }
    precondition(name.count < 256, "the name of a column has less than 256 bytes")
    return Place(version: version, under: marks.placeKey) {
      $0.append(UInt8(name.count))
      $0.append(contentsOf: name)
      $0.append(contentsOf: person.id)
    }
  }

  /// What the marks of an edition are drawn with.
  public func edition(_ id: Edition.ID) -> EditionKey { marks.edition(id.text) }

  static func derive(_ root: SymmetricKey, _ info: String) -> SymmetricKey {
    HKDF<SHA256>.deriveKey(
      inputKeyMaterial: root,
      info: Data(info.utf8),
      outputByteCount: 32
    )
  }
}
