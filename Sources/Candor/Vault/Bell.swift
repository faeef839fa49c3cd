import Synchronization

/// Rings when the outbox has grown, once that is durable.
///
/// A ring that nobody heard yet stands for all that came since.
public final class Bell: Sendable {
  private let listeners = Mutex<[AsyncStream<Void>.Continuation]>([])

  /// From now on each ring is passed on, until the stream is over.
  public func wake(_ listener: AsyncStream<Void>.Continuation) {
    listeners.withLock { $0.append(listener) }
  }

  func ring() {
    listeners.withLock { listeners in
      listeners.removeAll { if case .terminated = $0.yield() { true } else { false } }
    }
  }
}
