import ArgumentParser
import CandorAPI
import Foundation

/// `candor import …`.
struct ImportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Bring in a catalogue, acts from before, or a survey.",
    discussion: "An import is taken whole or not at all, unless --skip-bad says otherwise.",
    subcommands: [Catalogue.self, Acts.self, ImportSurvey.self]
  )

  struct Catalogue: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Items from CSV, NDJSON (.ndjson) or a JSON Feed 1.1 (.json).",
      discussion: "Fields: \(CatalogueFile.fields.joined(separator: ", "))."
    )

    @Argument(help: "The file.") var file: String
    @OptionGroup var table: TableOptions
    @OptionGroup var options: DataOptions

    func run() async throws {
      let (file, table) = (file, table)
      let reply = try await Connection.open(options) { connection in
        let read = try CatalogueFile(URL(filePath: file), table, today: Date())
        try refuse(read.problems, unless: table.skipBad)
        if read.items.count >= 1000 {
          Terminal.say("Read \(read.items.count) items. Sending them.")
        }
        return try await sendAll(read.items, as: "items", skipBad: table.skipBad) { items in
          let request = CatalogueRequest(items: items)
          return try await connection.send(
            .put,
            "/v1/catalogue/items",
            request,
            as: CatalogueReply.self
          )
        }
      }
      print(
        options.json
          ? try Reply.text(reply)
          : "\(reply.added) items added, \(reply.replaced) replaced."
      )
    }
  }

  struct Acts: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "What people read, liked, followed or dismissed elsewhere, from CSV.",
      discussion: """
        Fields: \(ActsFile.fields.joined(separator: ", ")). A person is named as the company names \
        them; who is not known yet is met. Without --grant, nobody has said yes to anything, and \
        the acts move no list.
        """
    )

    @Argument(help: "The file.") var file: String
    @Option(help: "The kind of all acts, when no column says it: read, like, follow or dismiss.")
    var kind: String?
    @Option(help: "The time of all acts, when no column says it: RFC 3339 or YYYY-MM-DD.")
    var time: String?
    @Option(help: "A purpose that new people said yes to elsewhere.") var grant: String?
    @Option(help: "Where and how they did; they read it in their record.") var evidence: String?
    @OptionGroup var table: TableOptions
    @OptionGroup var options: DataOptions

    func validate() throws {
      guard (grant == nil) == (evidence == nil) else {
        throw ValidationError("--grant and --evidence belong together.")
      }
    }

    func run() async throws {
      let (file, table, kind, time) = (file, table, kind, time)
      let prior = grant.flatMap { purpose in
        evidence.map { ActsImport.PriorConsent(purpose: purpose, evidence: $0) }
      }
      let reply = try await Connection.open(options) { connection in
        let read = try ActsFile(URL(filePath: file), table, kind: kind, time: time)
        try refuse(read.problems, unless: table.skipBad)
        return try await sendAll(read.acts, as: "acts", skipBad: table.skipBad) { acts in
          let request = ActsImport(acts: acts, grant: prior)
          return try await follow(try await connection.stream(.post, "/v1/imports/acts", request))
        }
      }
      print(
        options.json
          ? try Reply.text(reply)
          : "\(reply.acts) acts of \(reply.people) people are in their records."
      )
    }
  }
}

/// Sends what was read from a file, whole.
///
/// The server knows rules that the file alone does not show; its places become the file's again.
private func sendAll<Item, Reply>(
  _ entries: [Placed<Item>],
  as list: String,
  skipBad: Bool,
  _ send: ([Item]) async throws -> Reply
) async throws -> Reply {
  do {
    return try await send(entries.map(\.item))
  } catch let refused as Connection.Refused where refused.problem.status == 422 {
    let found = lineProblems(refused.problem, list, entries.map(\.place))
    if found.isEmpty { throw refused }
    try refuse(found.map(\.problem), unless: skipBad)
    let bad = Set(found.map(\.index))
    let rest = entries.enumerated().filter { !bad.contains($0.offset) }.map(\.element)
    return try await sendAll(rest, as: list, skipBad: false, send)
  }
}

/// Ends the import with all problems, or tells them and goes on.
private func refuse(_ problems: [LineProblem], unless skipBad: Bool) throws {
  guard !problems.isEmpty else { return }
  let refused = FileRefused(problems)
  guard skipBad else { throw refused }
  Terminal.say("left out:\n\(refused)")
}

/// The server's `items[3].title …` as the place in the file that it is about.
private func lineProblems(
  _ problem: ProblemReply,
  _ list: String,
  _ places: [Place]
) -> [(index: Int, problem: LineProblem)] {
  (problem.errors ?? []).compactMap { error in
    guard let match = error.field.firstMatch(of: /^[a-z]+\[([0-9]+)\]\.?(.*)$/),
      let index = Int(match.1), places.indices.contains(index), error.field.hasPrefix(list)
    else { return nil }
    let field = String(match.2)
    return (index, LineProblem(places[index], field: field, text: error.rule))
  }
}
