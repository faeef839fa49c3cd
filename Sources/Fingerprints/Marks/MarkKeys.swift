import Candor
import Crypto
import Foundation

/// The keys that marks are made with.
///
/// What an auditor is shown of one edition opens nothing of another.
public struct MarkKeys: Sendable {
  /// Up to so many marks at one place: a level is a byte of one block.
  public static let slots = 64

  private let root: SymmetricKey
  let stream: ChaCha
  /// What places are made under.
  public let placeKey: KeyedHash

  /// - Parameter root: 32 secret bytes.
  public init(root: SymmetricKey) {
    self.root = root
    stream = ChaCha(key: Self.derive(root, "candor/marks/level/v1"))
    placeKey = KeyedHash(SymmetricKey(data: Self.derive(root, "candor/marks/place/v1")))
  }

  /// The key of one edition alone.
  ///
  /// - Parameter edition: its identifier.
  public func edition(_ edition: String) -> EditionKey {
    EditionKey(bytes: Self.derive(root, "candor/marks/edition/v1/\(edition)"))
  }

  private static func derive(_ root: SymmetricKey, _ info: String) -> Data {
    HKDF<SHA256>.deriveKey(
      inputKeyMaterial: root,
      info: Data(info.utf8),
      outputByteCount: 32
    ).withUnsafeBytes { Data($0) }
  }

  /// The level of each of the first marks at a place: the same in every edition.
  public func levels(at place: Place, count: Int) -> [Level] {
    precondition(count <= Self.slots, "a place has at most 64 marks")
    let block = stream.block(counter: UInt32(place.lane), nonce: place.cell)
    return (0..<count).map { slot in
      // 86, 85 and 85 of 256: as even as a byte can be.
      Level(rawValue: (Int(block.byte(slot)) * 3) >> 8) ?? .even
    }
  }
}
