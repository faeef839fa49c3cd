import Candor
import Foundation
import GRDB

/// Replies that are kept for requests that come again.
extension SQLiteTransaction {
  func reply(to request: RequestKey) throws -> KeptReply? {
    try tagged.select(.reply, "WHERE caller = ? AND key = ?", [request.caller, request.key])
      .first.map { row in
        KeptReply(
          fingerprint: row["fingerprint"],
          person: (row["person"] as Data?).map { Person.ID(bytes: $0) },
          sealed: row["sealed"],
          events: (row["first"] as Int)..<(row["next"] as Int),
          until: Date(milliseconds: row["until"])
        )
      }
  }

  func put(_ reply: KeptReply, to request: RequestKey) throws {
    try Occupied.isThrown {
      try tagged.insert(
        .reply,
        [
          request.caller, request.key, reply.fingerprint, reply.person?.data, reply.sealed,
          reply.events.lowerBound, reply.events.upperBound, reply.until.milliseconds,
        ]
      )
    }
  }

  func removeReplies(before date: Date) throws {
    try tagged.delete(.reply, "WHERE until < ?", [date.milliseconds])
  }
}
