import ArgumentParser
import CandorAPI
import Foundation

/// `candor trace FILE`, `--label TEXT`, `--email ADDRESS`.
struct TraceCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trace",
    abstract: "Find out which copy a list, a label or an address derives from.",
    discussion: """
      A copy is named where the chance of naming any copy wrongly is one in a million at most; else the \
      output says what fits, and how many more rows it would take. The records of the people in the \
      find say what was found.
      """
  )

  @Argument(help: "What was found: CSV, NDJSON, or text with addresses in it.") var file: String?
  @Option(help: "One label, its lines divided by commas.") var label: String?
  @Option(help: "One address that mail came to.") var email: String?
  @OptionGroup var options: DataOptions

  func validate() throws {
    guard [file, label, email].count(where: { $0 != nil }) == 1 else {
      throw ValidationError("Name a file, a --label or an --email.")
    }
  }

  private func found() throws -> (bytes: Data, type: String) {
    guard let file else { return (Data((label ?? email ?? "").utf8), "text/plain") }
    guard let bytes = try? Data(contentsOf: URL(filePath: file)) else {
      throw CommandRefused("cannot read \(file)")
    }
    let type =
      switch file.split(separator: ".").last?.lowercased() {
      case "csv": "text/csv"
      case "ndjson", "jsonl": "application/x-ndjson"
      default: "text/plain"
      }
    return (bytes, type)
  }

  func run() async throws {
    let json = options.json
    try await attempt {
      let found = try found()
      try await Connection.open(options) { connection in
        let reply = try await connection.send(
          .post,
          "/v1/traces",
          bytes: found.bytes,
          type: found.type,
          as: TraceReply.self
        )
        print(json ? try Reply.text(reply) : reply.says.joined(separator: "\n"))
      }
    }
  }
}
