import Foundation

/// What the vault costs, by itself: `Ledger DIRECTORY [LARGEST]`.
///
/// All figures come from one run on one disk; what counts are the ratios. `LARGEST` is how many
/// events the curve goes up to.
@main
struct Ledger {
  static func main() async throws {
    let arguments = CommandLine.arguments
    guard arguments.count > 1 else {
      print("usage: Ledger DIRECTORY [LARGEST-NUMBER-OF-EVENTS]")
      exit(64)
    }
    let folder = URL(filePath: arguments[1])
    let largest = arguments.count > 2 ? Int(arguments[2]) ?? 100_000 : 100_000
    try await writes(in: folder)
    try await Bulk.run(in: folder, upTo: largest)
  }

  /// One event a write, each answered after its commit, with its receipt.
  private static func writes(in folder: URL) async throws {
    for clients in [64, 256] {
      print("one event a write, \(clients) writers")
      print(Row.head)
      let whole = try await Load(clients, Place(folder.appending(path: "whole-\(clients)")))
        .run("the vault, with receipts") { try await $0.write(as: $1) }
      print(whole.line(of: nil))
      for parts in Parts.all {
        let place = try await Place(folder.appending(path: "\(parts.rawValue)-\(clients)"))
        let row = try await Load(clients, place).run(parts.title) {
          try await $0.write(as: $1, parts)
        }
        print(row.line(of: whole))
      }
      let bare = try BareSQLite.run(
        in: folder.appending(path: "bare-\(clients).db"),
        batch: max(1, Int(whole.perCommit.rounded()))
      )
      print(bare.line(of: whole))
    }
  }
}
