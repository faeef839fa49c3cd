import AsyncHTTPClient
import CandorAPI
import Foundation
import NIOCore

/// Acts in a CSV file.
struct ActsFile {
  private(set) var acts: [Placed<ActsImport.Line>] = []
  private(set) var problems: [LineProblem] = []

  static let fields = ["person", "kind", "item", "creator", "time"]

  /// - Parameters:
  ///   - kind: of all acts, when no column says it.
  ///   - time: of all acts, when no column says it.
  init(_ file: URL, _ options: TableOptions, kind: String?, time: String?) throws {
    let data = try Data(contentsOf: file)
    guard let text = String(data: data, encoding: .utf8) else {
      throw FileRefused([LineProblem(line: 1, text: "the file is not UTF-8")])
    }
    for row in try options.read(text, fields: Self.fields) {
      guard let person = row.values["person"] else {
        problems.append(LineProblem(line: row.line, text: "person is empty"))
        continue
      }
      guard let kind = row.values["kind"] ?? kind else {
        problems.append(LineProblem(line: row.line, text: "kind is empty; see --kind"))
        continue
      }
      let act = ActBody(
        kind: kind,
        item: row.values["item"],
        creator: row.values["creator"],
        time: row.values["time"] ?? time
      )
      let line = ActsImport.Line(person: person, act: act)
      acts.append(Placed(place: .line(row.line), item: line))
    }
  }
}

/// Follows an import to its end, with a bar.
///
/// - Throws: `Connection.Refused` when nothing was written after all.
func follow(_ body: HTTPClientResponse.Body) async throws -> ImportReply {
  var bar: ProgressBar?
  var rest = Data()
  var last: ImportReply?
  for try await buffer in body {
    rest.append(contentsOf: buffer.readableBytesView)
    while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
      let reply = try JSONDecoder().decode(ImportReply.self, from: rest[rest.startIndex..<end])
      rest = Data(rest[(end + 1)...])
      var current = bar ?? ProgressBar("Writing", total: reply.people)
      current.update(reply.done)
      bar = current
      last = reply
    }
  }
  guard let last, last.finished else { throw CommandRefused("the import was cut off") }
  if let problem = last.problem { throw Connection.Refused(problem: problem) }
  return last
}
