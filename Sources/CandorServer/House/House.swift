import Candor
import Foundation
import Recommender

/// Everything that requests are answered with: the rules, the records and the shelf.
public struct House: Sendable {
  public let rules: Rules
  let gate: Gate
  let vault: Vault
  let store: any Store
  let shelf: Shelf
  let mailer: any Mailer
  /// Where the demo shows the mails that it would have sent.
  let mailbox: Mailbox?
  /// A key that opens this process only, for a command that works without a server.
  let ownKey: Access?
  /// Where people reach the pages, without a slash at the end.
  let origin: String
  let now: @Sendable () -> Date

  /// - Parameter mailer: nil for a demo, whose mails lie open in a mailbox page.
  public init(
    _ rules: Rules,
    store: any Store,
    keyring: Keyring,
    mailer: (any Mailer)?,
    origin: String = "http://127.0.0.1:8080",
    ownKey: Access? = nil,
    now: @escaping @Sendable () -> Date = { Date() }
  ) async throws {
    let mailbox = Mailbox()
    self.rules = rules
    self.gate = Gate(rules)
    self.vault = Vault(store, keyring)
    self.store = store
    self.shelf = try await Shelf(store, lists: rules.lists)
    self.mailer = mailer ?? mailbox
    self.mailbox = mailer == nil ? mailbox : nil
    self.ownKey = ownKey
    self.origin = origin
    self.now = now
  }

  var isSecure: Bool { origin.hasPrefix("https://") }
}

extension House {
  /// A record after a change, and what was given back for it.
  struct Changed: Sendable {
    let record: Record
    let given: GivenBack
  }

  /// Changes a record and gives back, in one commit.
  ///
  /// - Parameters:
  ///   - gifts: the lists that the change earned: they are written into the record as given.
  ///   - make: what to add to the record; may run more than once.
  func change(
    _ person: Person.ID,
    gifts: Set<Benefit.List> = [],
    handles: [Handle] = [],
    _ make: @escaping @Sendable (Record) throws -> [Event.Content]
  ) async throws -> Changed {
    let recommender = await shelf.recommender
    let now = now()
    let (record, result) = try await vault.write(to: person, at: now) { record in
      var contents = try make(record)
      let changed = record.applying(record.events(adding: contents, at: now))
      let given = GivenBack(to: changed, by: self, from: recommender, at: now)
      if !contents.isEmpty { contents += given.gifts(gifts).map { .given($0) } }
      let tally = tally(from: record, to: changed, at: now)
      let released = released(by: contents, from: record)
      let entry = Vault.Entry(contents, handles: handles, released: released, tally: tally)
      return (entry, (given, tally))
    }
    await shelf.count(result.1)
    return Changed(record: record, given: result.0)
  }

  /// Who takes their address back is found by it no more.
  private func released(by contents: [Event.Content], from record: Record) -> [Handle] {
    guard contents.contains(.retracted(.attribute(.email))),
      case .text(let text)? = record.answers[.email]?.declaration.value,
      let address = EmailAddress(text)
    else { return [] }
    return [vault.keyring.handle(of: address)]
  }

  /// What one person's change makes of the counts: what the Gate lets count after it, less what it
  /// let count before.
  func tally(from before: Record?, to after: Record?, at now: Date) -> [Item.ID: Int] {
    func counted(_ record: Record?) -> Set<Item.ID> {
      guard let record, let purpose = rules.benefits.first(where: { $0.list != nil })?.purpose,
        case .allowed(let permitted) = gate.decideWidest(purpose, on: record, at: now)
      else { return [] }
      return Recommender.counted(permitted)
    }
    let (old, new) = (counted(before), counted(after))
    var changes: [Item.ID: Int] = [:]
    for item in new.subtracting(old) { changes[item] = 1 }
    for item in old.subtracting(new) { changes[item] = -1 }
    return changes
  }
}
