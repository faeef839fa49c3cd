import Foundation

/// Something that is stored and is not as Candor wrote it.
public struct Finding: Hashable, Sendable {
  /// A table and a row of it, a table, or a file.
  ///
  /// `leaf 17` is what the log holds at index 17, `event <person>/3` the third event of a record.
  public let place: String
  public let what: String
}

/// What an audit has gone through so far, and what it found.
public struct Audit: Sendable {
  /// So many findings are told; the rest are counted.
  public static let most = 100

  public var entries = 0
  public var heads = 0
  public var people = 0
  public var events = 0
  public private(set) var findings: [Finding] = []
  /// How many there are, told or not.
  public private(set) var count = 0

  public init() {}

  public mutating func add(_ place: String, _ what: String) {
    add(Finding(place: place, what: what))
  }

  private mutating func add(_ finding: Finding) {
    count += 1
    if findings.count < Self.most { findings.append(finding) }
  }
}

extension Audit {
  /// Checks some records, on all cores at once.
  ///
  /// - Parameters:
  ///   - owners: learn whose the entries of the log are.
  ///   - erased: the marks of the keys that were shredded.
  public mutating func check(
    _ records: [StoredRecord],
    _ keyring: Keyring,
    _ owners: inout LeafOwners,
    erased: Set<Handle>
  ) throws {
    for record in records {
      if record.snapshot != nil { people += 1 }
      events += record.events.count
      for (event, entry) in record.events where entry != nil {
        guard let leaf = event.leaf else { continue }
        owners.claim(leaf, "event \(record.person)/\(event.sequence)", &self)
      }
    }
    for check in try records.inParallel({ RecordCheck($0, keyring, erased) }) {
      for finding in check.findings { add(finding) }
    }
  }
}

/// Whose the entries of the log are: each belongs to one event, or to somebody who was erased.
public struct LeafOwners {
  private var isOwned: [Bool]

  /// - Parameter size: entries in the log.
  public init(size: Int) {
    isOwned = Array(repeating: false, count: size)
  }

  public mutating func claim(
    _ leaf: Int,
    _ place: @autoclosure () -> String,
    _ audit: inout Audit
  ) {
    guard isOwned.indices.contains(leaf) else {
      return audit.add(place(), "leaf \(leaf) is not in the log")
    }
    if isOwned[leaf] { audit.add(place(), "leaf \(leaf) belongs to something else too") }
    isOwned[leaf] = true
  }

  /// - Parameter erased: how many events went with their people.
  public func finish(erased: Int, _ audit: inout Audit) {
    let left = isOwned.indices.filter { !isOwned[$0] }
    if left.count < erased {
      let what = "tells of \(erased) events that are gone, but \(left.count) entries are left over"
      audit.add("erasure", what)
    } else if erased == 0 {
      for leaf in left { audit.add("leaf \(leaf)", "belongs to no event and to no erasure") }
    } else if left.count > erased {
      let some = left.prefix(20).map(String.init).joined(separator: ", ")
      let what = "\(left.count - erased) too many belong to nobody; they are among: \(some)"
      audit.add("leaf", left.count > 20 ? what + ", …" : what)
    }
  }
}
