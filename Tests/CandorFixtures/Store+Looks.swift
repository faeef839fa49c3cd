import Candor
import Foundation

extension StoreReader {
  public func snapshot(of person: Person.ID) throws -> Sealed? { try record(of: person)?.snapshot }
}

/// Single looks into a store, each in a transaction of its own.
extension Store {
  public func key(of person: Person.ID) async throws -> Data? {
    try await read { try $0.key(of: person) }
  }

  public func snapshot(of person: Person.ID) async throws -> Sealed? {
    try await read { try $0.snapshot(of: person) }
  }

  public func events(of person: Person.ID) async throws -> [Sealed] {
    try await read { try $0.events(of: person) }
  }

  public func person(of handle: Handle) async throws -> Person.ID? {
    try await read { try $0.person(of: handle) }
  }

  public func access(_ hash: Access.Hash) async throws -> Access? {
    try await read { try $0.access(hash) }
  }

  public func access(of kind: Access.Kind) async throws -> [Access] {
    try await read { try $0.access(of: kind) }
  }

  public func text(of hash: KeptText.Hash) async throws -> KeptText? {
    try await read { try $0.text(of: hash) }
  }

  public func texts(of kind: KeptText.Kind) async throws -> [KeptText] {
    try await read { try $0.texts(of: kind) }
  }

  public func items() async throws -> [Item] {
    try await read { try $0.items() }
  }
}
