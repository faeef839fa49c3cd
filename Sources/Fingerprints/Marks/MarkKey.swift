import Crypto
import Foundation

/// Where marks stand: one value of one subject, whatever copy it is in.
///
/// A value that changes has new marks; the same value in the same edition always has the same.
public struct Place: Hashable, Sendable {
  /// 16 bytes, pseudorandom.
  let words: SIMD4<UInt32>

  /// - Parameters:
  ///   - subject: whose value it is, as bytes that nobody else has.
  ///   - version: of the value; changes when the value does.
  ///   - secret: keeps places apart from what anybody can compute.
  public init(of subject: [UInt8], version: UInt64, under secret: SymmetricKey) {
    var input = Data(subject)
    withUnsafeBytes(of: version.littleEndian) { input.append(contentsOf: $0) }
    let code = Array(HMAC<SHA256>.authenticationCode(for: input, using: secret))
    words = SIMD4(
      code.littleEndianWord(at: 0),
      code.littleEndianWord(at: 4),
      code.littleEndianWord(at: 8),
      code.littleEndianWord(at: 12)
    )
  }
}

/// The keys that marks are made with.
///
/// What an auditor is shown of one edition opens nothing of another.
public struct MarkKeys: Sendable {
  /// Up to so many marks at one place: a keystream block has as many bytes.
  public static let slots = 64

  private let root: SymmetricKey
  private let levels: ChaCha

  /// - Parameter root: 32 secret bytes.
  public init(root: SymmetricKey) {
    self.root = root
    levels = ChaCha(key: Self.derive(root, "candor/marks/level/v1"))
  }

  /// The key that places are made under.
  public var placeKey: SymmetricKey {
    SymmetricKey(data: Self.derive(root, "candor/marks/place/v1"))
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
    return levels.bytes(at: place).prefix(count).map { byte in
      // 86, 85 and 85 of 256: as even as a byte can be.
      Level(rawValue: (Int(byte) * 3) >> 8) ?? .even
    }
  }
}

/// What one edition's marks are drawn with.
public struct EditionKey: Sendable {
  let bytes: Data
  let stream: ChaCha

  init(bytes: Data) {
    self.bytes = bytes
    stream = ChaCha(key: bytes)
  }

  /// SHA-256: published when the copy is disclosed, so that no other key can be shown later.
  public var commitment: Data { Data(SHA256.hash(data: bytes)) }

  /// The marks at a place: a one with the chance of its level.
  public func marks(at place: Place, _ levels: [Level]) -> [Bool] {
    zip(stream.bytes(at: place), levels).map { $0 < $1.limit }
  }
}

extension ChaCha {
  /// One block, as bytes.
  func bytes(at place: Place) -> [UInt8] {
    func all(_ word: Int) -> Lanes { Lanes(repeating: place.words[word]) }
    let blocks = blocks((all(0), all(1), all(2), all(3)))
    var bytes: [UInt8] = []
    bytes.reserveCapacity(64)
    withUnsafeBytes(of: blocks.words) { raw in
      let words = raw.bindMemory(to: Lanes.self)
      for word in 0..<16 {
        withUnsafeBytes(of: words[word][0].littleEndian) { bytes.append(contentsOf: $0) }
      }
    }
    return bytes
  }
}
