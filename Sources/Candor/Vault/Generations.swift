/// What was put lately, by key: the cheapest cache that forgets.
///
/// What is not put again for two spans of use by others is forgotten, or as soon as it is crowded
/// out; of an idle one, the last span stays.
public struct Generations<Key: Hashable, Value> {
  private var newer: [Key: Value] = [:]
  private var older: [Key: Value] = [:]
  private var since = ContinuousClock.now
  private let size: Int
  private let span: Duration

  /// - Parameters:
  ///   - size: at most twice so many are held.
  ///   - span: after so long, what was put before is the older generation.
  public init(size: Int = 4096, span: Duration = .seconds(60)) {
    self.size = size
    self.span = span
  }

  public mutating func value(of key: Key) -> Value? {
    turn()
    return newer[key] ?? older[key]
  }

  public mutating func put(_ value: Value, as key: Key) {
    turn()
    newer[key] = value
  }

  public mutating func remove(_ key: Key) {
    newer[key] = nil
    older[key] = nil
  }

  private mutating func turn() {
    let now = ContinuousClock.now
    guard newer.count >= size || since.duration(to: now) > span else { return }
    // Nobody asked for twice as long: the newer ones are as old as that as well.
    let isIdle = since.duration(to: now) > span * 2
    (newer, older, since) = ([:], isIdle ? [:] : newer, now)
  }
}
