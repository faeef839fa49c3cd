import Candor
import Synchronization

/// Recipients that answered that nothing is to be sent to their address any more.
///
/// Forgotten with the process: new rules come with a new one, and may name another address.
final class Gone: Sendable {
  private let names = Mutex<Set<Recipient.Name>>([])

  func contains(_ name: Recipient.Name) -> Bool { names.withLock { $0.contains(name) } }

  func insert(_ name: Recipient.Name) { names.withLock { _ = $0.insert(name) } }
}
