import Candor
import Foundation
import Logging
import Recommender

extension House {
  /// What of a record lists may be made from, and learned from, now; nil when nothing may.
  func permitted(_ record: Record, at now: Date) -> Permitted? {
    guard let purpose = rules.benefits.first(where: { $0.list != nil })?.purpose,
      case .allowed(let permitted) = gate.decideWidest(purpose, on: record, at: now)
    else { return nil }
    return permitted
  }

  /// Takes a record as it is now into the statistics and the polls, in the place of what it was.
  func learn(from record: Record) async {
    let now = now()
    polls.put(gate.ballot(of: record, at: now), of: record.person, at: record.version)
    let change = await shelf.put(
      permitted(record, at: now),
      of: record.person,
      at: record.version,
      until: record.nextExpiry(under: rules, after: now),
      isInvented: record.isInvented
    )
    await training.note([(record.person, change)])
  }

  /// Takes somebody out of the statistics and the polls, for good.
  func unlearn(_ person: Person.ID) async {
    answered.drop(person)
    polls.remove(person)
    await training.note([(person, await shelf.remove(person))])
  }

  /// Makes the profiles of everybody anew: so what ran out since goes too.
  ///
  /// A record that does not open is left out: nothing is learned from it, and the others count.
  func readRecords() async throws {
    let (now, numbering) = (now(), await shelf.numbering)
    let catalogue = shelf.recommender.catalogue
    let (readers, reading) = AsyncStream.makeStream(of: Shelf.Reader.self)
    async let read: Void = forEachRecord { record in
      polls.put(gate.ballot(of: record, at: now), of: record.person, at: record.version)
      let reader = Shelf.Reader(
        person: record.person,
        profile: permitted(record, at: now).map(catalogue.profile) ?? .empty,
        version: record.version,
        expiry: record.nextExpiry(under: rules, after: now),
        isInvented: record.isInvented
      )
      reading.yield(reader)
    } end: {
      reading.finish()
    }
    await shelf.forgetExpiries()
    let changes = await shelf.take(readers, numbering: numbering)
    try await read
    polls.finishReading()
    await shelf.finishReading(numbering: numbering)
    await training.note(changes)
  }

  /// The same before anybody is answered.
  ///
  /// Records that cannot be read now are no reason not to serve: lists are made without what people
  /// read, until they can be.
  func readRecordsAtStart() async throws {
    let count = try await store.countPeople()
    if count >= 10_000 { logger.notice("Reading \(count.written) records for the lists") }
    do {
      try await readRecords()
    } catch let error as CancellationError {
      throw error
    } catch {
      logger.error("The records could not be read for the lists: \(type(of: error))")
    }
  }

  private func forEachRecord(
    _ body: @escaping @Sendable (Record) throws -> Void,
    end: @Sendable () -> Void
  ) async throws {
    defer { end() }
    try await vault.forEachRecord { [logger] _, error in
      logger.error("A record does not open, and is not learned from: \(type(of: error))")
    } _: { record in
      try body(record)
    }
  }

  /// Returns when lists are made with a model of all that there is now.
  func train() async throws {
    while true {
      if await shelf.isUnread {
        try await readRecords()
      } else if await shelf.isStale {
        try await training.learn()
      } else {
        return
      }
    }
  }

  /// How long profiles stay at most before they are made anew, and how long at least: what runs out
  /// is gone within the shorter time.
  private static let (day, hour) = (Duration.seconds(24 * 60 * 60), Duration.seconds(60 * 60))

  /// When profiles that were read at an instant are to be made anew.
  private func nextReading(after read: ContinuousClock.Instant) async -> ContinuousClock.Instant {
    let rest = await shelf.expiry.timeIntervalSince(now())
    guard rest < 24 * 60 * 60 else { return read + Self.day }
    return min(read + Self.day, max(read + Self.hour, .now + .seconds(max(0, rest))))
  }

  /// Makes a model whenever one is due, until the task is cancelled.
  func keepLearning() async {
    await training.stayAwake(true)
    var read = ContinuousClock.now
    while !Task.isCancelled {
      let news = await training.news
      var next = await nextReading(after: read)
      do {
        if await shelf.isUnread || next <= .now {
          try await readRecords()
          read = .now
          continue
        }
        if let due = await training.due() {
          if due <= .now { await training.begin() } else { next = min(next, due) }
        }
      } catch {
        // The store may be busy, or a record broken: lists stay as they are.
        if !(error is CancellationError) {
          logger.error("The records could not be read for the lists: \(type(of: error))")
        }
        next = .now + .seconds(60)
      }
      await training.rest(until: next, since: news)
    }
    await training.stayAwake(false)
  }
}

extension Store {
  /// How many records there are.
  fileprivate func countPeople() async throws -> Int {
    try await read { reader in
      var (count, last) = (0, Person.ID?.none)
      while true {
        let some = try reader.people(after: last, count: 10_000)
        guard let end = some.last else { return count }
        (count, last) = (count + some.count, end)
      }
    }
  }
}
