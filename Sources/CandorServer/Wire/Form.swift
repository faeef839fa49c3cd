import Candor
import Foundation
import Hummingbird
import NIOCore

/// What a form of ours sent.
///
/// A name may come several times: each box that is ticked sends its own.
struct Form: Sendable {
  static let limit = 64 << 10

  private var values: [String: [String]] = [:]

  /// - Returns: nil when an escape is broken.
  init?(urlEncoded text: String) {
    for pair in text.split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let decoded = parts.map { part -> String? in
        let text = String(part).replacing("+", with: " ").removingPercentEncoding
        return text?.replacing("\r\n", with: "\n")
      }
      guard let name = decoded[0], let value = decoded.count > 1 ? decoded[1] : "" else {
        return nil
      }
      values[name, default: []].append(value)
    }
  }

  /// What a form of ours would send.
  init(_ fields: [String: [String]]) { values = fields }

  var names: some Collection<String> { values.keys }

  subscript(name: String) -> [String] { values[name] ?? [] }

  func first(_ name: String) -> String? { values[name]?.first }

  /// Where to go after the form: a path on this site, whatever was sent.
  func back(or path: String) -> String {
    guard let back = first("back"), back.hasPrefix("/"), !back.hasPrefix("//"),
      back.unicodeScalars.allSatisfy({ (0x21...0x7e).contains($0.value) && $0 != "\\" })
    else { return path }
    return back
  }
}

extension Rules {
  /// Room for the longest answer that may be typed, escaped and carried along.
  var formLimit: Int {
    let lengths = experiences.flatMap(\.questions).compactMap(\.maxLength)
    return max(Form.limit, 8 * (lengths.max() ?? 0))
  }
}

extension Request {
  func form(limit: Int = Form.limit) async throws -> Form {
    guard headers[.contentType]?.hasPrefix("application/x-www-form-urlencoded") == true else {
      throw HTTPError(.unsupportedMediaType)
    }
    if let length = headers[.contentLength].flatMap({ Int($0) }), length > limit {
      throw HTTPError(.contentTooLarge)
    }
    let bytes = try await self.body.collect(upTo: limit)
    guard let form = Form(urlEncoded: String(buffer: bytes)) else { throw HTTPError(.badRequest) }
    return form
  }
}
