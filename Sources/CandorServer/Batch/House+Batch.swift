import Candor
import CandorAPI
import Foundation
import Hummingbird

extension House {
  /// Takes lines at once; those of one person one after the other, in their order.
  ///
  /// - Returns: a reply for each, in the order of the lines.
  func take(_ lines: [(number: Int, bytes: Data)], from sender: BatchSender) async -> [BatchReply] {
    var parsed: [(Int, Data, BatchLine)] = []
    var replies: [BatchReply] = []
    for (number, bytes) in lines {
      do {
        parsed.append((number, bytes, try Request.body(BatchLine.self, from: bytes)))
      } catch {
        replies.append(BatchReply(line: number, problem: ProblemReply(for: error)))
      }
    }
    let people: [String: Person.ID]
    do {
      people = try await self.people(named: Set(parsed.map(\.2.person)))
    } catch {
      let problem = ProblemReply(for: error)
      return lines.map { BatchReply(line: $0.number, problem: problem) }
    }
    // By the person, however a line names them.
    let groups = Dictionary(grouping: parsed) { people[$0.2.person] }
    await withTaskGroup(of: [BatchReply].self) { tasks in
      for (person, group) in groups {
        tasks.addTask {
          var replies: [BatchReply] = []
          for (number, bytes, line) in group {
            replies.append(await take(line, of: person, number, bytes, from: sender))
          }
          return replies
        }
      }
      for await some in tasks { replies += some }
    }
    return replies.sorted { $0.line < $1.line }
  }

  private func take(
    _ line: BatchLine,
    of person: Person.ID?,
    _ number: Int,
    _ bytes: Data,
    from sender: BatchSender
  ) async -> BatchReply {
    do {
      guard let person else { throw Vault.UnknownPerson() }
      let asked = sender.key.map { key in
        vault.keyring.repeatable(
          "\(key) \(number)",
          by: sender.caller,
          asking: bytes,
          at: now()
        )
      }
      let (kept, receipts) =
        if let asked {
          try await once(asked) {
            ($0, $1)
          } body: {
            try await write(line, of: person, asked)
          }
        } else {
          try await write(line, of: person, nil)
        }
      guard case .wroteMinimal(let reply) = kept else { throw OtherRequest() }
      return BatchReply(
        line: number,
        person: reply.person,
        version: reply.version,
        receipts: sender.isMinimal ? nil : receipts.map(ReceiptReply.init)
      )
    } catch {
      return BatchReply(line: number, problem: ProblemReply(for: error))
    }
  }

  private func write(
    _ line: BatchLine,
    of person: Person.ID,
    _ asked: Repeatable?
  ) async throws -> (Kept, [Receipt]) {
    let wish = Wish(asked: asked, isMinimal: true)
    let changed: Changed
    switch (line.answers, line.acts) {
    case (let answers?, nil): changed = try await answer(answers, by: person, wish)
    case (nil, let acts?):
      changed = try await act(try self.acts(in: ActsRequest(acts: acts)), by: person, wish)
    default: throw Invalid([Problem("answers", "a line has either answers or acts")])
    }
    return (changed.reply, try await vault.receipts(of: changed.committed))
  }

  /// The people behind the company's own names, and behind identifiers here.
  private func people(named names: Set<String>) async throws -> [String: Person.ID] {
    let handles = names.map { ($0, vault.keyring.handle(ofExternal: $0)) }
    return try await store.read { reader in
      var people: [String: Person.ID] = [:]
      for (name, handle) in handles {
        people[name] = try reader.person(of: handle) ?? Person.ID(name)
      }
      return people
    }
  }
}
