import Candor
import CandorAPI
import Fingerprints
import Foundation
import Logging
import Recommender

/// Everything that requests are answered with: the rules, the records and the shelf.
public struct House: Sendable {
  /// With its texts in the language that the house speaks here.
  public private(set) var rules: Rules
  private(set) var language: Language
  let languages: Languages
  let gates: Gates
  let vault: Vault
  let store: any Store
  let keys: KnownKeys
  let signer: ReceiptSigner
  /// What tells the copies of recipients apart.
  let copyKeys: CopyKeys
  /// Requests that are being answered.
  let running = Running<RequestKey>()
  /// Payout files that are being made, or told to be at the bank.
  let payouts = Running<Payout.ID>()
  /// What became of what analytics clients told.
  let behaviour: BehaviourCounts
  let shelf: Shelf
  let training: Training
  let polls: Polls
  /// Whether lists know what others read.
  let learns: Bool
  /// Discover lists as they were answered last.
  let answered = AnsweredLists()
  let logger: Logger
  let mailer: any Mailer
  /// Nil for a command: it sends nothing.
  let messenger: (any Messenger)?
  /// Signatures of recipients that were taken.
  let nonces: Nonces
  /// Recipients who asked not to be sent anything any more.
  let gone = Gone()
  /// Where the demo shows the mails that it would have sent.
  let mailbox: Mailbox?
  /// A key that opens this process only, for a command that works without a server.
  let ownKey: Access?
  /// Where people reach the pages, without a slash at the end.
  let origin: String
  let now: @Sendable () -> Date

  /// - Parameters:
  ///   - mailer: nil for a demo, whose mails lie open in a mailbox page.
  ///   - messenger: nil for a command that sends nothing to recipients.
  ///   - learns: false for a command that gives no lists: then no record is read for them.
  public init(
    _ rules: Rules,
    store: any Store,
    keyring: Keyring,
    mailer: (any Mailer)?,
    messenger: (any Messenger)? = nil,
    origin: String = "http://127.0.0.1:8080",
    ownKey: Access? = nil,
    learns: Bool = true,
    logger: Logger = Logger(label: "candor") { _ in SwiftLogNoOpLogHandler() },
    now: @escaping @Sendable () -> Date = { Date() }
  ) async throws {
    let mailbox = Mailbox()
    self.rules = rules
    self.languages = try Languages(of: rules)
    self.language = languages.own
    self.gates = Gates(rules)
    let domain = rules.company.contact.split(separator: "@").last.map(String.init) ?? "localhost"
    self.vault = try await Vault(store, keyring, origin: "\(domain)/candor")
    self.store = store
    self.keys = KnownKeys(store)
    self.signer = try await ReceiptSigner(keyring.receiptKey())
    self.copyKeys = CopyKeys(root: keyring.copyRoot)
    self.shelf = try await Shelf(store, lists: rules.lists, learns: learns)
    self.training = Training(shelf, every: rules.lists.train, logger: logger, now: now)
    self.polls = Polls(rules)
    self.learns = learns
    self.logger = logger
    self.mailer = mailer ?? mailbox
    self.mailbox = mailer == nil ? mailbox : nil
    self.messenger = messenger
    self.nonces = Nonces(since: now())
    self.ownKey = ownKey
    self.origin = origin
    self.now = now
    self.behaviour = BehaviourCounts(since: now())
    try await keepTexts()
    try await suspendOverdue()
    if learns { try await readRecordsAtStart() }
  }

  /// The same house, speaking the language of the request.
  func speaking(to context: CandorContext) -> House {
    guard let language = context.language else { return self }
    var house = self
    house.rules = rules.spoken(in: language.code)
    house.language = language
    return house
  }

  /// The Gate as it is now: whoever lets it go and asks again sees who was suspended meanwhile.
  var gate: Gate { gates.now }

  var isSecure: Bool { origin.hasPrefix("https://") }
}

extension House {
  /// A record after a change, and what was given back for it.
  struct Changed: Sendable {
    let record: Record
    /// What the request answers, but for the receipts.
    let reply: Kept
    /// What was written.
    let committed: [Committed]
  }

  /// How a request wants to be answered.
  struct Wish: Sendable {
    /// Set when it may come again.
    var asked: Repeatable?
    /// Whether only what was done is told, without the state and the lists.
    var isMinimal = false
  }

  /// Changes a record and gives back, in one commit.
  ///
  /// - Parameters:
  ///   - gifts: the lists that the change earned: they are written into the record as given, and so
  ///     is a week's list whenever it is made.
  ///   - steps: what goes with it in offers and in the books.
  ///   - make: what to add to the record; may run more than once.
  func change(
    _ person: Person.ID,
    gifts: Set<Benefit.List> = [],
    handles: [Handle] = [],
    steps: [Offer.Step] = [],
    _ wish: Wish = Wish(),
    _ make: @escaping @Sendable (Record) throws -> [Event.Content]
  ) async throws -> Changed {
    let stock = shelf.stock
    let words = Words(rules: rules, recommender: stock.recommender, language: language)
    let expected = await training.expected
    let now = now()
    let written = try await vault.write(to: person, at: now) { record in
      var contents = try make(record)
      let changed = record.applying(record.events(adding: contents, at: now))
      let lists = wish.isMinimal ? gifts : Set(Benefit.List.allCases)
      let given = GivenBack(lists, to: changed, by: self, from: stock, at: now)
      let unlearned =
        wish.isMinimal ? nil : unlearned(from: record, to: changed, at: now, expected, stock)
      contents += given.gifts(contents.isEmpty ? [] : gifts).map { .given($0) }
      let version = record.version + contents.count
      let reply: Kept =
        wish.isMinimal
        ? .wroteMinimal(MinimalReply(person: String(describing: person), version: version))
        : .wrote(WriteReply(changed, at: version, given, unlearned, words))
      let entry = Vault.Entry(
        contents,
        handles: handles,
        released: released(by: contents, from: record),
        reply: try wish.asked.map { Vault.Reply(to: $0, try reply.bytes) },
        steps: steps
      )
      return (entry, reply)
    }
    await learn(from: written.record)
    return Changed(
      record: written.record,
      reply: written.result,
      committed: written.committed
    )
  }

  /// Who changes their address or takes it back is found by the old one no more.
  private func released(by contents: [Event.Content], from record: Record) -> [Handle] {
    let changes = contents.contains { content in
      switch content {
      case .retracted(.attribute(.email)): true
      case .declared(let declaration): declaration.attribute == .email
      case .corrected(let correction): correction.attribute == .email
      default: false
      }
    }
    guard changes, case .text(let text)? = record.answers[.email]?.declaration.value,
      let address = EmailAddress(text)
    else { return [] }
    return [vault.keyring.handle(of: address)]
  }
}
