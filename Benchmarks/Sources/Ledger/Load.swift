import Candor
import Foundation
import Synchronization

/// Many writers at once, each of which waits for its answer before it writes again.
struct Load {
  private let clients: Int
  private let place: Place
  private static let span = Duration.seconds(6)

  init(_ clients: Int, _ place: Place) {
    self.clients = clients
    self.place = place
  }

  func run(
    _ title: String,
    _ write: @escaping @Sendable (Place, Int) async throws -> Void
  ) async throws -> Row {
    let commits = Mutex(0)
    place.store.follow { _ in commits.withLock { $0 += 1 } }
    let clock = ContinuousClock()
    let start = clock.now
    let times = try await withThrowingTaskGroup(of: [Duration].self) { tasks in
      for client in 0..<clients {
        tasks.addTask { [place] in
          var times: [Duration] = []
          while start.duration(to: clock.now) < Self.span {
            let before = clock.now
            try await write(place, client + times.count * 997)
            times.append(before.duration(to: clock.now))
          }
          return times
        }
      }
      return try await tasks.reduce(into: [Duration]()) { $0 += $1 }.sorted()
    }
    let count = commits.withLock { $0 }
    return Row(
      title: title,
      perSecond: Double(times.count) / (start.duration(to: clock.now) / .seconds(1)),
      p50: times[times.count / 2],
      p99: times[times.count * 99 / 100],
      perCommit: count == 0 ? 0 : Double(times.count) / Double(count)
    )
  }
}
