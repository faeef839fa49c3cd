import ArgumentParser

/// The `candor` command.
@main
struct CandorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "candor",
    abstract: "Treat customer data as you would want your own to be treated.",
    discussion: """
      A command that touches data works through a running server (--server URL, with the key in \
      CANDOR_KEY) or, when none runs, directly on a data directory (--data DIR). The output is the \
      same.

      Exit codes: 0 done; 1 refused, with the reason; 64 the command line was wrong.
      """,
    version: "0.1.0",
    subcommands: [
      ServeCommand.self, CheckCommand.self, KeysCommand.self, ImportCommand.self,
      RecordCommand.self, ExportCommand.self, EraseCommand.self, VerifyCommand.self,
      LogCommand.self, AuditCommand.self, BackupCommand.self, RestoreCommand.self,
      ReciprocityCommand.self, ModelCommand.self, InventCommand.self, PolicyCommand.self,
      WhatIfCommand.self, RecipientsCommand.self, DiscloseCommand.self, TraceCommand.self,
      OffersCommand.self, RelayCommand.self,
    ]
  )

  static func main() async {
    ProcessMemory.seal()
    await main(nil)
  }
}
