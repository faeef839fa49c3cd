import Candor
import Foundation
import NIOCore
import Synchronization

/// Discover lists as they were answered last, so that the same list is not made and explained again.
///
/// A list stands only for the record, the model and the catalogue that it was made from, and only
/// until something that it was made from runs out. What nobody asks for is forgotten.
final class AnsweredLists: Sendable {
  /// What a list was made from.
  struct Origin: Hashable, Sendable {
    let version: Int
    let model: Gift.Model?
    /// Of the catalogue.
    let edition: Int
  }

  private struct Answered {
    let origin: Origin
    let until: Date
    let bytes: ByteBuffer
  }

  private let state = Mutex(Generations<Person.ID, Answered>())

  func bytes(for person: Person.ID, from origin: Origin, at now: Date) -> ByteBuffer? {
    state.withLock { state in
      guard let answered = state.value(of: person), answered.origin == origin, answered.until > now
      else { return nil }
      state.put(answered, as: person)
      return answered.bytes
    }
  }

  func put(_ bytes: ByteBuffer, for person: Person.ID, from origin: Origin, until: Date) {
    state.withLock {
      $0.put(Answered(origin: origin, until: until, bytes: bytes), as: person)
    }
  }

  func drop(_ person: Person.ID) {
    state.withLock { $0.remove(person) }
  }
}

extension Record {
  /// The next moment at which the Gate may decide otherwise though nothing is said: when a yes, an
  /// answer or an act runs out.
  func nextExpiry(under rules: Rules, after now: Date) -> Date {
    var ends = answers.values.map { $0.expiry(under: rules) }
    for case .granted(_, let until?, _) in standings.values.flatMap(\.values) { ends.append(until) }
    if let expires = rules.attribute(.acts)?.expires {
      ends += acts.values.flatMap(\.values).map { expires.end(from: $0) }
    }
    return ends.filter { $0 > now }.min() ?? .distantFuture
  }
}
