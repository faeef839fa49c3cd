import Candor
import CandorAPI
import Foundation
import HTTPTypes
import HummingbirdTesting
import Testing

@testable import CandorServer

@Suite struct `Signing in` {
  private func link(in test: TestHouse) async throws -> String {
    let mail = try #require(await test.house.mailbox?.mails.first)
    let match = try #require(mail.body.firstMatch(of: /sign-in\/([A-Za-z0-9_-]+)/))
    return String(match.1)
  }

  @Test func `a link works once`() async throws {
    let test = try await TestHouse()
    let address = try #require(EmailAddress("teodor.brandt@cast.example"))
    let person = try await test.house.meet(email: address).person
    try await test.house.sendLink(to: address)
    let secret = try await link(in: test)
    let session = try await test.house.open(link: secret)
    #expect(try await test.house.person(ofSession: session) == person)
    await #expect(throws: LinkRefused.self) { try await test.house.open(link: secret) }
  }

  @Test func `a link ends after a quarter of an hour`() async throws {
    let test = try await TestHouse()
    let address = try #require(EmailAddress("teodor.brandt@cast.example"))
    _ = try await test.house.meet(email: address).person
    try await test.house.sendLink(to: address)
    let secret = try await link(in: test)
    test.clock.advance(15 * 60 + 1)
    await #expect(throws: LinkRefused.self) { try await test.house.open(link: secret) }
  }

  @Test func `an unknown address gets no mail`() async throws {
    let test = try await TestHouse()
    try await test.house.sendLink(to: try #require(EmailAddress("nobody@cast.example")))
    #expect(await test.house.mailbox?.mails.isEmpty == true)
  }

  @Test func `whoever answered without an address can be found by one afterwards`() async throws {
    let test = try await TestHouse()
    let person = try await test.house.meet().person
    let address = try #require(EmailAddress("oona.quill@cast.example"))
    try await test.house.sendLink(to: address, keeping: person)
    _ = try await test.house.open(link: try await link(in: test))
    let record = try await test.house.vault.record(of: person)
    #expect(record.answers[.email]?.declaration.value == .text("oona.quill@cast.example"))
    let known = try await test.house.people(of: [test.house.vault.keyring.handle(of: address)])
    #expect(known == [person])
  }

  @Test func `an address that somebody else took first leads to their record`() async throws {
    let test = try await TestHouse()
    let (first, second) = (
      try await test.house.meet().person, try await test.house.meet().person
    )
    let address = try #require(EmailAddress("oona.quill@cast.example"))
    var links: [String] = []
    for person in [first, second] {
      try await test.house.sendLink(to: address, keeping: person)
      links.append(try await link(in: test))
    }
    for link in links {
      let session = try await test.house.open(link: link)
      #expect(try await test.house.person(ofSession: session) == first)
    }
    let left = try await test.house.vault.record(of: second)
    #expect(left.answers[.email] == nil)
  }

  @Test func `an address that is taken back finds nobody, and ends other sessions`() async throws {
    let test = try await TestHouse()
    let person = try await test.house.meet().person
    let other = try await test.house.beginSession(of: person)
    let address = try #require(EmailAddress("oona.quill@cast.example"))
    try await test.house.sendLink(to: address, keeping: person)
    _ = try await test.house.open(link: try await link(in: test))
    #expect(try await test.house.person(ofSession: other) == nil)
    _ = try await test.house.retract(.email, by: person)
    let known = try await test.house.people(of: [test.house.vault.keyring.handle(of: address)])
    #expect(known.isEmpty)
  }

  @Test func `a session ends by itself, and by signing out`() async throws {
    let test = try await TestHouse()
    let person = try await test.house.meet().person
    let first = try await test.house.beginSession(of: person)
    try await test.house.endSession(first)
    #expect(try await test.house.person(ofSession: first) == nil)
    let second = try await test.house.beginSession(of: person)
    test.clock.advance(House.sessionLife + 1)
    #expect(try await test.house.person(ofSession: second) == nil)
  }

  @Test func `a sendmail command gets the letter, and its failure is told`() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let command = folder.appending(path: "sendmail")
    let letter = folder.appending(path: "letter")
    func install(_ script: String) throws {
      try Data(script.utf8).write(to: command)
      try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: command.path)
    }
    try install("#!/bin/sh\necho \"$@\" > '\(letter.path)'\ncat >> '\(letter.path)'\n")
    let mailer = Sendmail(command, from: "house@cast.example")
    let address = "oona.quill@cast.example"
    try await mailer.send(to: address, subject: "Hé", body: "Open this", at: Date())
    let text = try String(contentsOf: letter, encoding: .utf8)
    #expect(text.hasPrefix("-t -i\n"))
    #expect(text.contains("To: oona.quill@cast.example\n"))
    #expect(text.hasSuffix("\n\nOpen this"))
    try install("#!/bin/sh\nexit 3\n")
    await #expect(throws: Sendmail.Failed.self) {
      try await mailer.send(to: address, subject: "", body: "", at: Date())
    }
  }
}
