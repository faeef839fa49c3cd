import ArgumentParser
import Candor
import CandorAPI
import Foundation

/// `candor record EMAIL|ID`.
struct RecordCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "record",
    abstract: "Show a person's record: every event in plain words."
  )

  @Argument(help: "An e-mail address, an identifier, or the company's own name for the person.")
  var person: String
  @OptionGroup var options: DataOptions

  func run() async throws {
    let name = person
    let record = try await Connection.open(options) { connection in
      let person = try await connection.person(name)
      return try await connection.send(.get, "/v1/people/\(person)/record", as: RecordReply.self)
    }
    if options.json { return print(try Reply.text(record)) }
    print("\(record.person), \(record.version) events at \(record.company)")
    for event in record.events { print("\(event.time)  \(event.says)") }
  }
}

/// `candor export EMAIL|ID`.
struct ExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write a person's whole record as JSON. The record says that it was taken."
  )

  @Argument(help: "An e-mail address, an identifier, or the company's own name for the person.")
  var person: String
  @Option(help: "The file to write, for its owner alone; without one, standard output.")
  var output: String?
  @OptionGroup var options: DataOptions

  func run() async throws {
    let name = person
    let bytes = try await Connection.open(options) { connection in
      let person = try await connection.person(name)
      return try await connection.send(.post, "/v1/people/\(person)/export")
    }
    guard let output else { return print(String(decoding: bytes, as: UTF8.self)) }
    try refusing { try PrivateFile.write(bytes, to: URL(filePath: output)) }
    Terminal.say("Wrote \(output).")
  }
}

/// `candor erase EMAIL|ID`.
struct EraseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "erase",
    abstract: "Destroy a person's key and every row of theirs. Nothing brings it back."
  )

  @Argument(help: "An e-mail address, an identifier, or the company's own name for the person.")
  var person: String
  @Flag(help: "Do not ask.") var yes = false
  @OptionGroup var options: DataOptions

  func run() async throws {
    if !yes {
      FileHandle.standardError.write(
        Data("Erase everything about this person? Type 'erase': ".utf8)
      )
      guard readLine() == "erase" else { throw ExitCode(1) }
    }
    let name = person
    let reply = try await Connection.open(options) { connection in
      let person = try await connection.person(name)
      return try await connection.send(.delete, "/v1/people/\(person)", as: ErasureReply.self)
    }
    print(
      options.json
        ? try Reply.text(reply)
        : "Erased \(reply.person) at \(reply.erasedAt): \(reply.events) events and their key."
    )
  }
}
