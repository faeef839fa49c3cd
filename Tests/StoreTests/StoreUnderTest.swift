import Candor
import CandorFixtures
import Foundation
import GRDB
import SQLiteStore

/// Every store there is: all keep the same contract.
enum StoreUnderTest: CaseIterable, Sendable {
  case memory, sqlite

  /// Opens an empty store, and clears up behind it.
  func with(_ body: (any Store) async throws -> Void) async throws {
    switch self {
    case .memory: try await body(MemoryStore())
    case .sqlite: try await withDirectory { try await body(SQLiteStore($0)) }
    }
  }
}

extension SQLiteStore {
  /// The cast's.
  convenience init(_ directory: URL) throws {
    try self.init(directory, Keyring.cast.rowTags)
  }
}

/// A directory of its own for as long as the body runs; it does not exist yet.
func withDirectory(_ body: (URL) async throws -> Void) async throws {
  let name = "candor-\(UUID().uuidString.lowercased())"
  let directory = FileManager.default.temporaryDirectory.appending(path: name)
  defer { try? FileManager.default.removeItem(at: directory) }
  try await body(directory)
}

/// Does to the records of a directory what no Candor does.
func alter(_ directory: URL, _ sql: String) throws {
  let file = try DatabaseQueue(path: directory.appending(path: "candor.db").path)
  try file.writeWithoutTransaction { try $0.execute(sql: sql) }
  try file.close()
}

/// Whether the bytes stand in any file of the directory.
func isFound(_ bytes: Data, in directory: URL) throws -> Bool {
  try FileManager.default.contentsOfDirectory(at: directory, includingPropertiesForKeys: nil)
    .contains { try Data(contentsOf: $0).range(of: bytes) != nil }
}

extension Sealed {
  /// Bytes that tell the number, so that no two are the same.
  static func number(_ sequence: Int) -> Sealed {
    Sealed(sequence: sequence, bytes: Data("sealed \(sequence)".utf8))
  }
}

extension Handle {
  static func of(_ member: Cast) -> Handle { Keyring.cast.handle(of: member.address) }
}

extension Access {
  /// A door whose secret is its name.
  static func named(
    _ name: String,
    _ kind: Kind = .key,
    person: Person.ID? = nil,
    scopes: Set<Scope> = [],
    until: Date? = nil
  ) -> Access {
    Access(Hash(of: name), kind, person: person, name: name, scopes: scopes, until: until)
  }
}
