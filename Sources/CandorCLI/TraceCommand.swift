import ArgumentParser
import CandorAPI
import Foundation

/// `candor trace FILE`, `--label TEXT`, `--email ADDRESS`; `candor trace --series FILE …`.
struct TraceCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trace",
    abstract: "Find out which copy a list, a label or an address derives from.",
    discussion: """
      A copy is named where the chance of naming any copy wrongly is one in a million at most; else the \
      output says what fits, and how many more rows it would take. The records of the people in the \
      find say what was found.

      Finds that turn up over months, a label now and then, are weighed together with --series: name all \
      of them, the oldest first, and ask again whenever there is another. However often you ask, the \
      chance of naming a copy wrongly is one in two million at most.
      """
  )

  @Argument(help: "What was found: CSV, NDJSON, or text with addresses in it.")
  var files: [String] = []
  @Flag(help: "Weigh several finds together, in the order in which they turned up.")
  var series = false
  @Option(help: "One label, its lines divided by commas.") var label: String?
  @Option(help: "One address that mail came to.") var email: String?
  @OptionGroup var options: DataOptions

  func validate() throws {
    let lines = [label, email].count { $0 != nil }
    if series {
      guard !files.isEmpty, lines == 0 else {
        throw ValidationError("Name the files of the series, the oldest first.")
      }
    } else if files.count + lines != 1 {
      throw ValidationError("Name a file, a --label or an --email; or several files with --series.")
    }
  }

  private func found() throws -> (path: String, bytes: Data, type: String) {
    if series {
      let finds = try files.map { file -> TraceSeriesRequest.Find in
        let (bytes, type) = try read(file)
        return TraceSeriesRequest.Find(type: type, text: String(decoding: bytes, as: UTF8.self))
      }
      let body = try JSONEncoder().encode(TraceSeriesRequest(finds: finds))
      return ("/v1/traces/series", body, "application/json")
    }
    guard let file = files.first else {
      return ("/v1/traces", Data((label ?? email ?? "").utf8), "text/plain")
    }
    let (bytes, type) = try read(file)
    return ("/v1/traces", bytes, type)
  }

  private func read(_ file: String) throws -> (bytes: Data, type: String) {
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
          found.path,
          bytes: found.bytes,
          type: found.type,
          as: TraceReply.self
        )
        print(json ? try Reply.text(reply) : reply.says.joined(separator: "\n"))
      }
    }
  }
}
