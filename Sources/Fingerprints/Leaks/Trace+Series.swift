extension Trace {
  /// What finds say together that came to light one after the other.
  ///
  /// One may ask after each of them, and again with the next: the chance that anybody is named wrongly
  /// is over all of that, since it is evidence of the kind that may be looked at whenever one likes.
  ///
  /// - Parameters:
  ///   - series: in the order in which they turned up; what is read twice counts once. All editions
  ///     may be named, since who holds what may still turn up is not known.
  ///   - errorChance: half of that of a trace, which may look at the same finds.
  public func finding(
    in series: [Leak],
    errorChance: Double = 5e-7
  ) -> (verdict: Verdict, people: Set<Row.Person>) {
    var evidence = Evidence(editions: editions.count, errorChance: errorChance)
    for leak in series { _ = evidence.add(rows(of: read(leak.rows)), by: editionKeys) }
    let harvest = read(series.flatMap(\.rows))
    let weighing = Weighing(rows(of: harvest), by: editionKeys, errorChance: errorChance)
    let named = evidence.named.enumerated().map { stage, edition in
      Verdict.Named(
        edition: editions[edition],
        stage: stage + 1,
        score: evidence.nats(for: edition),
        threshold: evidence.bar(for: edition),
        logEvidence: weighing.logRatios[edition]
      )
    }
    let verdict = Verdict(
      exact: exact(series),
      named: named,
      leads: weighing.leads { editions[$0] },
      coverage: harvest.coverage(columns, holders: editions.count),
      weighing: weighing
    )
    return (verdict, harvest.matched)
  }
}
