import ArgumentParser
import Candor
import Foundation
import SQLiteStore

/// `candor audit --data DIR`.
struct AuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "Check everything that is stored, and name what was changed by another hand.",
    discussion: """
      Computes the log anew, opens every record, and checks tags, sums and the files themselves. \
      Changes nothing. No server may run on the directory; of a running one, audit a backup.

      A finding names a table and a row: 'leaf 17' is what the log holds at index 17, \
      'event PERSON/3' the third event of a record. Who puts back all of an older state is not \
      found out here, but by the checkpoints and receipts that others hold.
      """
  )

  @Option(help: "The data directory, or a backup of it.") var data: String
  @Flag(help: "Print JSON.") var json = false
  @OptionGroup var keyring: KeyringOptions

  func run() throws {
    let directory = URL(filePath: data)
    let audit = try refusing {
      let keyring = try keyring.source(for: directory).keyring()
      var bar = ProgressBar("Auditing", total: 1000)
      return try SQLiteStore.audit(directory, keyring) { bar.update(Int($0 * 1000)) }
    }
    if json {
      print(try Reply.text(AuditReply(audit)))
    } else {
      for finding in audit.findings { print("\(finding.place): \(finding.what)") }
      print(audit.summary)
    }
    if audit.count > 0 { throw ExitCode(1) }
  }
}

extension Audit {
  fileprivate var summary: String {
    guard count > 0 else {
      return """
        All \(events) events of \(people) records, \(entries) entries of the log and \(heads) heads \
        hold.
        """
    }
    let rest = count - findings.count
    return (rest > 0 ? "and \(rest) more; " : "") + "\(count) findings: do not trust this store"
  }
}

/// What `candor audit --json` prints.
private struct AuditReply: Encodable {
  struct Found: Encodable {
    let place: String
    let what: String
  }

  let entries: Int
  let heads: Int
  let people: Int
  let events: Int
  let findings: [Found]
  /// How many there are; the first hundred are told.
  let found: Int

  init(_ audit: Audit) {
    entries = audit.entries
    heads = audit.heads
    people = audit.people
    events = audit.events
    findings = audit.findings.map { Found(place: $0.place, what: $0.what) }
    found = audit.count
  }
}
