import ArgumentParser
import Candor
import CandorFixtures
import Foundation
import Testing

@testable import CandorCLI

@Suite struct `Invented readers` {
  private static let today = Day(.start)
  /// Three hundred items of ten genres and sixty creators, a new one every other day.
  private static let catalogue = (0..<300).map { number in
    Item(
      id: Item.ID("item-\(number)"),
      title: "Item \(number)",
      creators: ["Creator \(number % 60)"],
      genres: genres.indices.filter { number % ($0 + 3) == 0 }.map { genres[$0] },
      released: number % 7 == 0 ? nil : Day(Date.start.after(days: 3 - 2 * number)),
      popularity: number * 37 % 500
    )
  }
  private static let genres = ["Ocean", "Night", "Verse", "Bread", "Machines", "Weather", "Maps"]

  private func readers(_ count: Int, seed: UInt64 = 1) -> [InventedReader] {
    let invention = Invention(Self.catalogue, .small, seed: seed, today: Self.today)
    return (0..<count).map { invention.reader($0) }
  }

  private func items(_ reader: InventedReader, _ kind: Act.Kind) -> [Item] {
    reader.acts.compactMap { act in
      guard act.kind == kind, case .item(let id) = act.object else { return nil }
      return Self.catalogue.first { $0.id == id }
    }
  }

  @Test func `the same seed gives the same readers, another seed others`() {
    #expect(readers(40) == readers(40))
    #expect(readers(40) != readers(40, seed: 2))
    #expect(Set(readers(40)).count == 40)
  }

  @Test func `most read some, and a few read a lot`() {
    let counts = readers(400).map { items($0, .read).count }.sorted()
    #expect(counts[0] >= 3)
    #expect((9...15).contains(counts[200]))
    #expect(counts[380] > 2 * counts[200])
    let likes = readers(400).map { items($0, .like).count }.reduce(0, +)
    #expect((0.25...0.45).contains(Double(likes) / Double(counts.reduce(0, +))))
  }

  @Test func `they read by their genres, and dismiss what is foreign to them`() {
    func share(_ items: [Item], in genres: [String]) -> Double {
      let fitting = items.filter { $0.genres.contains(where: genres.contains) }.count
      return Double(fitting) / Double(max(1, items.count))
    }
    let readers = readers(400)
    let read = readers.map { share(items($0, .read), in: $0.genres) }.reduce(0, +) / 400
    let all = readers.map { share(Self.catalogue, in: $0.genres) }.reduce(0, +) / 400
    #expect(read > 1.3 * all)
    #expect(readers.contains { !items($0, .dismiss).isEmpty })
    for reader in readers {
      for item in items(reader, .dismiss) {
        #expect(!item.genres.contains(where: reader.genres.contains))
        #expect(!reader.acts.contains { $0.kind == .read && $0.object == .item(item.id) })
      }
    }
  }

  @Test func `who shares a circle shares what they read, whatever their genres`() {
    let readers = readers(400).map { ($0, Set(items($0, .read).map(\.id))) }
    var near = (shared: 0, pairs: 0)
    var far = (shared: 0, pairs: 0)
    for (index, (one, read)) in readers.enumerated() {
      for (other, theirs) in readers[(index + 1)...]
      where Set(one.genres).isDisjoint(with: other.genres) {
        let shared = read.intersection(theirs).count
        if one.circles.first == other.circles.first {
          near = (near.shared + shared, near.pairs + 1)
        } else if Set(one.circles).isDisjoint(with: other.circles) {
          far = (far.shared + shared, far.pairs + 1)
        }
      }
    }
    let (close, apart) = (
      Double(near.shared) / Double(near.pairs), Double(far.shared) / Double(far.pairs)
    )
    #expect(close > 1.5 * apart)
  }

  @Test func `what they did lies behind them, after the item was out, and is far from expiry`()
    throws
  {
    let acts = try #require(Rules.small.attribute(.acts))
    for reader in readers(200) {
      #expect(reader.acts.map(\.time) == reader.acts.map(\.time).sorted())
      for act in reader.acts {
        #expect(act.time <= Self.today.date)
        #expect(acts.expires.end(from: act.time) > Date.start.after(days: 60))
        guard case .item(let id) = act.object else { continue }
        let item = try #require(Self.catalogue.first { $0.id == id })
        #expect(item.released.map { $0.date <= act.time } ?? true)
      }
    }
  }

