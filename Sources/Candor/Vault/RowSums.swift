import Foundation

/// What the rows of tables come to: for each, the XOR of its rows' codes.
///
/// The same rows come to the same, in whatever order they were written.
public struct RowSums: Hashable, Sendable {
  /// Without the tables that come to nothing.
  private var sums: [String: Data] = [:]

  public init() {}

  /// Adds a row that is not in it, or takes out one that is.
  public mutating func toggle(_ code: Data, in table: String) {
    let sum = Data(zip(self[table], code).map { $0 ^ $1 })
    sums[table] = sum == Self.nothing ? nil : sum
  }

  /// The same for many rows.
  public mutating func toggle(_ other: RowSums) {
    for (table, sum) in other.sums { toggle(sum, in: table) }
  }

  public subscript(table: String) -> Data { sums[table] ?? Self.nothing }

  private static let nothing = Data(count: 32)
}

extension RowSums {
  var bytes: [UInt8] {
    JSON.object(JSON.Members(sums.map { ($0, .string($1.base64EncodedString())) })).canonicalBytes
  }

  init(bytes: Data) throws(Malformed) {
    let json = try JSON(canonical: bytes)
    guard case .object(let members) = json else { throw Malformed("no sums") }
    for table in members.keys {
      guard let sum = Data(base64Encoded: try json.string(table)), sum.count == 32 else {
        throw Malformed("no sum of \(table)")
      }
      sums[table] = sum
    }
  }
}
