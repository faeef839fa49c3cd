import Candor
import Foundation
import GRDB

/// A table whose rows no seal protects: each carries a tag, and all go into a sum.
struct TaggedTable: Sendable {
  let name: String
  /// Without the tag, which comes after them.
  let columns: [String]
  /// How many of them, from the first on, tell its rows apart.
  let keys: Int

  /// - Parameter columns: their names, with blanks between them.
  fileprivate init(_ name: String, _ columns: String, keys: Int = 1) {
    self.name = name
    self.columns = columns.split(separator: " ").map(String.init)
    self.keys = keys
    let columns = self.columns
    let list = columns.joined(separator: ", ")
    let places = Array(repeating: "?", count: columns.count + 1).joined(separator: ", ")
    selection = "SELECT \(list), tag FROM \(name)"
    insertion = "INSERT INTO \(name) (\(list), tag) VALUES (\(places))"
    returned = "\(list), tag"
  }

  // Composed once, since statements are found again by their text.
  let selection: String
  let insertion: String
  let returned: String
}

extension TaggedTable {
  static let identity = TaggedTable("identity", "handle person")
  static let access = TaggedTable("access", "hash kind person name scopes until")
  static let catalogue = TaggedTable("catalogue", "place item json")
  static let reply = TaggedTable(
    "reply",
    "caller key fingerprint person sealed first next until",
    keys: 2
  )
  static let erasure = TaggedTable("erasure", "number events leaf")
  static let head = TaggedTable("head", "size root")
  static let restored = TaggedTable("restored", "time size")
  static let text = TaggedTable("text", "hash kind language since bytes")
  static let disclosure = TaggedTable("disclosure", "number id json")
  static let outbox = TaggedTable(
    "outbox",
    "number id recipient person json since attempts next told confirmed"
  )
  static let offer = TaggedTable("offer", "number id json closed returns gone")
  static let place = TaggedTable("place", "person offer until", keys: 2)
  static let posting = TaggedTable("posting", "number why debit credit json")
  static let account = TaggedTable("account", "name currency minor", keys: 2)
  static let shredded = TaggedTable("shredded", "mark")

  /// Those beside the records.
  static let records = [
    identity, access, catalogue, reply, erasure, head, restored, text, disclosure, outbox, offer,
    place, posting, account,
  ]
  /// Those beside the keys.
  static let keys = [shredded]
}

extension TaggedTable {
  /// The code that a row of these columns has.
  func code(_ columns: some Sequence<DatabaseValue>, _ tags: RowTags) -> Data {
    tags.code(name, columns.map(\.withItsType))
  }

  func code(of row: Row, _ tags: RowTags) -> Data {
    code(row.databaseValues.prefix(columns.count), tags)
  }

  /// Whether Candor wrote the row.
  func holds(_ row: Row, code: Data) -> Bool {
    RowTags.holds(row.data(columns.count), of: code)
  }

  /// How a finding names a row.
  func place(of row: Row) -> String {
    "\(name) " + row.databaseValues.prefix(keys).map(\.name).joined(separator: "/")
  }
}

extension DatabaseValue {
  /// Begins with the type, so that no text passes for bytes, and nothing at all for an empty text.
  fileprivate var withItsType: Data {
    switch storage {
    case .null: Data([0])
    case .int64(let number): Data([1] + number.bigEndianBytes)
    case .double(let number): Data([2] + number.bitPattern.bigEndianBytes)
    case .string(let text): Data([3] + Array(text.utf8))
    case .blob(let bytes): Data([4]) + bytes
    }
  }

  fileprivate var name: String {
    switch storage {
    case .null: "nothing"
    case .int64(let number): String(number)
    case .double(let number): String(number)
    case .string(let text): text
    case .blob(let bytes): bytes.prefix(8).hexadecimal
    }
  }
}

/// Reads that never end the process, whatever stands there.
extension Row {
  func data(_ column: Int) -> Data {
    let value: DatabaseValue = self[column]
    return Data.fromDatabaseValue(value) ?? Data()
  }

  func integer(_ column: Int) -> Int? {
    let value: DatabaseValue = self[column]
    return Int.fromDatabaseValue(value)
  }

  func text(_ column: Int) -> String {
    let value: DatabaseValue = self[column]
    return String.fromDatabaseValue(value) ?? ""
  }
}