  @Test func `their records say what they are, and pass the Gate for the lists`() throws {
    let readers = readers(200)
    let told = readers.filter { !$0.answered.isEmpty }.count
    #expect((110...170).contains(told))
    let gate = Gate(.small)
    for reader in readers {
      let contents = try reader.contents(under: .small, at: .start)
      #expect(contents.first == .invented)
      let record = Record.after(contents)
      #expect(record.isInvented)
      guard case .allowed(let permitted) = gate.decideWidest("lists", on: record, at: .start) else {
        Issue.record("refused")
        continue
      }
      #expect(permitted.acts.count == Set(reader.acts.map { "\($0.kind) \($0.object)" }).count)
      #expect(permitted.facts.isEmpty == reader.answered.isEmpty)
      for case .granted(let grant) in contents {
        #expect(grant.evidence == InventedReader.evidence)
        #expect(grant.consent == Consent("lists"))
      }
      if case .list(let genres)? = record.answers["genres"]?.declaration.value {
        #expect(Set(genres).isSubset(of: reader.genres))
      }
      if case .number(let rating)? = record.answers["verse"]?.declaration.value {
        #expect((rating > 3) == reader.genres.contains("Verse"))
      }
    }
  }

  @Test(arguments: ["magazine", "goodbooks", "ml1m"])
  func `they fit the rules of every example, also without genres`(_ name: String) throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Examples/\(name)/rules.yaml")
    let rules = try Rules(yaml: String(contentsOf: file, encoding: .utf8))
    let names = rules.experiences.flatMap(\.questions).flatMap { $0.choices ?? [] }.map(\.value)
    let items = (0..<50).map { number in
      Item(
        id: Item.ID("i\(number)"),
        title: "T",
        creators: name == "ml1m" ? [] : ["C\(number % 9)"],
        genres: name == "goodbooks" || names.isEmpty ? [] : [names[number % min(5, names.count)]]
      )
    }
    let invention = Invention(items, rules, seed: 3, today: Self.today)
    let contents = try (0..<50).map {
      try invention.reader($0).contents(under: rules, at: .start)
    }
    #expect(contents.allSatisfy { $0.count > 4 })
    #expect(contents.joined().contains { if case .declared = $0 { true } else { false } })
  }

  @Test func `where nothing is out, nobody reads`() {
    let coming = Item(id: "soon", title: "Soon", released: Day(Date.start.after(days: 1)))
    #expect(Invention([], .small, seed: 1, today: Self.today).isEmpty)
    #expect(Invention([coming], .small, seed: 1, today: Self.today).isEmpty)
  }
}

@Suite struct `The command that invents readers` {
  private func invent(
    _ store: MemoryStore,
    _ arguments: String...
  ) async throws -> String {
    let vault = try await Vault(store, .cast)
    let command = try InventCommand.parse(["--data", "demo", "--people", "12"] + arguments)
    return try await command.invent(vault, store, .small, at: .start)
  }

  @Test func `invents once, and again when it is told to`() async throws {
    let store = MemoryStore()
    try await store.write { try $0.put(Item.catalogue) }
    let first = try await invent(store)
    #expect(first.hasPrefix("Invented 12 readers with "))
    let again = try await invent(store)
    #expect(again == "12 invented readers are there already.")
    let more = try await invent(store, "--again", "--seed", "2")
    #expect(more.hasPrefix("Invented 12 readers with "))
    #expect(try await invent(store) == "24 invented readers are there already.")
  }

  @Test func `does not mix them with people, unless it is told to`() async throws {
    let store = MemoryStore()
    try await store.write { try $0.put(Item.catalogue) }
    let vault = try await Vault(store, .cast)
    let told = try Rules.small.declared(by: .mara)
    _ = try await vault.meet(Cast.mara.id, at: .start, Vault.Entry(told))
    await #expect(throws: CommandRefused.self) { try await invent(store) }
    #expect(try await invent(store, "--among-people").hasPrefix("Invented 12 readers"))
  }

  @Test func `needs a catalogue`() async throws {
    await #expect(throws: CommandRefused.self) { try await invent(MemoryStore()) }
  }
}
