import Candor
import Foundation
import Logging

extension House {
  /// So long nobody else sends what somebody sends: longer than an attempt can last.
  private static let turn: TimeInterval = 60
  /// So many attempts at once for one recipient.
  private static let width = 16

  /// Sends a recipient what is due now, or some of it.
  ///
  /// - Returns: how many attempts there were.
  @discardableResult
  func sendDue(to recipient: Recipient) async throws -> Int {
    guard let messenger, let address = recipient.webhook, !gone.contains(recipient.name)
    else { return 0 }
    let taken = try await take(for: recipient.name)
    guard !taken.isEmpty else { return 0 }
    let keys = try vault.keyring.deliveryKeys(for: recipient.name)
    await withTaskGroup(of: Void.self) { group in
      for one in taken {
        group.addTask { await send(one, keys, to: recipient, at: address, by: messenger) }
      }
    }
    return taken.count
  }

  /// Takes what is due for some time, so that no other server of the house sends it too.
  private func take(for recipient: Recipient.Name) async throws -> [Outgoing] {
    let now = now()
    @Sendable func due(_ reader: any StoreReader) throws -> [Outgoing] {
      try reader.outgoing(to: recipient, dueBy: now, count: Self.width)
    }
    // Mostly nothing is due, and the writer need not be asked.
    guard try await !store.read(due).isEmpty else { return [] }
    return try await store.write { transaction in
      let taken = try due(transaction).map { $0.taken(until: now.addingTimeInterval(Self.turn)) }
      for one in taken { try transaction.put(one) }
      return taken
    }
  }

  /// One attempt, and what came of it.
  ///
  /// When that cannot be written the message comes again, under the same name.
  private func send(
    _ outgoing: Outgoing,
    _ keys: DeliveryKeys,
    to recipient: Recipient,
    at address: String,
    by messenger: any Messenger
  ) async {
    do {
      let delivery = try Delivery(outgoing, keys, at: now())
      var answer: Acknowledgement?
      var failure = "nobody answered"
      do {
        answer = try await messenger.send(delivery, to: address)
      } catch let error as CancellationError {
        throw error
      } catch {
        failure = "\(type(of: error))"
      }
      if let answer, answer.isTaken {
        return try await vault.note(.told, of: [outgoing.change.id], at: now())
      }
      if let answer {
        failure = "answered \(answer.status)"
        if answer.isGone { gone.insert(recipient.name) }
      }
      logger.info("\(recipient.name) did not take \(outgoing.change.id): \(failure)")
      try await put(off: outgoing, of: recipient, for: answer?.retryAfter)
    } catch {
      guard !(error is CancellationError) else { return }
      logger.error("What came of a message could not be written: \(type(of: error))")
    }
  }

  /// A recipient asks for at most a day of peace.
  private static let longestPeace: TimeInterval = 86_400

  private func put(
    off outgoing: Outgoing,
    of recipient: Recipient,
    for peace: TimeInterval?
  ) async throws {
    let now = now()
    let earliest = peace.map { now.addingTimeInterval(min(max($0, 0), Self.longestPeace)) }
    let later = outgoing.failed(at: now, jitter: .random(in: 0...1), notBefore: earliest)
    let isPutOff = try await store.write { transaction in
      // Meanwhile it may have been pulled, or have run out of its turn and been sent by another.
      guard let known = try transaction.outgoing(outgoing.change.id), known.told == nil,
        known.attempts == outgoing.attempts
      else { return false }
      var put = known
      (put.attempts, put.next) = (later.attempts, later.next)
      try transaction.put(put)
      return true
    }
    if isPutOff, later.next == nil {
      logger.warning("\(recipient.name) never took \(outgoing.change.id): it is theirs to pull")
    }
  }
}
