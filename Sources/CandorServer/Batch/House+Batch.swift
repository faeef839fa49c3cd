import Candor
import CandorAPI
import Foundation
import Hummingbird

extension House {
  /// Takes lines at once; those of one person one after the other, in their order.
  ///
  /// - Returns: a reply for each, in the order of the lines.
  func take(_ lines: [(number: Int, bytes: Data)], from sender: BatchSender) async -> [BatchReply] {
    var groups: [String: [(Int, Data, BatchLine)]] = [:]
    var replies: [BatchReply] = []
    for (number, bytes) in lines {
      do {
        let line = try Request.body(BatchLine.self, from: bytes)
        groups[line.person, default: []].append((number, bytes, line))
      } catch {
        replies.append(BatchReply(line: number, problem: ProblemReply(for: error)))
      }
    }
    await withTaskGroup(of: [BatchReply].self) { tasks in
      for group in groups.values {
        tasks.addTask {
          var replies: [BatchReply] = []
          for (number, bytes, line) in group {
            replies.append(await take(line, number, bytes, from: sender))
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
    _ number: Int,
    _ bytes: Data,
    from sender: BatchSender
  ) async -> BatchReply {
    do {
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
            try await write(line, asked)
          }
        } else {
          try await write(line, nil)
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
    _ asked: Repeatable?
  ) async throws -> (Kept, [Receipt]) {
    let person = try await person(named: line.person)
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

  /// - Throws: `UnknownPerson` when the name is neither an identifier here nor the company's own.
  private func person(named name: String) async throws -> Person.ID {
    if let person = Person.ID(name) { return person }
    guard let person = try await vault.person(of: vault.keyring.handle(ofExternal: name)) else {
      throw Vault.UnknownPerson()
    }
    return person
  }
}
