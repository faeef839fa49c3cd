import Candor
import Foundation
import Hummingbird
import TransparencyLog

/// The transparency log, as C2SP tlog-tiles has it: public, and nobody can read a person in it.
struct LogRoutes {
  let house: House

  func add(to routes: some RouterMethods<CandorContext>) {
    routes.get("log/checkpoint", use: checkpoint)
    routes.get("log/key", use: key)
    routes.get("log/tile/**", use: tile)
  }

  @Sendable func checkpoint(_ request: Request, _ context: CandorContext) async throws -> Response {
    plain(house.vault.log.checkpoint.note.encoded)
  }

  @Sendable func key(_ request: Request, _ context: CandorContext) async throws -> Response {
    plain(house.vault.log.verifier.text + "\n")
  }

  @Sendable func tile(_ request: Request, _ context: CandorContext) async throws -> Response {
    let text = request.uri.path.drop { $0 == "/" }.dropFirst("log/".count)
    guard let path = try? TilePath(String(text)), let bytes = try await house.vault.log.tile(path)
    else { throw NoSuch(what: "tile") }
    return Response(
      status: .ok,
      headers: [.contentType: "application/octet-stream"],
      body: .init(byteBuffer: ByteBuffer(bytes: bytes))
    )
  }

  private func plain(_ text: String) -> Response {
    Response(
      status: .ok,
      headers: [.contentType: "text/plain; charset=utf-8", .cacheControl: "no-store"],
      body: .init(byteBuffer: ByteBuffer(string: text))
    )
  }
}
