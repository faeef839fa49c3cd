import ArgumentParser
import Candor
import CandorAPI
import Foundation
import Testing

@testable import CandorCLI

@Suite struct `Commands on a data directory` {
  private let examples = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Examples")

  private func options(_ folder: Folder) throws -> DataOptions {
    let rules = examples.appending(path: "magazine/rules.yaml").path
    return try DataOptions.parse(["--data", folder.url.path, "--rules", rules])
  }

  @Test func `the demo's catalogue comes in whole, and again replaces itself`() async throws {
    let folder = try Folder()
    let file = examples.appending(path: "magazine/catalogue.csv")
    let table = try TableOptions.parse([])
    for expected in [(150, 0), (0, 150)] {
      let reply = try await Connection.open(try options(folder)) { connection in
        let items = try CatalogueFile(file, table, today: Date()).items.map(\.item)
        return try await connection.send(
          .put,
          "/v1/catalogue/items",
          CatalogueRequest(items: items),
          as: CatalogueReply.self
        )
      }
      #expect((reply.added, reply.replaced) == expected)
    }
  }

  @Test func `imported acts stand in records, and move lists only with a yes`() async throws {
    let folder = try Folder()
    try await Connection.open(try options(folder)) { connection in
      let items = (1...3).map { ItemBody(id: "i\($0)", title: "T\($0)", genres: ["G"]) }
      _ = try await connection.send(.put, "/v1/catalogue/items", CatalogueRequest(items: items))
      func acts(_ person: String) -> [ActsImport.Line] {
        (1...2).map { .init(person: person, act: ActBody(kind: "like", item: "i\($0)")) }
      }
      let silent = ActsImport(acts: acts("silent"))
      let yes = ActsImport(
        acts: acts("asked"),
        grant: .init(purpose: "personal-lists", evidence: "a letter of 1999")
      )
      for request in [silent, yes] {
        let reply = try await follow(
          try await connection.stream(.post, "/v1/imports/acts", request)
        )
        #expect(reply.acts == 2)
      }
      var personal: [Bool] = []
      for name in ["silent", "asked"] {
        let person = try await connection.person(name)
        let list = try await connection.send(
          .get,
          "/v1/people/\(person)/lists/discover",
          as: ListReply.self
        )
        personal.append(list.personal)
        let record = try await connection.send(
          .get,
          "/v1/people/\(person)/record",
          as: RecordReply.self
        )
        #expect(record.acts.count == 2)
        #expect(
          record.events.contains { $0.says.contains("a letter of 1999") } == (name == "asked")
        )
      }
      #expect(personal == [false, true])
    }
  }

  @Test func `a directory in use is refused, and its rules stay as they are`() async throws {
    let folder = try Folder()
    let options = try options(folder)
    let remembered = folder.url.appending(path: "rules.yaml")
    let other = try DataOptions.parse([
      "--data", folder.url.path,
      "--rules", examples.appending(path: "ml1m/rules.yaml").path,
    ])
    try await Connection.open(options) { _ in
      let before = try Data(contentsOf: remembered)
      await #expect(throws: ExitCode(1)) {
        try await Connection.open(other) { _ in }
      }
      #expect(try Data(contentsOf: remembered) == before)
    }
  }

  @Test func `a private file is its owner's alone, also in the place of an open one`() throws {
    let folder = try Folder()
    let file = try folder.file("copy.json", "old")
    try PrivateFile.write(Data("new".utf8), to: file)
    #expect(try String(contentsOf: file, encoding: .utf8) == "new")
    let mode = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions]
    #expect(mode as? Int == 0o600)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["copy.json"])
  }

  @Test(arguments: [
    ("2026-12-31", "2027-01-01"), ("2028-02-28", "2028-02-29"),
    ("2026-12-31T12:00:00Z", "2026-12-31T12:00:00Z"), ("soon", "soon"),
  ])
  func `a key ends when its last day is over`(_ until: String, _ end: String) {
    #expect(KeysCommand.Create.end(of: until) == end)
  }

  @Test func `mailed links begin with an address that opens`() throws {
    #expect(ServeCommand.origin(nil, "127.0.0.1", 81) == "http://127.0.0.1:81")
    #expect(ServeCommand.origin(nil, "0.0.0.0", 81) == "http://127.0.0.1:81")
    #expect(ServeCommand.origin(nil, "::1", 81) == "http://[::1]:81")
    #expect(ServeCommand.origin("https://my.example/", "0.0.0.0", 81) == "https://my.example")
    #expect((1...65535).contains(try FreePort.find()))
  }

  @Test func `a check in JSON says yes or no, and each problem in parts`() throws {
    #expect(try Reply.text(CheckReply([])).contains("\"ok\" : true"))
    let problem = Problem("sale", "must be one of: never", line: 4)
    let text = try Reply.text(CheckReply([problem]))
    for part in ["\"ok\" : false", "\"line\" : 4", "\"path\" : \"sale\"", "\"rule\" : \"must"] {
      #expect(text.contains(part))
    }
  }

  @Test func `broken rules are told with file, line, place and rule`() throws {
    let folder = try Folder()
    let file = try folder.file(
      "rules.yaml",
      "company:\n  name: X\n  contact: nobody\nsale: always\n"
    )
    #expect {
      try RulesFile.load(file)
    } throws: { error in
      let text = String(describing: error)
      return text.contains("rules.yaml:3: company.contact must be an e-mail address")
        && text.contains("rules.yaml:4: sale must be one of: never")
        && text.contains("attributes is missing")
    }
  }
}
