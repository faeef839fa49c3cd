import Crypto
import Foundation

/// Tells rows that Candor wrote from rows that somebody else did, where no seal does so.
///
/// The code of a row is an HMAC over its table and its columns. Half of it stands in the row as its
/// tag; the whole goes into a sum over the table, which shows a row that was deleted or brought back.
public struct RowTags: Sendable {
  private let rows: KeyedHash
  private let sums: SymmetricKey

  fileprivate init(_ index: SymmetricKey) {
    let derivation = KeyedHash.Derivation(from: index)
    rows = KeyedHash(derivation["candor/rows/v1"])
    sums = derivation["candor/sums/v1"]
  }

  /// HMAC-SHA-256, 32 bytes; what goes into it has its length before it.
  public func code(_ table: String, _ columns: [Data]) -> Data {
    var text: [UInt8] = []
    for field in [Data(table.utf8)] + columns {
      text += Int64(field.count).bigEndianBytes
      text += field
    }
    return rows.code(text) { Data($0) }
  }

  /// What stands in the row: the first 16 bytes of its code.
  public func tag(_ table: String, _ columns: [Data]) -> Data {
    Self.tag(of: code(table, columns))
  }

  public static func tag(of code: Data) -> Data { Data(code.prefix(16)) }

  /// Whether a row with this tag has this code; takes as long whatever the answer.
  public static func holds(_ tag: Data, of code: Data) -> Bool {
    tag.count == 16 && zip(tag, code).reduce(0 as UInt8) { $0 | ($1.0 ^ $1.1) } == 0
  }
}

extension RowTags {
  /// The sums as they are stored.
  ///
  /// Whoever saw the codes in them could choose other rows that come to the same sum (Clarke et al.,
  /// 2003); so they are sealed, each time under a key of its own: no number of commits is too many.
  public func seal(_ sums: RowSums) throws -> Data {
    let salt = SymmetricKey(size: .bits256).withUnsafeBytes { Data($0) }
    let box = try AES.GCM.seal(sums.bytes, using: key(salt))
    return salt + box.nonce + box.ciphertext + box.tag
  }

  public func open(_ sealed: Data) throws(Malformed) -> RowSums {
    do {
      let box = try AES.GCM.SealedBox(combined: sealed.dropFirst(32))
      return try RowSums(bytes: AES.GCM.open(box, using: key(sealed.prefix(32))))
    } catch {
      throw Malformed("the sums over the tables do not open")
    }
  }

  private func key(_ salt: Data) -> SymmetricKey {
    SymmetricKey(data: Data(HMAC<SHA256>.authenticationCode(for: salt, using: sums)))
  }
}

extension Keyring {
  /// What a store marks its rows by; it lets nobody read anything.
  public var rowTags: RowTags { RowTags(index) }
}

/// A row that is not as Candor wrote it: nothing is done on its word.
public struct Tampered: Error, Hashable, Sendable, CustomStringConvertible {
  public let table: String

  public init(table: String) {
    self.table = table
  }

  public var description: String {
    "a row of \(table) is not as Candor wrote it; 'candor audit' says which"
  }
}
