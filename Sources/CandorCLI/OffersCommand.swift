import ArgumentParser
import CandorAPI
import Foundation

/// `candor offers …`.
struct OffersCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "offers",
    abstract: "What recipients would give for a yes: post, close, fund and pay out.",
    discussion: """
      Only where the rules say 'sale: exchange'. An offer is posted once its escrow was paid in. The \
      reward is owed on delivery, and stands in the person's account until it is paid out.
      """,
    subcommands: [
      List.self, Post.self, Close.self, Fund.self, PayOut.self, Settle.self, Books.self,
    ],
    defaultSubcommand: List.self
  )

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List all offers.")

    @OptionGroup var options: DataOptions

    func run() async throws {
      let reply = try await Connection.open(options) { connection in
        try await connection.send(.get, "/v1/offers", as: OffersReply.self)
      }
      if options.json { return print(try Reply.text(reply)) }
      for offer in reply.offers { print(offer.told) }
    }
  }

  struct Post: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Post the offer that stands in a file, as JSON."
    )

    @Argument(help: "The file: what POST /v1/offers takes.") var file: String
    @OptionGroup var options: DataOptions

    func run() async throws {
      let bytes = try Data(contentsOf: URL(filePath: file))
      let reply = try await Connection.open(options) { connection in
        try await connection.send(
          .post,
          "/v1/offers",
          bytes: bytes,
          type: "application/json",
          as: OfferReply.self
        )
      }
      print(options.json ? try Reply.text(reply) : reply.told)
    }
  }

  struct Close: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Take no more yeses, and give back what nobody can have any more.",
      discussion: "Done again, it gives back what became free since."
    )

    @Argument(help: "The offer.") var offer: String
    @OptionGroup var options: DataOptions

    func run() async throws {
      let reply = try await Connection.open(options) { connection in
        let path = "/v1/offers/\(offer.escaped)/close"
        return try await connection.send(.post, path, as: OfferReply.self)
      }
      print(options.json ? try Reply.text(reply) : reply.told)
    }
  }

  struct Fund: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Book what a recipient paid in; the same transfer comes in once."
    )

    @Option(help: "Who paid, by its name in the rules.") var by: String
    @Option(help: "How much, such as 100.00.") var amount: String
    @Option(help: "The reference of the transfer.") var reference: String
    @OptionGroup var options: DataOptions

    func run() async throws {
      let request = FundingRequest(recipient: by, amount: amount, reference: reference)
      let reply = try await Connection.open(options) { connection in
        try await connection.send(.post, "/v1/funding", request, as: FundingReply.self)
      }
      print(
        options.json
          ? try Reply.text(reply)
          : "\(reply.recipient) has \(reply.balance) \(reply.currency) that is set aside for nothing"
      )
    }
  }

  struct PayOut: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "payout",
      abstract: "Print a file for the bank, and book what stands in it.",
      discussion: "The same file comes again under its name."
    )

    @Argument(help: "Its name: lower-case letters, digits and dashes.") var id: String
    @Option(help: "Whoever has less waits for the next.") var least: String?
    @OptionGroup var options: DataOptions

    func run() async throws {
      let request = PayoutRequest(id: id, least: least)
      let reply = try await Connection.open(options) { connection in
        try await connection.send(.post, "/v1/payouts", request, as: PayoutReply.self)
      }
      print(options.json ? try Reply.text(reply) : reply.csv, terminator: options.json ? "\n" : "")
    }
  }
}

extension OffersCommand {
  struct Settle: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Book that the bank took a payout file.",
      discussion: "To say so twice is to say it once."
    )

    @Argument(help: "The name of the payout.") var id: String
    @OptionGroup var options: DataOptions

    func run() async throws {
      let reply = try await Connection.open(options) { connection in
        let path = "/v1/payouts/\(id.escaped)/settle"
        return try await connection.send(.post, path, as: PayoutReply.self)
      }
      print(
        options.json
          ? try Reply.text(reply)
          : "\(reply.total) \(reply.currency) left the bank, for so many people: \(reply.people)"
      )
    }
  }

  struct Books: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print what the accounts hold, and whether they balance."
    )

    @OptionGroup var options: DataOptions

    func run() async throws {
      let reply = try await Connection.open(options) { connection in
        try await connection.send(.get, "/v1/books", as: BooksReply.self)
      }
      if options.json {
        print(try Reply.text(reply))
      } else {
        for account in reply.accounts { print("\(account.name)  \(account.balance)") }
      }
      if !reply.balanced { throw CommandRefused("the books do not balance") }
    }
  }
}

extension OfferReply {
  fileprivate var told: String {
    let reward = offer.reward.money.map { "\($0) \(currency)" } ?? offer.reward.perk ?? ""
    let people = people.map { "\($0) of \(offer.wanted) people" } ?? "fewer than 10 people"
    return "\(offer.id)  \(offer.recipient)  \(reward)  \(standing)  \(people)"
  }
}
