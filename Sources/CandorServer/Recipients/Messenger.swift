import Candor
import Foundation

/// Carries messages to recipients.
public protocol Messenger: Sendable {
  /// - Returns: what the recipient answered.
  /// - Throws: when nobody answered, or nobody may be asked there.
  func send(_ delivery: Delivery, to address: String) async throws -> Acknowledgement
}

/// What a recipient answered to a message.
public struct Acknowledgement: Sendable {
  /// As HTTP counts them.
  public let status: Int
  /// So many seconds they asked to be left alone.
  public let retryAfter: TimeInterval?

  public init(status: Int, retryAfter: TimeInterval? = nil) {
    self.status = status
    self.retryAfter = retryAfter
  }

  var isTaken: Bool { (200..<300).contains(status) }
  /// They want nothing sent there any more.
  var isGone: Bool { status == 410 }
}
