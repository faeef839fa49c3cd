import Candor
import CandorAPI
import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Testing

@testable import CandorServer

@Suite struct `A body that an analytics client sends` {
  @Test(arguments: [
    "", "{", "[]", "7", "null", #"{"batch": {}}"#, #"{"batch": "x"}"#, #"{"batch": []"#,
    #"{"batch": [], "batch": []}"#, #"{"batch": [01]}"#, #"{"batch": [+1]}"#, #"{"batch": [nul]}"#,
    #"{"batch": ["\x"]}"#, #"{"batch": ["\u12"]}"#, #"{"batch": []} {}"#,
    "{\"batch\": [\"\u{1}\"]}",
    #"{"batch": \#(String(repeating: "[", count: 100_000))"#,
    #"{"a":"# + String(repeating: #"{"a":"#, count: 60) + "1" + String(repeating: "}", count: 61),
  ])
  func `is refused with a code and a message when it is no batch`(_ body: String) async throws {
    try await Telling.test { telling in
      let answered = try await telling.client.call(.post, "/v1/batch", body, key: telling.key)
      #expect(answered.status == 400)
      let fault = try answered.decoded(FaultReply.self)
      #expect(fault.code == "malformed" && !fault.message.isEmpty)
    }
  }

  @Test func `may have 500 KB as a batch and 32 KB as a call`() async throws {
    try await Telling.test { telling in
      func padded(_ count: Int) -> String {
        let frame = #"{"batch": [], "pad": ""}"#
        return
          #"{"batch": [], "pad": "\#(String(repeating: "x", count: count - frame.utf8.count))"}"#
      }
      for (path, count, status) in [
        ("batch", 500 << 10, 200), ("batch", (500 << 10) + 1, 400), ("track", 32 << 10, 200),
        ("track", (32 << 10) + 1, 400),
      ] {
        let answered = try await telling.client.call(
          .post,
          "/v1/\(path)",
          padded(count),
          key: telling.key
        )
        #expect(answered.status == status, "\(path) of \(count)")
        if status == 400 {
          #expect(try answered.decoded(FaultReply.self).code == "too-large")
        }
      }
    }
  }

  /// Stored, not compressed: of blocks with their length and its complement (RFC 1951, 3.2.4).
  private static func packed(_ text: String) -> [UInt8] {
    let bytes = Array(text.utf8)
    var crc: UInt32 = 0xffff_ffff
    for byte in bytes {
      crc ^= UInt32(byte)
      for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xedb8_8320 : crc >> 1 }
    }
    let length = UInt16(bytes.count)
    func little(_ number: some FixedWidthInteger) -> [UInt8] { number.bigEndianBytes.reversed() }
    return [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255, 1] + little(length) + little(~length) + bytes
      + little(~crc) + little(UInt32(bytes.count))
  }

  private func send(_ bytes: [UInt8], _ telling: Telling, as encoding: String = "gzip") async throws
    -> (status: Int, text: String)
  {
    let headers: HTTPFields = [
      .authorization: "Bearer \(telling.key)", .contentType: "application/json",
      .contentEncoding: encoding,
    ]
    return try await telling.client.execute(
      uri: "/v1/batch",
      method: .post,
      headers: headers,
      body: ByteBuffer(bytes: bytes)
    ) { ($0.status.code, String(buffer: $0.body)) }
  }

  @Test func `may be packed, and is refused when it is not what it says`() async throws {
    try await Telling.test { telling in
      let batch = #"{"batch": [\#(telling.read("packed"))]}"#
      let packed = Self.packed(batch)
      #expect(try await send(packed, telling).status == 200)
      #expect(try await telling.counts().taken == ["track": 1])
      var broken = packed
      broken[broken.count - 5] ^= 1
      for bytes in [broken, packed.dropLast(9), packed + [0], Array(batch.utf8), []] {
        let answered = try await send(Array(bytes), telling)
        #expect(answered.status == 400)
        #expect(answered.text.contains(#""code":"malformed""#))
      }
      #expect(try await send(packed, telling, as: "br").status == 400)
      #expect(try await telling.counts().taken == ["track": 1])
    }
  }

  @Test func `that grows beyond its limit while it is unpacked is refused`() async throws {
    let bomb = try #require(
      Data(base64Encoded: Self.bomb.replacing("\n", with: ""))
    )
    try await Telling.test { telling in
      let answered = try await send(Array(bomb), telling)
      #expect(answered.status == 400)
      #expect(answered.text.contains(#""code":"too-large""#))
    }
  }

  @Test func `keeps numbers, flags and letters apart`() throws {
    let text = #"{"a": [1e999, -0.5, true, "\ud83d\ude00\ud83d", 12345678901234567890], "b": {}}"#
    let sent = try Sent(text.utf8)
    #expect(
      sent["a"]
        == .list([
          .number("1e999"), .number("-0.5"), .flag(true), .text("😀\u{fffd}"),
          .number("12345678901234567890"),
        ])
    )
    #expect(sent["b"] == .object([:], bytes: 2))
  }
}

extension `A body that an analytics client sends` {
  /// 600 KB of blanks.
  private static let bomb = """
    H4sIAAAAAAAC/+3BMQEAAADCoCrrn9IWXkABAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
    AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
    AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
    AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
    AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
    AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
    AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
    AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
    AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
    8DA6RUuOAGAJAA==
    """
}
