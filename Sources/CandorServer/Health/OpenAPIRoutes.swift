import Foundation
import Hummingbird

/// The description of the JSON API, as it is shipped.
struct OpenAPIRoutes {
  func add(to routes: some RouterMethods<CandorContext>) {
    routes.get("openapi.json") { _, _ in
      let file = Bundle.module.bundleURL.appending(path: "Assets/openapi.json")
      let bytes = try Data(contentsOf: file)
      return Response(
        status: .ok,
        headers: [.contentType: "application/json"],
        body: .init(byteBuffer: ByteBuffer(bytes: bytes))
      )
    }
  }
}
