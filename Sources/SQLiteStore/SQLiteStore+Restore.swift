import Candor
import Foundation
import GRDB

extension SQLiteStore {
  /// Takes up the marks of people who were erased after a backup was made, also of those whom it
  /// does not know: they may stand in one that is older still.
  public func adopt(_ marks: Set<Handle>) async throws {
    try await keyWriter.submit { [keySums] db in
      let tagged = keySums.tagged(db)
      let known = Set(try tagged.select(.shredded).map { Handle(bytes: $0.data(0)) })
      for mark in marks.subtracting(known) { try tagged.insert(.shredded, [mark.bytes]) }
    }
  }

  /// Notes that the records come from a backup, and closes the doors that it would open again.
  ///
  /// The log has another name from then on. Whoever was signed in signs in again: the backup does not
  /// know who has left since.
  public func beginAnew(at now: Date) async throws {
    try await writer.submit { [sums] db in
      let tagged = sums.tagged(db)
      let size = try Int.fetchOne(db, sql: "SELECT max(size) FROM head") ?? 0
      // A clock that was set back must not give the log a name that it had before.
      let last: Int64? = try tagged.select(.restored, "ORDER BY time DESC LIMIT 1").first?[0]
      let time = max(now.milliseconds, last.map { $0 + 1000 } ?? .min)
      try tagged.insert(.restored, [time, size])
      try tagged.delete(
        .access,
        "WHERE kind IN (?, ?)",
        [Access.Kind.session.rawValue, Access.Kind.link.rawValue]
      )
    }
  }
}
