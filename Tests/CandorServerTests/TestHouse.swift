import Candor
import CandorAPI
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import Synchronization
import Testing

@testable import CandorServer

/// The demo's rules over a store in memory, with a clock that the test moves.
struct TestHouse {
  let store: MemoryStore
  let clock: Clock
  let house: House

  final class Clock: Sendable {
    private let date = Mutex(Date(timeIntervalSince1970: 1_790_000_000))
    var now: Date { date.withLock { $0 } }
    func advance(_ seconds: TimeInterval) { date.withLock { $0 += seconds } }
  }

  static let allScopes = "candor_all"
  static let readOnly = "candor_read"

  /// - Parameters:
  ///   - messenger: carries messages to recipients; nil when nobody does.
  ///   - change: what is written differently in the rules.
  init(
    messenger: (any Messenger)? = nil,
    _ change: (String) -> String = { $0 }
  ) async throws {
    let (store, clock) = (MemoryStore(), Clock())
    let examples = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Examples/magazine/rules.yaml")
    let rules = try Rules(yaml: change(String(contentsOf: examples, encoding: .utf8)))
    let genres = rules.experience("tastes")?.questions.first?.choices?.map(\.value) ?? []
    let items = (0..<120).map { number in
      Item(
        id: Item.ID("story-\(number)"),
        title: "Story \(number)",
        creators: ["Creator \(number % 40)"],
        genres: [genres[number % genres.count]],
        released: Day(clock.now.addingTimeInterval(-86_400 * Double(number))),
        popularity: 1000 - number
      )
    }
    try await store.write { transaction in
      try transaction.put(items)
      try transaction.put(
        Access(
          .init(of: Self.allScopes),
          .key,
          name: "all",
          scopes: Set(Scope.allCases),
          until: nil
        )
      )
      try transaction.put(
        Access(.init(of: Self.readOnly), .key, name: "read", scopes: [.read], until: nil)
      )
    }
    house = try await House(
      rules,
      store: store,
      keyring: Keyring(Keyring.freshText()),
      mailer: nil,
      messenger: messenger,
      now: { clock.now }
    )
    self.store = store
    self.clock = clock
  }

  var notice: Notice.Hash {
    get throws {
      try #require(house.rules.notice(for: Consent("personal-lists"))).hash
    }
  }

  func test<Result>(
    _ body: @Sendable (any TestClientProtocol) async throws -> Result
  ) async throws -> Result {
    let router = try await buildRouter(house)
    return try await Application(router: router).test(.router) { try await body($0) }
  }
}

/// What came back.
struct Answered {
  let status: Int
  let headers: HTTPFields
  let body: Data

  var problem: ProblemReply {
    get throws { try JSONDecoder().decode(ProblemReply.self, from: body) }
  }

  func decoded<Reply: Decodable>(_ type: Reply.Type = Reply.self) throws -> Reply {
    try JSONDecoder().decode(type, from: body)
  }

  var text: String { String(decoding: body, as: UTF8.self) }
}

extension TestClientProtocol {
  func call(
    _ method: HTTPRequest.Method,
    _ path: String,
    _ body: String? = nil,
    key: String? = TestHouse.allScopes,
    type: String? = "application/json",
    headers: HTTPFields = [:]
  ) async throws -> Answered {
    var headers = headers
    if let key { headers[.authorization] = "Bearer \(key)" }
    if body != nil, let type { headers[.contentType] = type }
    let buffer = body.map { ByteBuffer(string: $0) }
    let answered = try await execute(uri: path, method: method, headers: headers, body: buffer) {
      Answered(
        status: $0.status.code,
        headers: $0.headers,
        body: Data($0.body.readableBytesView)
      )
    }
    try await IssuedReceipts.note(answered.body, from: self)
    return answered
  }

  /// Somebody new, who said yes and read some of the stories.
  @discardableResult
  func reader(_ notice: Notice.Hash, genres: [String], of stories: some Sequence<Int>) async throws
    -> String
  {
    let person = try await person(notice, genres: genres)
    let acts = stories.map { #"{"kind": "read", "item": "story-\#($0)"}"# }
    let body = #"{"acts": [\#(acts.joined(separator: ","))]}"#
    let answered = try await call(.post, "/v1/people/\(person)/acts", body)
    guard answered.status == 200 else { throw NotAnswered(problem: try answered.problem) }
    return person
  }

  /// Many readers, each of whom read ten stories in a row; enough for something to be learned.
  func readers(_ notice: Notice.Hash, _ count: Int = 24) async throws {
    for number in 0..<count {
      try await reader(notice, genres: ["Film"], of: (number % 6)..<(number % 6 + 10))
    }
  }

  func discover(_ person: String) async throws -> ListReply {
    try await call(.get, "/v1/people/\(person)/lists/discover").decoded()
  }

  /// Somebody new, who has answered the first experience with a yes.
  func person(_ notice: Notice.Hash, genres: [String]) async throws -> String {
    let person = try await call(.post, "/v1/people", "{}").decoded(PersonReply.self).person
    let body = AnswersRequest(
      experience: "tastes",
      answers: ["genres": .list(genres)],
      grants: [ConsentAnswer(purpose: "personal-lists", notice: notice.rawValue)]
    )
    let text = String(decoding: try JSONEncoder().encode(body), as: UTF8.self)
    let answered = try await call(.post, "/v1/people/\(person)/answers", text)
    guard answered.status == 200 else { throw NotAnswered(problem: try answered.problem) }
    return person
  }
}

struct NotAnswered: Error {
  let problem: ProblemReply
}
