import Candor
import CandorAPI
import Foundation
import Hummingbird
import NIOCore

/// Answers and acts of many people, a line each: `POST /v1/batch`.
///
/// Lines wait until there are enough of them, or no more, and go through the one writer together, so
/// that many share a commit. One that is refused says
/// so, and the others are taken. Under an `Idempotency-Key` each line has a key of its own: what
/// was taken before a connection broke is not taken twice.
struct BatchRoutes {
  let house: House

  /// So many lines wait for a commit together, or fewer that are longer than so many bytes.
  static let window = 512
  static let windowBytes = 4 << 20

  func write(_ request: Request, _ context: CandorContext) async throws -> Response {
    try context.require(.write)
    guard let content = request.headers[.contentType], content.hasPrefix("application/x-ndjson")
    else { throw HTTPError(.unsupportedMediaType) }
    let sender = BatchSender(
      key: try request.idempotencyKey(),
      caller: context.key?.name ?? "",
      isMinimal: request.isMinimal
    )
    return .lines { [house] writer in
      var text = LineBuffer()
      var number = 0
      func write(_ lines: some Sequence<Data>) async throws {
        let numbered = lines.enumerated().map { (number + $0.offset + 1, $0.element) }
        number += numbered.count
        for reply in await house.take(numbered, from: sender) {
          try await writer.write(line: reply)
        }
      }
      for try await buffer in request.body {
        text.append(buffer)
        while let lines = text.take(Self.window, bytes: Self.windowBytes) { try await write(lines) }
      }
      try await write(text.rest())
    }
  }
}

/// Who sends a batch, and how.
struct BatchSender: Sendable {
  let key: String?
  let caller: String
  let isMinimal: Bool
}

/// Bytes that arrive in pieces, taken out as whole lines; empty ones count for nothing.
struct LineBuffer {
  private var lines: [Data] = []
  private var size = 0
  private var begun = Data()

  mutating func append(_ buffer: ByteBuffer) {
    var parts = buffer.readableBytesView.split(
      separator: UInt8(ascii: "\n"),
      omittingEmptySubsequences: false
    )[...]
    begin(with: parts.removeFirst())
    for part in parts {
      if !begun.isEmpty {
        lines.append(begun)
        size += begun.count
      }
      begun = Data()
      begin(with: part)
    }
  }

  /// A line that is too long is cut, and so it is no JSON any more.
  private mutating func begin(with part: ByteBufferView) {
    begun += part.prefix(max(0, Request.bodyLimit - begun.count))
  }

  /// At most so many lines, once there are as many, or as many bytes.
  mutating func take(_ count: Int, bytes: Int) -> [Data]? {
    guard lines.count >= count || size >= bytes else { return nil }
    let taken = Array(lines.prefix(count))
    lines.removeFirst(taken.count)
    size -= taken.reduce(0) { $0 + $1.count }
    return taken
  }

  /// What is left at the end, whose last line may lack its newline.
  mutating func rest() -> [Data] {
    defer { self = LineBuffer() }
    return lines + (begun.isEmpty ? [] : [begun])
  }
}
