import Candor
import CandorAPI
import Foundation
import Hummingbird

/// What a writing request answers, but for its receipts: those are the same whenever they are made.
///
/// The first time and every other time it becomes a response in the same way.
enum Kept: Codable, Sendable {
  case wrote(WriteReply)
  case wroteMinimal(MinimalReply)
  case met(PersonReply)
  case made(KeyReply)
  case agreed(DisclosureReply)
  case imported(ImportReply)

  init(bytes: Data) throws {
    self = try JSONDecoder().decode(Self.self, from: bytes)
  }

  var bytes: Data {
    get throws { try JSONEncoder().encode(self) }
  }

  func response(_ receipts: [ReceiptReply] = []) throws -> Response {
    switch self {
    case .wrote(var reply):
      reply.receipts = receipts
      return try Response(json: reply)
    case .wroteMinimal(var reply):
      reply.receipts = receipts
      var response = try Response(json: reply)
      response.headers[.preferenceApplied] = "return=minimal"
      return response
    case .met(var reply):
      reply.receipts = receipts
      return try Response(json: reply, status: .created)
    case .agreed(let reply):
      return try Response(json: reply, status: .created)
    case .made(let reply):
      return try Response(json: reply, status: .created)
    case .imported(let reply):
      return .lines { writer in
        // As it went the first time: a line for each step.
        for done in reply.steps { try await writer.write(line: done) }
        try await writer.write(line: reply)
      }
    }
  }
}
