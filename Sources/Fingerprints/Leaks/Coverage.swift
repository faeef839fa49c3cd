/// What a trace could read: it belongs beside every verdict.
public struct Coverage: Hashable, Sendable, Codable {
  /// Rows of the leak, whatever they are.
  public let rows: Int
  /// Rows that are about one person.
  public let matched: Int
  /// The people they are about.
  public let people: Int
  /// Rows that are about one of several people, and were left out.
  public let ambiguous: Int
  /// By column.
  public let channels: [Channel]
  /// Editions that may be named.
  public let holders: Int

  /// The marks of one column.
  public struct Channel: Hashable, Sendable, Codable {
    public let column: String
    /// Marks that the values found have.
    public let slots: Int
    /// Marks that were read.
    public let read: Int
  }

  public var slots: Int { channels.reduce(0) { $0 + $1.slots } }
  public var read: Int { channels.reduce(0) { $0 + $1.read } }

  /// The share of marks that could not be read; 0 where there were none.
  public var erased: Double { slots == 0 ? 0 : 1 - Double(read) / Double(slots) }
}

extension Harvest {
  func coverage(_ columns: [Column], holders: Int) -> Coverage {
    let channels = columns.enumerated().compactMap { place, column -> Coverage.Channel? in
      let own = entries.filter { $0.key.column == place && $0.value.used != 0 }.values
      guard !own.isEmpty else { return nil }
      return Coverage.Channel(
        column: column.name,
        slots: own.reduce(0) { $0 + $1.used.nonzeroBitCount },
        read: own.reduce(0) { $0 + $1.reading.known.nonzeroBitCount }
      )
    }
    return Coverage(
      rows: rows,
      matched: matchedRows,
      people: matched.count,
      ambiguous: ambiguousRows,
      channels: channels,
      holders: holders
    )
  }
}
