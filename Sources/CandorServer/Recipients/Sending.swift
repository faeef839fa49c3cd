import Candor
import Foundation
import Logging
import ServiceLifecycle

/// Tells recipients of changes, for as long as the server runs, and suspends who does not confirm them.
struct Sending: Service {
  let house: House

  func run() async {
    await cancelWhenGracefulShutdown {
      await withTaskGroup(of: Void.self) { group in
        for recipient in house.rules.recipients where recipient.webhook != nil {
          group.addTask { await house.keepSending(to: recipient) }
        }
        group.addTask { await house.keepSuspending() }
      }
    }
  }
}

extension House {
  /// Looked at again at the latest after this, should a clock have been set.
  private static let longest: TimeInterval = 60

  /// Sends what is due and what comes to be due, until the task is cancelled.
  fileprivate func keepSending(to recipient: Recipient) async {
    // Whoever is there when the outbox grows wakes at once; what is due later wakes them itself.
    let (rings, ring) = AsyncStream.makeStream(
      of: Void.self,
      bufferingPolicy: .bufferingNewest(1)
    )
    vault.bell.wake(ring)
    var iterator = rings.makeAsyncIterator()
    while !Task.isCancelled, !gone.contains(recipient.name) {
      var pause = 5.0
      do {
        while try await sendDue(to: recipient) > 0 {}
        let next = try await store.read { reader in
          try reader.outgoing(to: recipient.name, dueBy: .distantFuture, count: 1).first?.next
        }
        pause = next?.timeIntervalSince(now()) ?? Self.longest
      } catch {
        // The store may be busy: what is due stays due.
        guard !(error is CancellationError) else { return }
        logger.error("Nothing could be sent to \(recipient.name): \(type(of: error))")
      }
      let wait = min(Self.longest, max(0.1, pause))
      let alarm = Task {
        if (try? await Task.sleep(for: .seconds(wait))) != nil { ring.yield() }
      }
      await iterator.next()
      alarm.cancel()
    }
  }

  /// Suspends who is overdue, until the task is cancelled.
  fileprivate func keepSuspending() async {
    while !Task.isCancelled {
      var pause = Self.longest
      do {
        let next = try await suspendOverdue()
        pause = next?.timeIntervalSince(now()) ?? pause
      } catch {
        logger.error("Who is overdue could not be read: \(type(of: error))")
      }
      try? await Task.sleep(for: .seconds(min(Self.longest, max(0.1, pause))))
    }
  }
}
