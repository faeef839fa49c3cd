import Candor
import Foundation
import Recommender

extension House {
  /// A message that can be read, and what tells it from others.
  private struct Arrived: Sendable {
    let message: Message
    let asked: Repeatable
  }

  /// Takes messages that came together, each once however often it comes, and counts what became
  /// of them.
  ///
  /// Those of one person go into one transaction with what is kept to know them again; those of
  /// several people share commits. Who is answered is heard for good; who is not may send all again.
  func hear(
    _ sent: [(body: Sent, kind: Message.Kind?)],
    _ envelope: Envelope,
    from source: String
  ) async throws {
    let now = now()
    var arrived: [Arrived] = []
    var dropped: [(Message.Kind?, Drop)] = []
    var seen: Set<RequestKey> = []
    for (body, kind) in sent {
      let kind = kind ?? body.present("type")?.name.flatMap(Message.Kind.init)
      do throws(Drop) {
        guard let kind, case .object(_, let bytes) = body else { throw .malformed }
        if bytes > BehaviourRoutes.callLimit { throw .tooLarge }
        let message = try Message(body, kind, in: envelope, at: now)
        let asked = vault.keyring.repeatable(
          message.id,
          by: "behaviour:\(source)",
          asking: Data(),
          at: now
        )
        guard seen.insert(asked.request).inserted else { throw .duplicate }
        arrived.append(Arrived(message: message, asked: asked))
      } catch {
        dropped.append((kind, error))
      }
    }
    try await once(arrived.map(\.asked.request)) {
      // What joins names is done before what comes after it under the new one.
      for some in arrived.split(before: { $0.message.kind == .alias }) {
        try await hear(some, from: source)
      }
    }
    for (kind, drop) in dropped { behaviour.note(Heard(drop: drop), kind, from: source) }
  }

  /// - Throws: `StillRunning`, before anything is done, when one of them is being heard already.
  private func once(_ requests: [RequestKey], _ body: () async throws -> Void) async throws {
    var begun: [RequestKey] = []
    defer { for request in begun { running.end(request) } }
    for request in requests {
      guard running.begin(request) else { throw StillRunning() }
      begun.append(request)
    }
    try await body()
  }

  private func hear(_ arrived: [Arrived], from source: String) async throws {
    let done = try await vault.done(arrived.map(\.asked))
    let people = try await people(named: arrived.map(\.message.person))
    var groups: [Person.ID?: [Arrived]] = [:]
    for one in arrived {
      if done.contains(one.asked.request) {
        behaviour.note(Heard(drop: .duplicate), one.message.kind, from: source)
      } else {
        groups[people[one.message.person], default: []].append(one)
      }
    }
    try await withThrowingTaskGroup { tasks in
      for (person, group) in groups {
        tasks.addTask {
          let heard = try await hear(group, of: person, from: source)
          for (one, heard) in zip(group, heard) {
            behaviour.note(heard, one.message.kind, from: source)
          }
        }
      }
      try await tasks.waitForAll()
    }
  }

  private func people(named names: [Message.Name]) async throws -> [Message.Name: Person.ID] {
    let handles = Set(names).map { ($0, vault.keyring.handle(of: $0)) }
    return try await store.read { reader in
      try handles.reduce(into: [:]) { $0[$1.0] = try reader.person(of: $1.1) }
    }
  }
}

/// The record moved on while its past was read.
private struct Moved: Error {}

extension House {
  /// So often a record is read again that moves on meanwhile.
  private static let patience = 20

  private func hear(
    _ group: [Arrived],
    of person: Person.ID?,
    from source: String
  ) async throws -> [Heard] {
    let hearing = Hearing(gate, by: source) { [recommender = shelf.recommender] in
      recommender.has($0)
    }
    let now = now()
    guard let person else {
      return group.map { hearing.heard($0.message, on: nil, at: now) }
    }
    for _ in 0..<Self.patience {
      do {
        let heard = try await write(group, hearing, to: person, at: now)
        guard let last = group.last, heard.last?.joins == true else { return heard }
        return heard.dropLast() + [try await join(last, of: person)]
      } catch is Moved {
        continue
      } catch is Occupied {
        // Another server took some of them just now.
        let done = try await vault.done(group.map(\.asked))
        let rest = group.filter { !done.contains($0.asked.request) }
        var heard = try await hear(rest, of: person, from: source)[...]
        return group.map {
          done.contains($0.asked.request) ? Heard(drop: .duplicate) : heard.removeFirst()
        }
      } catch is Vault.UnknownPerson {
        return group.map { hearing.heard($0.message, on: nil, at: now) }
      }
    }
    throw Busy()
  }

  private func write(
    _ group: [Arrived],
    _ hearing: Hearing,
    to person: Person.ID,
    at now: Date
  ) async throws -> [Heard] {
    let past = Past(try await vault.events(of: person))
    let written = try await vault.write(to: person, at: now) { record in
      guard record.version == past.version else { throw Moved() }
      var record = record
      var entry = Vault.Entry([])
      let all = group.map { one in
        let heard = hearing.heard(one.message, on: record, past, at: now)
        if heard.drop == nil && !heard.joins {
          record = record.applying(record.events(adding: heard.contents, at: now))
          entry.contents += heard.contents
          entry.done.append(one.asked)
        }
        return heard
      }
      return (entry, all)
    }
    if !written.committed.isEmpty { await learn(from: written.record) }
    return written.result
  }

  /// The person is known by the newer name from now on, and by the older one no more: whoever uses
  /// the same device next is somebody else.
  ///
  /// Where the newer name has a record already, that one takes over what the other holds, as when a
  /// person claims it; unless an address leads to the other, for then it is somebody's own.
  private func join(_ one: Arrived, of person: Person.ID) async throws -> Heard {
    guard let name = one.message.newName else { return Heard(drop: .malformed) }
    guard try await isLoose(person) else { return Heard(drop: .needsClaim) }
    let handle = vault.keyring.handle(ofExternal: name)
    let older = vault.keyring.handle(of: one.message.person)
    do {
      if let known = try await vault.person(of: handle) {
        guard known != person else { return Heard(drop: .unchanged) }
        _ = try await claim(person, for: known)
        let entry = Vault.Entry([], done: [one.asked])
        _ = try await vault.write(to: known, at: now()) { _ in (entry, ()) }
      } else {
        let entry = Vault.Entry([], handles: [handle], released: [older], done: [one.asked])
        _ = try await vault.write(to: person, at: now()) { _ in (entry, ()) }
      }
      return Heard()
    } catch is HandleTaken {
      return Heard(drop: .needsClaim)
    } catch is Invalid {
      return Heard(drop: .needsClaim)
    }
  }
}

extension Keyring {
  fileprivate func handle(of name: Message.Name) -> Handle {
    switch name {
    case .user(let id): handle(ofExternal: id)
    case .anonymous(let id): handle(ofAnonymous: id)
    }
  }
}

extension Array {
  /// Runs, of which each but the first begins with such an element and all that has one is alone.
  fileprivate func split(before isAlone: (Element) -> Bool) -> [[Element]] {
    reduce(into: []) { runs, element in
      if let last = runs.last?.first, !isAlone(last), !isAlone(element) {
        runs[runs.count - 1].append(element)
      } else {
        runs.append([element])
      }
    }
  }
}
