import CandorAPI
import Foundation
import Hummingbird
import NIOCore

/// A body that is not the JSON that was asked for.
struct MalformedBody: Error {
  let detail: ProblemReply.Detail
}

extension Request {
  static let bodyLimit = 1 << 20
  /// For catalogues and imports, which come whole or not at all.
  static let bulkLimit = 256 << 20

  /// Reads a JSON body of this type, and refuses keys that the type does not have.
  func body<Body: StrictBody>(
    _ type: Body.Type = Body.self,
    limit: Int = bodyLimit
  ) async throws -> Body {
    try Self.body(type, from: try await bytes(limit: limit))
  }

  /// The bytes of a JSON body.
  func bytes(limit: Int = bodyLimit) async throws -> Data {
    guard let content = headers[.contentType], content.hasPrefix("application/json") else {
      throw HTTPError(.unsupportedMediaType)
    }
    if let length = headers[.contentLength].flatMap({ Int($0) }), length > limit {
      throw HTTPError(.contentTooLarge)
    }
    return Data((try await self.body.collect(upTo: limit)).readableBytesView)
  }

  /// Strict: a key that the type does not have is refused, at every depth.
  static func body<Body: StrictBody>(
    _ type: Body.Type = Body.self,
    from bytes: Data
  ) throws -> Body {
    do {
      let value = try JSONDecoder().decode(Body.self, from: bytes)
      // What was understood is written again: no key can be in it that was not sent. So equal counts
      // are equal keys, and only unequal ones need a look at each.
      let understood = try JSONEncoder().encode(value)
      if bytes.countOfKeys != understood.countOfKeys {
        let known = try JSONSerialization.jsonObject(with: understood)
        let sent = try JSONSerialization.jsonObject(with: bytes)
        if let stray = stray(in: sent, beside: known, at: "") {
          throw MalformedBody(detail: .init(field: stray, rule: "is no key that is known here"))
        }
      }
      return value
    } catch let error as DecodingError {
      throw MalformedBody(detail: error.detail)
    }
  }

  /// The first key that was sent and not understood: what was understood is written again without it.
  private static func stray(in sent: Any, beside known: Any, at path: String) -> String? {
    switch (sent, known) {
    case (let sent as [String: Any], let known as [String: Any]):
      for (key, value) in sent.sorted(by: { $0.key < $1.key }) where !(value is NSNull) {
        let place = path.isEmpty ? String(key.prefix(40)) : "\(path).\(key.prefix(40))"
        guard let known = known[key] else { return place }
        if let stray = stray(in: value, beside: known, at: place) { return stray }
      }
    case (let sent as [Any], let known as [Any]):
      for (index, pair) in zip(sent, known).enumerated() {
        if let stray = stray(in: pair.0, beside: pair.1, at: "\(path)[\(index)]") { return stray }
      }
    default: break
    }
    return nil
  }
}

extension Data {
  /// The keys of all objects in a JSON text, but for those that hold null.
  fileprivate var countOfKeys: Int {
    var count = 0
    var isString = false
    var isEscaped = false
    var isAfterColon = false
    for byte in self {
      if isString {
        if isEscaped {
          isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
          isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
          isString = false
        }
        continue
      }
      switch byte {
      case 0x20, 0x09, 0x0a, 0x0d: continue
      case UInt8(ascii: "\""): isString = true
      case UInt8(ascii: ":"):
        isAfterColon = true
        continue
      default: break
      }
      if isAfterColon && byte != UInt8(ascii: "n") { count += 1 }
      isAfterColon = false
    }
    return count
  }
}

extension DecodingError {
  /// The place and the rule.
  ///
  /// Foundation's own text can hold a value, so it is not passed on.
  var detail: ProblemReply.Detail {
    switch self {
    case .keyNotFound(let key, let context):
      .init(field: Self.path(context.codingPath + [key]), rule: "is missing")
    case .typeMismatch(let type, let context):
      .init(field: Self.path(context.codingPath), rule: "must be \(Self.name(type))")
    case .valueNotFound(let type, let context):
      .init(field: Self.path(context.codingPath), rule: "must be \(Self.name(type)), not null")
    case .dataCorrupted(let context):
      .init(
        field: Self.path(context.codingPath),
        rule: context.codingPath.isEmpty ? "must be JSON" : "is not of the right form"
      )
    @unknown default: .init(field: "", rule: "must be JSON")
    }
  }

  private static func path(_ keys: [any CodingKey]) -> String {
    keys.reduce("") { path, key in
      if let index = key.intValue { return "\(path)[\(index)]" }
      return path.isEmpty ? key.stringValue : "\(path).\(key.stringValue)"
    }
  }

  private static func name(_ type: Any.Type) -> String {
    switch type {
    case is String.Type: "text"
    case is Int.Type, is Double.Type: "a number"
    case is Bool.Type: "true or false"
    case is any Collection.Type: "a list or an object"
    default: "an object"
    }
  }
}

extension Response {
  init(json value: some Encodable, status: HTTPResponse.Status = .ok) throws {
    self.init(jsonBytes: try Self.bytes(value), status: status)
  }

  /// A value as JSON replies write it.
  static func bytes(_ value: some Encodable) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(value)
  }

  init(jsonBytes bytes: Data, status: HTTPResponse.Status = .ok) {
    self.init(jsonBytes: ByteBuffer(bytes: bytes), status: status)
  }

  init(jsonBytes bytes: ByteBuffer, status: HTTPResponse.Status = .ok) {
    self.init(
      status: status,
      headers: [.contentType: "application/json", .cacheControl: "no-store"],
      body: .init(byteBuffer: bytes)
    )
  }
}

extension Response {
  /// NDJSON that is written as it comes to be.
  static func lines(
    _ body: @escaping @Sendable (inout any ResponseBodyWriter) async throws -> Void
  ) -> Response {
    Response(
      status: .ok,
      headers: [.contentType: "application/x-ndjson", .cacheControl: "no-store"],
      body: ResponseBody { writer in
        var lines: any ResponseBodyWriter = writer
        try await body(&lines)
        try await lines.finish(nil)
      }
    )
  }
}

extension ResponseBodyWriter {
  mutating func write(line: some Encodable) async throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    var bytes = try encoder.encode(line)
    bytes.append(UInt8(ascii: "\n"))
    try await write(ByteBuffer(bytes: bytes))
  }
}
