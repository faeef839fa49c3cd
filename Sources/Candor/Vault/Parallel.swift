import Foundation
import Synchronization

extension Sequence {
  /// `map` on all cores at once; for threads that may block.
  ///
  /// - Throws: what the first of the elements threw that threw.
  func inParallel<Result: Sendable>(
    _ body: @Sendable (Element) throws -> Result
  ) throws -> [Result] where Element: Sendable {
    let elements = Array(self)
    let results = Mutex([Swift.Result<Result, any Error>?](repeating: nil, count: elements.count))
    DispatchQueue.concurrentPerform(iterations: elements.count) { index in
      let result = Swift.Result { try body(elements[index]) }
      results.withLock { $0[index] = result }
    }
    return try results.withLock { $0 }.compactMap { try $0?.get() }
  }
}

extension Array where Element: Sendable {
  /// `map` on all cores at once, for tasks: it blocks no thread.
  ///
  /// - Throws: what one of the elements threw.
  func inTasks<Result: Sendable>(
    _ body: @escaping @Sendable (Element) throws -> Result
  ) async throws -> [Result] {
    // More parts than cores, so that none waits long for the last.
    let length = Swift.max(1, count / (4 * ProcessInfo.processInfo.activeProcessorCount))
    return try await withThrowingTaskGroup(of: (Int, [Result]).self) { tasks in
      for start in stride(from: 0, to: count, by: length) {
        let part = self[start..<Swift.min(start + length, count)]
        tasks.addTask { (start, try part.map(body)) }
      }
      var parts: [Int: [Result]] = [:]
      for try await (start, part) in tasks { parts[start] = part }
      return parts.keys.sorted().flatMap { parts[$0] ?? [] }
    }
  }
}
