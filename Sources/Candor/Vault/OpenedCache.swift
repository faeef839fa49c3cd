import Synchronization

/// Records that were opened lately, so that the next request need not open them again.
///
/// Where others may write to the store as well, it is not believed: whoever reads compares the
/// version with the store's. A write of an older version is refused by the store in any case. What
/// is not used is forgotten soon, since it holds keys.
final class OpenedCache: Sendable {
  /// When something was read that may be put here: what was dropped since stays away.
  struct Ticket {
    fileprivate let drops: Int
  }

  private struct State {
    var opened = Generations<Person.ID, Opened>()
    var drops = 0
  }

  private let state = Mutex(State())

  /// To be taken before the store is read, or written to.
  var ticket: Ticket { state.withLock { Ticket(drops: $0.drops) } }

  func opened(_ person: Person.ID) -> Opened? {
    state.withLock { $0.opened.value(of: person) }
  }

  func put(_ opened: Opened, _ ticket: Ticket) {
    let person = opened.record.person
    state.withLock { state in
      guard state.drops == ticket.drops else { return }
      let known = state.opened.value(of: person)
      guard known.map({ $0.record.version <= opened.record.version }) ?? true else { return }
      state.opened.put(opened, as: person)
    }
  }

  func drop(_ person: Person.ID) {
    state.withLock { state in
      state.opened.remove(person)
      state.drops += 1
    }
  }
}
