import ArgumentParser
import Candor
import Foundation
import Testing

@testable import CandorCLI

@Suite struct `Where the master keys come from` {
  private let folder: Folder
  private let data: URL
  private let text = Keyring.freshText()

  init() throws {
    folder = try Folder()
    data = folder.url.appending(path: "data")
  }

  private func mode(_ file: URL) throws -> Int? {
    let attributes = try FileManager.default.attributesOfItem(atPath: file.path)
    return attributes[.posixPermissions] as? Int
  }

  private func file(_ name: String, _ text: String, mode: Int = 0o400) throws -> URL {
    let file = try folder.file(name, text)
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file.path)
    return file
  }

  /// Whether two keyrings are one.
  private func isSame(_ one: Keyring, _ other: Keyring) -> Bool {
    one.handle(ofExternal: "x") == other.handle(ofExternal: "x") && one.epochs == other.epochs
  }

  @Test func `at the first start they are made, for their owner alone`() throws {
    let source = try KeyringOptions.parse([]).source(for: data)
    #expect(source == .besideData(data.appending(path: "keyring")))
    #expect(throws: KeyringFile.Refused.self) { try source.keyring() }
    let made = try source.keyringOrNew(for: data)
    #expect(try mode(data.appending(path: "keyring")) == 0o400)
    #expect(try isSame(source.keyringOrNew(for: data), made))
    #expect(try FileManager.default.contentsOfDirectory(atPath: data.path) == ["keyring"])
    #expect(source.warning?.contains(data.path) == true)
  }

  @Test func `they are never made anew beside old data`() throws {
    let source = try KeyringOptions.parse([]).source(for: data)
    _ = try source.keyringOrNew(for: data)
    try FileManager.default.removeItem(at: data.appending(path: "keyring"))
    try Data().write(to: data.appending(path: "candor.db"))
    #expect(throws: KeyringFile.Refused.self) { try source.keyringOrNew(for: data) }
  }

  @Test func `of many first starts at once, all have the same`() async throws {
    let source = try KeyringOptions.parse([]).source(for: data)
    let data = data
    let keyrings: [Keyring] = try await withThrowingTaskGroup(of: Keyring.self) { group in
      for _ in 0..<16 { group.addTask { try source.keyringOrNew(for: data) } }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(keyrings.count == 16)
    for keyring in keyrings { #expect(isSame(keyring, keyrings[0])) }
    #expect(try FileManager.default.contentsOfDirectory(atPath: data.path) == ["keyring"])
  }

  @Test func `a file that is named is read, and one that others can read is not`() throws {
    let file = try file("own", text)
    let source = try KeyringOptions.parse(["--keyring", file.path]).source(for: data)
    #expect(source.description == file.path)
    #expect(source.warning == nil)
    #expect(try isSame(source.keyring(), Keyring(text)))
    for mode in [0o440, 0o404, 0o644, 0o420] {
      let open = try self.file("open", text, mode: mode)
      let error = #expect(throws: KeyringFile.Refused.self) {
        try KeyringSource.file(open).keyring()
      }
      #expect(error?.description.contains("chmod 400") == true)
      try FileManager.default.removeItem(at: open)
    }
  }

  @Test func `a command prints them`() throws {
    let file = try file("own", text)
    let options = try KeyringOptions.parse(["--keyring-command", "echo; cat '\(file.path)'"])
    #expect(try isSame(options.source(for: data).keyring(), Keyring(text)))
  }

  @Test func `a command that fails, or does not end, is told so`() throws {
    let failed = #expect(throws: KeyringFile.Refused.self) {
      try KeyringProgram.output(of: "echo '\(text)'; exit 3")
    }
    #expect(failed?.description.contains("ended with 3") == true)
    for command in ["sleep 20", "sleep 20 >/dev/null & exec sleep 20 >&-"] {
      let begun = ContinuousClock.now
      let late = #expect(throws: KeyringFile.Refused.self) {
        try KeyringProgram.output(of: command, within: 0.3)
      }
      #expect(late?.description.contains("did not end") == true)
      #expect(begun.duration(to: .now) < .seconds(15))
    }
  }

  @Test func `what is unreadable is told with the place and the line, never with the text`() throws
  {
    let secret = Data(repeating: 7, count: 31).base64EncodedString()
    let file = try file("own", "index x\nwrap \(secret)\n")
    let error = #expect(throws: KeyringFile.Refused.self) {
      try KeyringSource.file(file).keyring()
    }
    #expect(error?.description.contains("\(file.path): line 1 ") == true)
    #expect(error?.description.contains(secret) == false)
  }

  @Test func `two ways at once are none`() {
    #expect(throws: (any Error).self) {
      try KeyringOptions.parse(["--keyring", "a", "--keyring-command", "b"])
    }
  }

  @Test func `a file is replaced whole, and keeps its mode`() throws {
    let file = try file("own", "old", mode: 0o600)
    // Of one that was cut off.
    _ = try self.file(".own-draft", "keys")
    try KeyringFile.replace(file, with: Data("new".utf8))
    #expect(try String(contentsOf: file, encoding: .utf8) == "new")
    #expect(try mode(file) == 0o600)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["own"])
  }
}
