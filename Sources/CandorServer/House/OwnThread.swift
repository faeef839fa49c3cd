import Foundation

/// Does what takes long away from the threads that answer requests, which must not block.
///
/// - Parameter queue: of those who wait for each other; nil for whoever need not.
func onOwnThread<Result: Sendable>(
  _ queue: DispatchQueue? = nil,
  _ body: @escaping @Sendable () throws -> Result
) async throws -> Result {
  try await withCheckedThrowingContinuation { continuation in
    (queue ?? DispatchQueue(label: "candor.own", qos: .utility)).async {
      continuation.resume(with: Swift.Result { try body() })
    }
  }
}
