import Crypto
import Foundation

/// What stands for an event in public: a hash that says nothing to whoever lacks the salt.
///
/// SHA-256 over `candor/leaf/v1`, a zero byte, the salt and the event's canonical bytes. The salt
/// makes it impossible to guess the event, and goes with the person's key when they are erased.
public struct Commitment: Hashable, Sendable {
  /// 32 bytes.
  public let bytes: Data

  public init(bytes: Data) {
    self.bytes = bytes
  }

  public init(to event: [UInt8], salt: Data) {
    var hash = SHA256()
    hash.update(data: Data("candor/leaf/v1\0".utf8))
    hash.update(data: salt)
    hash.update(data: event)
    self.init(bytes: Data(hash.finalize()))
  }

  /// The entry of the log: a version, then the hash.
  ///
  /// Nothing else about the event is public.
  public var entry: Data { Data([1]) + bytes }
}
