import Candor
import CandorAPI
import CandorFixtures
import Fingerprints
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing

@testable import CandorServer

/// Lines are decided about before they are sent, and may wait: for a slow reader, for days.
@Suite struct `A line that waited` {
  private typealias Meanwhile = @Sendable () async throws -> Void

  /// Met one after the other: a copy has them in that order.
  private func six(
    _ test: TestHouse,
    _ client: any TestClientProtocol
  ) async throws -> [String] {
    var people: [String] = []
    for number in 0..<6 {
      people.append(try await client.subscriber(number, of: test))
      test.clock.advance(1)
    }
    return people
  }

  /// The lines of all of them, two at a time; something happens when the head, or the first two, went.
  private func copy(
    _ test: TestHouse,
    _ client: any TestClientProtocol,
    after writes: Int,
    _ meanwhile: @escaping Meanwhile
  ) async throws -> [String] {
    let id = Disclosure.ID(try await client.agree())
    let disclosure = try #require(try await test.house.store.read { try $0.disclosure(id) })
    let stream = CopyStream(of: disclosure, under: nil, as: .csv, test.house, people: 2)
    var reader = Reader(writes: writes, meanwhile: meanwhile)
    try await stream.write(to: &reader, after: nil)
    return reader.text.split(separator: "\r\n").map(String.init).filter { $0.contains("Quill") }
  }

  private struct Reader: ResponseBodyWriter {
    var writes: Int
    let meanwhile: Meanwhile
    var text = ""

    mutating func write(_ buffer: ByteBuffer) async throws {
      text += String(buffer: buffer)
      writes -= 1
      guard writes == 0 else { return }
      // The next lines are decided about by then.
      try await Task.sleep(for: .milliseconds(200))
      try await meanwhile()
    }

    consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
  }

  @Test func `is decided about anew when somebody has said something since`() async throws {
    let test = try await Subscribers.house()
    try await test.test { client in
      let people = try await six(test, client)
      let path = "/v1/people/\(people[3])/consents/offers/auk-travel"
      let lines = try await copy(test, client, after: 2) {
        let withdrawn = try await client.call(.put, path, #"{"answer": "withdraw"}"#)
        #expect(withdrawn.status == 200)
      }
      #expect(lines.count == 5)
      #expect(!lines.contains { $0.contains("103 N") })
      #expect(try await client.events(people[3], "disclosed") == 0)
      #expect(try await client.events(people[5], "disclosed") == 1)
    }
  }

  @Test func `is decided about anew when time has gone by`() async throws {
    let test = try await Subscribers.house()
    try await test.test { client in
      let people = try await six(test, client)
      let clock = test.clock
      // A yes is good for a year.
      let lines = try await copy(test, client, after: 2) { clock.advance(366 * 86_400) }
      #expect(lines.count == 2)
      #expect(try await client.events(people[2], "disclosed") == 0)
    }
  }

  @Test func `is not sent when its person was erased`() async throws {
    let test = try await Subscribers.house()
    try await test.test { client in
      let people = try await six(test, client)
      let path = "/v1/people/\(people[2])"
      let lines = try await copy(test, client, after: 2) {
        let erased = try await client.call(.delete, path)
        #expect(erased.status < 300)
      }
      #expect(lines.count == 5)
      #expect(!lines.contains { $0.contains("102 N") })
    }
  }
}
