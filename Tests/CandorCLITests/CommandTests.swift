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

  @Test func `a directory in use is refused with a clear error`() async throws {
    let folder = try Folder()
    let options = try options(folder)
    _ = try await Connection.open(options) { _ in
      await #expect(throws: ExitCode(1)) {
        try await Connection.open(options) { _ in }
      }
    }
  }

  @Test func `the keyring is its owner's alone, and never made anew beside old data`() throws {
    let folder = try Folder()
    _ = try KeyringFile.load(folder.url)
    let file = folder.url.appending(path: "keyring")
    let mode = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions]
    #expect(mode as? Int == 0o400)
    try FileManager.default.removeItem(at: file)
    _ = try folder.file("candor.db", "")
    #expect(throws: KeyringFile.Refused.self) { try KeyringFile.load(folder.url) }
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
