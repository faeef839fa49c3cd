import Candor
import CandorAPI
import Foundation
import Hummingbird
import Recommender
import Synchronization

/// Acts of many people at once: all or none, in one commit.
struct ImportRoutes {
  let house: House

  func add(to routes: some RouterMethods<CandorContext>) {
    routes.post("imports/acts", use: acts)
  }

  @Sendable func acts(_ request: Request, _ context: CandorContext) async throws -> Response {
    try context.require(.write)
    let bytes = try await request.bytes(limit: Request.bulkLimit)
    let body = try Request.body(ActsImport.self, from: bytes)
    guard let asked = try house.repeatable(request, context, asking: bytes) else {
      return told(house.run(try await house.plan(body)))
    }
    // Until the import is over, not until its reply begins.
    guard house.running.begin(asked.request) else { throw StillRunning() }
    do {
      if let (kept, _) = try await house.vault.kept(asked) {
        house.running.end(asked.request)
        return try Kept(bytes: kept).response()
      }
      return told(house.run(try await house.plan(body, asked)))
    } catch {
      house.running.end(asked.request)
      throw error
    }
  }

  /// An import goes on, whether or not somebody listens.
  private func told(_ lines: AsyncStream<ImportReply>) -> Response {
    .lines { writer in
      for await line in lines { try await writer.write(line: line) }
    }
  }
}

/// An import that has passed every check and can be written.
struct ImportPlan: Sendable {
  var lines: [Vault.Line]
  var acts: Int
  /// Set when the request may come again.
  var asked: Repeatable?
  /// The records as they are after it, to learn from.
  let records = Records()

  /// Collected while they are written.
  final class Records: Sendable {
    private let records = Mutex<[Record]>([])

    func add(_ record: Record) { records.withLock { $0.append(record) } }

    func take() -> [Record] {
      records.withLock { records in
        defer { records = [] }
        return records
      }
    }
  }

  var reply: ImportReply {
    ImportReply(done: lines.count, people: lines.count, acts: acts, finished: true)
  }
}

extension House {
  /// - Throws: `Invalid` with every problem of every line.
  func plan(_ body: ActsImport, _ asked: Repeatable? = nil) async throws -> ImportPlan {
    let now = now()
    let recommender = shelf.recommender
    var problems: [Problem] = []
    var names: [String] = []
    var acts: [String: [Act]] = [:]
    for (index, line) in body.acts.enumerated() {
      let path = "acts[\(index)]"
      do throws(Invalid) {
        let act = try Act(line.act, at: "\(path).act", now: now)
        if case .item(let id) = act.object, !recommender.has(id) {
          throw Invalid([Problem("\(path).act.item", "is no item of the catalogue")])
        }
        if !(1...200).contains(line.person.utf8.count) {
          throw Invalid([Problem("\(path).person", "must be 1 to 200 bytes long")])
        }
        if acts[line.person] == nil { names.append(line.person) }
        acts[line.person, default: []].append(act)
      } catch {
        problems += error.problems
      }
    }
    if rules.attribute(.acts) == nil { problems.append(Problem("acts", "are not kept here")) }
    guard problems.isEmpty else { throw Invalid(problems) }
    let grant = try body.grant.map { try prior($0, at: now) }
    var plan = try await plan(names, acts, grant, at: now)
    plan.asked = asked
    return plan
  }

  /// A yes from elsewhere counts for the text that is shown here today, and says where it was given.
  private func prior(_ prior: ActsImport.PriorConsent, at now: Date) throws -> Grant {
    let consent = Consent(Purpose.Name(prior.purpose))
    guard let notice = rules.notice(for: consent) else {
      throw Invalid([Problem("grant.purpose", "is no purpose that asks for a yes")])
    }
    guard !prior.evidence.trimmed.isEmpty, prior.evidence.count <= 500 else {
      throw Invalid([Problem("grant.evidence", "must say where the yes was given")])
    }
    return try rules.grant(
      consent,
      attributes: notice.attributes,
      shown: notice.hash,
      evidence: prior.evidence.trimmed,
      at: now
    )
  }

  private func plan(
    _ names: [String],
    _ acts: [String: [Act]],
    _ grant: Grant?,
    at now: Date
  ) async throws -> ImportPlan {
    let handles = names.map { vault.keyring.handle(ofExternal: $0) }
    let known = try await store.read { reader in
      try zip(names, handles).map { name, handle -> Person.ID? in
        if let person = try reader.person(of: handle) { return person }
        guard let person = Person.ID(name) else { return nil }
        return try reader.version(of: person) == nil ? nil : person
      }
    }
    var plan = ImportPlan(lines: [], acts: 0)
    var random = SystemRandomNumberGenerator()
    for (index, name) in names.enumerated() {
      let contents = (acts[name] ?? []).map { Event.Content.acted($0) }
      plan.acts += contents.count
      let isNew = known[index] == nil
      let added = (isNew ? grant.map { [.granted($0)] } ?? [] : []) + contents
      let person = known[index] ?? Person.ID(at: now, using: &random)
      plan.lines.append(
        Vault.Line(person, isNew: isNew) { [records = plan.records] record in
          records.add(record.applying(record.events(adding: added, at: now)))
          return Vault.Entry(added, handles: isNew ? [handles[index]] : [])
        }
      )
    }
    return plan
  }

  /// Writes the plan, and tells how far it is.
  func run(_ plan: ImportPlan) -> AsyncStream<ImportReply> {
    AsyncStream { continuation in
      let people = plan.lines.count
      Task {
        defer { if let asked = plan.asked { running.end(asked.request) } }
        do {
          let reply = try plan.asked.map {
            try Vault.Reply(to: $0, Kept.imported(plan.reply).bytes)
          }
          let steps = Set(plan.reply.steps.map(\.done))
          try await vault.write(plan.lines, at: now(), keeping: reply) { done in
            guard steps.contains(done) else { return }
            continuation.yield(ImportReply(done: done, people: people, acts: plan.acts))
          }
          for record in plan.records.take() { await learn(from: record) }
          continuation.yield(plan.reply)
        } catch {
          let problem = ProblemReply(for: error)
          continuation.yield(
            ImportReply(done: 0, people: people, acts: 0, finished: true, problem: problem)
          )
        }
        continuation.finish()
      }
    }
  }
}
