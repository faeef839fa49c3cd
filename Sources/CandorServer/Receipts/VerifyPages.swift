import Foundation
import Hummingbird
import NIOCore

/// The page that checks receipts: one file, to keep, which works without us and without a network.
///
/// Its script and style are inside it, and its policy names their hashes and allows nothing else.
struct VerifyPages {
  private let page: ByteBuffer
  private let policy: String

  /// A page that does not say what may run in it.
  struct NoPolicy: Error {}

  init() throws {
    let file = Bundle.module.bundleURL.appending(path: "Assets/verify.html")
    let text = try String(contentsOf: file, encoding: .utf8)
    let meta = /<meta http-equiv="Content-Security-Policy" content="([^"]*)">/
    guard let own = text.firstMatch(of: meta)?.1 else { throw NoPolicy() }
    page = ByteBuffer(string: text)
    // Framing can be forbidden in a header only.
    policy = "\(own); frame-ancestors 'none'"
  }

  func add(to routes: some RouterMethods<CandorContext>) {
    routes.get("verify") { _, _ in
      Response(
        status: .ok,
        headers: [
          .contentType: "text/html; charset=utf-8", .contentSecurityPolicy: policy,
          .cacheControl: "no-cache",
        ],
        body: .init(byteBuffer: page)
      )
    }
  }
}
