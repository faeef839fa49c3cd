/// What a trace found, and what it could see.
public struct Verdict: Hashable, Sendable, Codable {
  /// From the strongest to the weakest; leads only where nothing better is there.
  public let findings: [Finding]
  public let coverage: Coverage
  /// The evidence it takes to be named.
  public let threshold: Double
  /// How many more rows like these would name a single copy; nil where somebody is named, and where
  /// more rows would not help.
  public let rowsNeeded: Int?

  /// What is said of editions.
  public enum Finding: Hashable, Sendable, Codable {
    /// The leak has an address that this copy alone had.
    case exact(Exact)
    /// Marks that no other copy has, with the chance that this procedure names anybody wrongly.
    case named([Named], bound: Double)
    /// Copies that fit better than others. Not an accusation.
    case lead([Lead])
  }

  /// An edition and the addresses of it that were found.
  public struct Exact: Hashable, Sendable, Codable {
    public let edition: Edition.ID
    public let aliases: Int
    public let seeds: Int
  }

  /// An edition whose marks are in the leak.
  public struct Named: Hashable, Sendable, Codable {
    public let edition: Edition.ID
    /// 1 for those found alone, 2 for those found beside them, and so on.
    public let stage: Int
    public let score: Double
    /// What no innocent edition reaches.
    public let threshold: Double
    /// The logarithm of how much likelier the leak is if it derives from this copy alone.
    public let logEvidence: Double
  }

  /// An edition that fits, and how well.
  public struct Lead: Hashable, Sendable, Codable {
    public let edition: Edition.ID
    public let logRatio: Double
  }

  init(exact: [Exact], named: [Named], leads: [Lead], coverage: Coverage, weighing: Weighing) {
    var findings = exact.map(Finding.exact)
    if !named.isEmpty { findings.append(.named(named, bound: weighing.errorChance)) }
    if findings.isEmpty, !leads.isEmpty { findings.append(.lead(leads)) }
    self.findings = findings
    self.coverage = coverage
    threshold = weighing.threshold
    rowsNeeded = named.isEmpty ? weighing.rowsNeeded(beyond: coverage.people) : nil
  }

  /// Editions that are named, by an address or by marks.
  public var accused: Set<Edition.ID> {
    Set(
      findings.flatMap { finding -> [Edition.ID] in
        switch finding {
        case .exact(let exact): [exact.edition]
        case .named(let named, _): named.map(\.edition)
        case .lead: []
        }
      }
    )
  }
}
