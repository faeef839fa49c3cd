import Candor
import HTTPTypes
import Hummingbird

extension Request {
  /// What the browser asks of us (W3C, Global Privacy Control); nil when it asks nothing.
  ///
  /// Only the value `1` counts, and of several fields one is enough. Fields that come behind the body
  /// are none of the request's.
  var signal: Signal? {
    guard let name = HTTPField.Name("Sec-GPC") else { return nil }
    let asks = headers[values: name].contains { value in
      // White space around a value is no part of it (RFC 9110, section 5.5).
      value.trimmingPrefix { $0.isBlank }.reversed().drop { $0.isBlank }.elementsEqual("1")
    }
    return asks ? Signal(gpc: true) : nil
  }
}

extension Character {
  fileprivate var isBlank: Bool { self == " " || self == "\t" }
}

/// Says that the signal is obeyed here.
struct GlobalPrivacyControlRoutes {
  struct Support: Encodable {
    let gpc = true
    /// When it was said first.
    let lastUpdate = "2026-11-29"
  }

  func add(to routes: some RouterMethods<CandorContext>) {
    routes.get(".well-known/gpc.json") { _, _ in try Response(json: Support()) }
  }
}
