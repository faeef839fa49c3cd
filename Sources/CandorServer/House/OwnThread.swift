import Foundation

/// Does what takes long away from the threads that answer requests, which must not block.
func onOwnThread<Result: Sendable>(
  _ body: @escaping @Sendable () throws -> Result
) async throws -> Result {
  try await withCheckedThrowingContinuation { continuation in
    DispatchQueue(label: "candor.own", qos: .utility).async {
      continuation.resume(with: Swift.Result { try body() })
    }
  }
}
