import Candor
import CandorAPI
import Crypto
import Fingerprints
import Foundation

extension House {
  /// A find, held against all copies, and what became of it.
  struct Finding: Sendable {
    let trace: Traced.ID
    let verdict: Verdict
    /// How many records say so from now on.
    let records: Int
  }

  /// Finds out which copies something derives from, and tells the records that it is about.
  func trace(_ find: Find) async throws -> Finding {
    let circulation = try await circulation()
    let aliases = rules.copies.relay.map { Alias.all(in: find.text, relay: $0) } ?? []
    let issues = try await issues(of: aliases, among: circulation.editions)
    let (verdict, people) = try await hold(find, against: circulation, issues)
    let id = Traced.ID(of: find)
    let real = issues.values.filter { !$0.isSeed }
    var told: [Candor.Person.ID: [Traced]] = [:]
    for traced in verdict.traced(id) {
      let edition = Edition.ID(traced.consent)
      // Of an address only those hear whose it is; of marks all that are in the find.
      let concerned =
        switch traced.certainty {
        case .exact: Set(real.filter { $0.edition == edition }.map(\.person))
        case .named: people.filter { circulation.holds(edition, $0) }
        }
      for person in concerned { told[Person.ID(bytes: person.id), default: []].append(traced) }
    }
    return Finding(trace: id, verdict: verdict, records: try await tell(told))
  }

  /// The same for something that came to one person, who asks.
  func trace(_ leak: Leak, of person: Candor.Person.ID) async throws -> Finding {
    let disclosures = try await store.read { try $0.disclosures() }
    var circulation = Circulation(disclosures, under: rules, keys: copyKeys)
    circulation.add(try await vault.events(of: person), of: person)
    let row = Row.Person(person)
    let issues = Dictionary(
      circulation.editions.filter { circulation.holds($0.id, row) }
        .map { ($0.alias(of: row), Alias.Issue(edition: $0.id, person: row)) }
    ) { first, _ in first }
    let find = Find.once(leak)
    let (verdict, _) = try await hold(find, against: circulation, issues)
    let traces = verdict.traced(Traced.ID(of: find))
    let records = traces.isEmpty ? 0 : try await tell([person: traces])
    return Finding(trace: Traced.ID(of: find), verdict: verdict, records: records)
  }

  /// One find at a time: each may take all that a core gives.
  private static let tracing = DispatchQueue(label: "candor.traces", qos: .utility)

  private func hold(
    _ find: Find,
    against circulation: Circulation,
    _ issues: [Alias: Alias.Issue]
  ) async throws -> (verdict: Verdict, people: Set<Row.Person>) {
    let (keys, relay) = (copyKeys, rules.copies.relay ?? "")
    return try await onOwnThread(Self.tracing) {
      let trace = Trace(
        keys,
        columns: circulation.columns,
        people: People(circulation.people, circulation.columns),
        editions: circulation.editions.map(\.id),
        relay: relay
      ) { issues[$0] }
      return switch find {
      case .once(let leak): trace.finding(in: leak, holds: circulation.holds)
      case .series(let leaks): trace.finding(in: leaks)
      }
    }
  }

  /// Writes into records what was found, once.
  ///
  /// Whoever was erased meanwhile is passed over.
  /// - Returns: how many records say so.
  func tell(_ found: [Candor.Person.ID: [Traced]]) async throws -> Int {
    let now = now()
    var told = 0
    for (person, traces) in found {
      do {
        let known = try await vault.events(of: person).compactMap { event -> Traced? in
          guard case .traced(let traced) = event.content else { return nil }
          return traced
        }
        let new = traces.filter { !known.contains($0) }
        if !new.isEmpty {
          _ = try await vault.write(to: person, at: now) { _ in
            (Vault.Entry(new.map { .traced($0) }), ())
          }
        }
        told += 1
      } catch is Vault.UnknownPerson {
        continue
      }
    }
    return told
  }
}

/// What was found: at once, or one after the other.
enum Find: Sendable {
  case once(Leak)
  case series([Leak])

  var text: String {
    switch self {
    case .once(let leak): leak.text
    case .series(let leaks): leaks.map(\.text).joined(separator: "\n")
    }
  }
}

extension Traced.ID {
  init(of find: Find) {
    // A series is the same series when another find is added to it: nobody is told of it twice.
    let text =
      switch find {
      case .once(let leak): leak.text
      case .series(let leaks): "series\0" + (leaks.first?.text ?? "")
      }
    self.init(SHA256.hash(data: Data(text.utf8)).prefix(16).hexadecimal)
  }
}

extension Verdict {
  /// What it says of copies that are certain, or as good as certain, to be its source.
  func traced(_ id: Traced.ID) -> [Traced] {
    findings.flatMap { finding -> [Traced] in
      switch finding {
      case .exact(let exact): [Traced(id, exact.edition.consent, .exact)]
      case .named(let named, _): named.map { Traced(id, $0.edition.consent, .named) }
      case .lead: []
      }
    }
  }
}
