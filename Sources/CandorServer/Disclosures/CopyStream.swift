import Candor
import Fingerprints
import Foundation
import Hummingbird
import NIOCore
import TransparencyLog

/// A copy on its way out: decided, written down, marked and sent, so many people at a time.
///
/// Whoever takes back a yes while it is under way is in none of its lines from then on. What was
/// written into a record and not sent, because the line broke, is sent when the copy is made again.
struct CopyStream: Sendable {
  /// So many people share a transaction.
  private let people: Int
  private let house: House
  private let disclosure: Disclosure
  /// What people are paid by for being in it.
  private let offer: Offer?
  private let copy: Copy
  private let seeds: [Int: [[UInt8]]]

  /// - Parameter people: how many share a transaction; for as long as it takes, whoever writes has to
  ///   wait.
  init(
    of disclosure: Disclosure,
    under offer: Offer?,
    as format: Copy.Format,
    _ house: House,
    people: Int = 2048
  ) {
    self.people = people
    self.house = house
    self.disclosure = disclosure
    self.offer = offer
    let edition = Edition(disclosure, under: house.rules, keys: house.copyKeys)
    copy = Copy(edition, as: format)
    seeds = copy.lines(of: edition.seeds(of: disclosure, under: house.rules))
  }

  /// Whether a line with this reference may be in it.
  func has(_ reference: String) async throws -> Bool {
    let bytes = Array(reference.utf8)
    if seeds.values.joined().contains(where: { $0.isOf(bytes) }) { return true }
    var last: Person.ID?
    repeat {
      let people = try await house.store.read { [last] in try $0.people(after: last, count: 4096) }
      let keyring = house.vault.keyring
      if people.contains(where: {
        keyring.reference(to: $0, for: disclosure.recipient) == reference
      }) {
        return true
      }
      last = people.last
    } while last != nil
    return false
  }

  /// Whoever the copy was to go on behind is in it no more: it has to be read from the start.
  struct GoneLine: Error {}

  /// - Parameter reference: of the last line that is not to be sent again; nil for the whole copy.
  /// - Throws: what the writer throws; `GoneLine`.
  func write(
    to writer: inout some ResponseBodyWriter,
    after reference: String?
  ) async throws {
    var sheet = Sheet(skipping: reference.map { Array($0.utf8) })
    if reference == nil { try await writer.write(ByteBuffer(bytes: copy.head)) }
    var lines = 0
    var upcoming: Page? = try await page(after: nil)
    while let made = upcoming {
      let page = isOld(made) ? try await page(after: made.first) : made
      // The next are decided about while these are written down and sent.
      async let next = page.lines.last == nil ? nil : self.page(after: page.lines.last)
      for line in try await house.vault.disclose(page.lines, at: house.now(), decide()) {
        lines += 1
        sheet.add(line)
        for seed in seeds[lines] ?? [] { sheet.add(seed) }
      }
      if !sheet.bytes.isEmpty { try await writer.write(ByteBuffer(bytes: sheet.take())) }
      upcoming = try await next
    }
    guard sheet.skipped == nil else { throw GoneLine() }
    guard let key = Hash(copy.edition.commitment) else { return }
    let imprint = Imprint(
      of: disclosure,
      format: copy.format.rawValue,
      rows: sheet.tree.size,
      root: sheet.tree.root,
      key: key
    )
    _ = try await house.vault.log(imprint, at: house.now())
  }

  /// Lines that are decided about, and what that went by.
  private struct Page: Sendable {
    /// After whom they begin.
    let first: Person.ID?
    let lines: Vault.Lines<[UInt8]>
    let suspended: Set<Recipient.Name>
    let time: Date
  }

  private func page(after person: Person.ID?) async throws -> Page {
    let (suspended, now) = (house.gate.suspended, house.now())
    let lines = try await house.vault.lines(
      after: person,
      count: people,
      at: now,
      decide()
    )
    return Page(first: person, lines: lines, suspended: suspended, time: now)
  }

  /// Whether something may be decided otherwise by now without anybody having said anything.
  ///
  /// Whoever reads slowly lets lines wait, while yeses run out and recipients are suspended.
  private func isOld(_ page: Page) -> Bool {
    page.suspended != house.gate.suspended || house.now().timeIntervalSince(page.time) > 1
  }

  /// As the recipient stands now.
  private func decide() -> Vault.Decide<[UInt8]> {
    let (gate, keyring, now) = (house.gate, house.vault.keyring, house.now())
    return { [disclosure, offer, copy] record in
      guard let line = disclosure.line(of: record, through: gate, at: now) else { return nil }
      let reference = keyring.reference(to: record.person, for: disclosure.recipient)
      var entry = Vault.Entry(line.news.map { [.disclosed($0)] } ?? [])
      if let owed = try offer?.delivered(line.permitted, to: record) {
        entry.contents += owed.contents
        entry.steps += owed.steps
      }
      return (entry, copy.line(of: line, reference: reference))
    }
  }
}

/// Lines as they come, and the tree over all of them.
private struct Sheet {
  private(set) var bytes: [UInt8] = []
  private(set) var tree = Frontier()
  /// The reference of the last line that is not to be sent; nil once it went by.
  private(set) var skipped: [UInt8]?

  init(skipping reference: [UInt8]?) {
    skipped = reference
  }

  mutating func add(_ line: [UInt8]) {
    tree.append(Copy.leaf(line))
    guard let skipped else {
      bytes += line
      return
    }
    if line.isOf(skipped) { self.skipped = nil }
  }

  mutating func take() -> [UInt8] {
    defer { bytes = [] }
    return bytes
  }
}

extension [UInt8] {
  private static let member = Array("{\"\(Edition.reference)\":\"".utf8)

  /// Whether the line is that of a reference: it comes first, bare or as the value of a member.
  fileprivate func isOf(_ reference: [UInt8]) -> Bool {
    starts(with: reference)
      || (starts(with: Self.member) && dropFirst(Self.member.count).starts(with: reference))
  }
}
