import Foundation

extension Verdict {
  /// The verdict in sentences.
  ///
  /// They say where data came from, never who did it or meant it: a thief of a recipient's file
  /// leaves the same marks as the recipient.
  public var sentences: [String] {
    findings.flatMap(\.sentences) + (findings.isEmpty ? ["No copy is named."] : [])
      + [coverage.sentence] + [need].compactMap { $0 }
  }

  private var need: String? {
    let isNamed = findings.contains { if case .named = $0 { true } else { false } }
    if isNamed { return nil }
    guard coverage.read > 0 else {
      return "No mark could be read, so more rows of this kind would not help."
    }
    guard let rowsNeeded else {
      return "No single copy explains what was read; more rows of this kind would not name one."
    }
    return "About \(rowsNeeded) more rows of this kind would name a single copy by its marks."
  }
}

extension Verdict.Finding {
  fileprivate var sentences: [String] {
    switch self {
    case .exact(let exact):
      var seen: [String] = []
      if exact.aliases > 0 { seen.append("\(exact.aliases) relay address(es)") }
      if exact.seeds > 0 { seen.append("\(exact.seeds) seed(s)") }
      return [
        "What was found derives from \(exact.edition.words): "
          + seen.joined(separator: " and ") + " issued to that copy alone."
      ]
    case .named(let named, let bound):
      return named.map { one in
        let evidence = one.logEvidence.formatted(decimals: 1)
        return "What was found derives from \(one.edition.words): marks of that copy alone "
          + "(score \(one.score.formatted(decimals: 1)), threshold "
          + "\(one.threshold.formatted(decimals: 1)), log-evidence \(evidence))."
      } + [
        "If a copy had no part in this, the chance that this trace names it or any other wrongly "
          + "is at most 1 in \(Int((1 / bound).rounded()))."
      ]
    case .lead(let leads):
      return ["A lead, not an accusation; these copies fit better than others:"]
        + leads.map { lead in
          let ratio = exp(min(lead.logRatio, 700)).formatted(decimals: 1)
          return "\(lead.edition.words): likelihood ratio \(ratio)."
        }
    }
  }
}

extension Edition.ID {
  fileprivate var words: String { "the copy disclosed to \(recipient) for \(purpose)" }
}

extension Coverage {
  fileprivate var sentence: String {
    let read = channels.map { "\($0.column) \($0.read) of \($0.slots)" }
    return
      "Read: \(matched) of \(rows) rows, about \(people) people, \(ambiguous) rows left out as "
      + "ambiguous; marks: \(read.isEmpty ? "none" : read.joined(separator: ", ")); "
      + "\((erased * 100).formatted(decimals: 0)) % erased; copies considered: \(holders)."
  }
}

extension Double {
  fileprivate func formatted(decimals: Int) -> String { String(format: "%.\(decimals)f", self) }
}
