import NIOCore
import NIOEmbedded
import NIOHTTP1
import NIOHTTPCompression

extension ByteBuffer {
  /// What was packed with gzip, of at most so many bytes.
  ///
  /// A small body that would become a large one is refused on the way, not after it.
  func unpacked(limit: Int) throws(Fault) -> ByteBuffer {
    let channel = EmbeddedChannel()
    defer { _ = try? channel.finish(acceptAlreadyClosed: true) }
    do {
      try channel.pipeline.syncOperations.addHandler(
        NIOHTTPRequestDecompressor(limit: .size(limit))
      )
      let headers: HTTPHeaders = ["Content-Encoding": "gzip"]
      let head = HTTPRequestHead(version: .http1_1, method: .POST, uri: "/", headers: headers)
      try channel.writeInbound(HTTPServerRequestPart.head(head))
      try channel.writeInbound(HTTPServerRequestPart.body(self))
      try channel.writeInbound(HTTPServerRequestPart.end(nil))
      var whole = ByteBuffer()
      while let part = try channel.readInbound(as: HTTPServerRequestPart.self) {
        if case .body(var some) = part { whole.writeBuffer(&some) }
      }
      return whole
    } catch NIOHTTPDecompression.DecompressionError.limit {
      throw .tooLarge
    } catch {
      throw .malformed("The body is not gzip, though its Content-Encoding says so.")
    }
  }
}
