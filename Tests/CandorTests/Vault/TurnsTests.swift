import CandorFixtures
import Foundation
import Synchronization
import Testing

@testable import Candor

/// Many who write to one record, one after the other.
struct TurnsTests {
  private let mara = Cast.mara.id
  private struct Stop: Error {}

  private final class Count: Sendable {
    let value = Mutex(0)
  }

  @Test func `whoever came first is first`() async throws {
    let turns = Turns()
    let order = Mutex<[Int]>([])
    let tasks = try await turns.take(mara) {
      let tasks = await queue(100, in: turns) { number in order.withLock { $0.append(number) } }
      #expect(order.withLock { $0 } == [])
      return tasks
    }
    for task in tasks { try await task.value }
    #expect(order.withLock { $0 } == Array(0..<100))
    #expect(turns.waiting == 0)
  }

  @Test func `nobody is disturbed by one who fails`() async throws {
    let turns = Turns()
    let order = Mutex<[Int]>([])
    let tasks = try await turns.take(mara) {
      await queue(5, in: turns) { number in
        if number == 2 { throw Stop() }
        order.withLock { $0.append(number) }
      }
    }
    await #expect(throws: Stop.self) { try await tasks[2].value }
    for number in [0, 1, 3, 4] { try await tasks[number].value }
    #expect(order.withLock { $0 } == [0, 1, 3, 4])
  }

  @Test func `who is cancelled waits no longer, and leaves the turn to the others`() async throws {
    let turns = Turns()
    let order = Mutex<[Int]>([])
    let tasks = try await turns.take(mara) {
      let tasks = await queue(3, in: turns) { number in order.withLock { $0.append(number) } }
      tasks[1].cancel()
      await #expect(throws: CancellationError.self) { try await tasks[1].value }
      #expect(turns.waiting == 2)
      return tasks
    }
    for number in [0, 2] { try await tasks[number].value }
    #expect(order.withLock { $0 } == [0, 2])
  }

  @Test func `nobody waits for the record of another`() async throws {
    let turns = Turns()
    let theirs = try await turns.take(mara) { try await turns.take(Cast.oona.id) { true } }
    #expect(theirs)
  }

  @Test func `a turn comes round again when nobody waits`() async throws {
    let turns = Turns()
    for _ in 0..<3 {
      await #expect(throws: Stop.self) { try await turns.take(mara) { throw Stop() } }
    }
    #expect(try await turns.take(mara) { true })
  }

  @Test func `a hundred writers to one record decide once each`() async throws {
    let vault = try await Vault(MemoryStore(), .cast)
    _ = try await vault.meet(mara, at: .start)
    let decisions = Count()
    let fallen = await withTaskGroup(of: Int?.self) { tasks in
      for number in 0..<100 {
        tasks.addTask { [mara] in
          do {
            _ = try await vault.write(to: mara, at: .start) { _ in
              decisions.value.withLock { $0 += 1 }
              if number == 50 { throw Stop() }
              return (Vault.Entry([.did(.read, .item(Item.ID("item-\(number)")))]), true)
            }
            return nil
          } catch {
            return number
          }
        }
      }
      return await tasks.reduce(into: []) { fallen, number in fallen += number.map { [$0] } ?? [] }
    }
    #expect(fallen == [50])
    // Who throws upon a record that was only remembered is asked once more, upon the stored one.
    #expect((100...101).contains(decisions.value.withLock { $0 }))
    let events = try await vault.events(of: mara)
    #expect(events.map(\.sequence) == Array(1...99))
    #expect(Set(events.map(\.content)).count == 99)
  }

  /// Lets so many wait, in the order of their numbers.
  private func queue(
    _ count: Int,
    in turns: Turns,
    _ body: @escaping @Sendable (Int) throws -> Void
  ) async -> [Task<Void, any Error>] {
    var tasks: [Task<Void, any Error>] = []
    for number in 0..<count {
      tasks.append(Task { [mara] in try await turns.take(mara) { try body(number) } })
      while turns.waiting <= number { await Task.yield() }
    }
    return tasks
  }
}
