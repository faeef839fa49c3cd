import Candor
import Crypto
import Foundation
import SQLiteStore

/// A store with people in it, on the disk that is measured.
struct Place: Sendable {
  let store: SQLiteStore
  let vault: Vault
  let people: [Person.ID]
  /// For the variants, which seal by themselves.
  private let key = SymmetricKey(size: .bits256)

  init(_ folder: URL, people count: Int = 500) async throws {
    let keyring = try Keyring(Keyring.freshText())
    store = try SQLiteStore(folder, keyring.rowTags)
    vault = try await Vault(store, keyring)
    var random = SystemRandomNumberGenerator()
    people = (0..<count).map { _ in Person.ID(at: Date(), using: &random) }
    try await vault.write(
      people.map { Vault.Line($0, isNew: true) { _ in Vault.Entry([.exported]) } },
      at: Date()
    )
  }

  init(_ store: SQLiteStore, _ vault: Vault, _ people: [Person.ID]) {
    self.store = store
    self.vault = vault
    self.people = people
  }

  static func content(_ number: Int) -> Event.Content {
    guard let act = Act(.follow, .creator("Creator \(number % 7)"), at: Date()) else {
      preconditionFailure("a follow of a creator is an act")
    }
    return .acted(act)
  }

  /// As the product writes: with proof of the event in hand when it returns.
  func write(as number: Int) async throws {
    let written = try await vault.write(to: people[number % people.count], at: Date()) { _ in
      (Vault.Entry([Self.content(number)]), true)
    }
    let proofs = try await vault.receipts(of: written.committed).map(\.proof.text)
    precondition(proofs.count == 1)
  }

  /// The same rows without some of the parts: what they hold is as long, and made with the rest of
  /// the work.
  func write(as number: Int, _ parts: Parts) async throws {
    let now = Date()
    // A person of its own for each write: nobody overtakes anybody.
    var random = SystemRandomNumberGenerator()
    let record = Record(of: Person.ID(at: now, using: &random))
    let event = record.events(adding: [Self.content(number)], at: now)[0]
    let after = record.applying([event])
    let bytes = event.canonicalBytes
    let snapshot = after.snapshot
    let sealed = try parts.isSealed ? seal(bytes) : Data(bytes)
    let sealedSnapshot = try parts.isSealed ? seal(snapshot) : Data(snapshot)
    let commitments =
      parts.isLogged ? [Commitment(to: bytes, salt: Data(repeating: 7, count: 32))] : []
    try await store.write { transaction in
      let leaf = try commitments.isEmpty ? nil : transaction.append(commitments)
      try transaction.append(
        [Sealed(sequence: 1, bytes: sealed, leaf: leaf)],
        snapshot: Sealed(sequence: 1, bytes: sealedSnapshot),
        of: record.person,
        after: nil
      )
    }
  }

  private func seal(_ bytes: [UInt8]) throws -> Data {
    let box = try AES.GCM.seal(bytes, using: key, authenticating: Data(repeating: 0, count: 40))
    return Data([1, 0, 0, 0, 1]) + box.nonce + box.ciphertext + box.tag
  }
}

/// Which parts of the vault a variant has.
enum Parts: String, CaseIterable {
  case both, log, seal, none

  static let all: [Parts] = [.both, .log, .seal, .none]

  var isLogged: Bool { self == .both || self == .log }
  var isSealed: Bool { self == .both || self == .seal }

  var title: String {
    switch self {
    case .both: "the writer, with log and sealing"
    case .log: "the writer, without sealing"
    case .seal: "the writer, without log"
    case .none: "the writer, without log and sealing"
    }
  }
}
