import Foundation

/// How much speaks for each edition, by what was read of one leak.
struct Weighing {
  /// How likely a mark is that its own copy does not have: misread, mistyped, made up.
  static let noise = 0.01

  let errorChance: Double
  /// The logarithm of each edition's likelihood ratio: that the leak derives from it alone, against
  /// that it does not.
  let logRatios: [Double]
  /// What an edition would have that agrees everywhere.
  let most: Double
  private let namings: [Decoder.Naming]

  init(_ rows: [ReadMarks.Row], by keys: [EditionKey], errorChance: Double) {
    self.errorChance = errorChance
    namings = keys.isEmpty ? [] : Decoder(errorChance: errorChance).named(in: rows, by: keys)
    // Who is named by so many rows needs no more of them to be ranked.
    let marks = ReadMarks(rows.prefix(Self.ranked), by: keys)
    let classes = marks.classes(besides: [])
    let weights = Weights.single(noise: Self.noise)
    logRatios = marks.ones(besides: []).map { weights.score($0, of: classes) }
    var full = classes.totals
    for place in full.indices where place % 2 == 0 { full[place] = 0 }
    most = weights.score(full, of: classes)
  }

  /// Leads are ranked by so many values at most.
  static let ranked = 4096

  /// The evidence it takes to be named: ln(editions / chance of an error) + ln(tests).
  var threshold: Double {
    log(Double(max(logRatios.count, 1)) / errorChance) + log(Double(Decoder.most + 1))
  }

  func named(_ id: (Int) -> Edition.ID) -> [Verdict.Named] {
    namings.map { naming in
      Verdict.Named(
        edition: id(naming.edition),
        stage: naming.stage,
        score: naming.score,
        threshold: naming.threshold,
        logEvidence: logRatios[naming.edition]
      )
    }
  }

  /// As many leads as anybody wants to follow.
  static let leads = 10

  func leads(_ id: (Int) -> Edition.ID) -> [Verdict.Lead] {
    logRatios.enumerated().filter { $0.element > 0 }
      .map { Verdict.Lead(edition: id($0.offset), logRatio: $0.element) }
      .sorted { ($1.logRatio, $0.edition) < ($0.logRatio, $1.edition) }
      .prefix(Self.leads).map { $0 }
  }

  /// How many more rows like these would name a single copy.
  ///
  /// - Returns: nil where no edition explains what was read: more of it would not help.
  func rowsNeeded(beyond rows: Int) -> Int? {
    guard rows > 0, most > 0, let best = logRatios.max(), best > most / 2 else { return nil }
    return max(1, Int((threshold / (best / Double(rows))).rounded(.up)) - rows)
  }
}

extension Weights {
  /// The log-likelihood ratio of a single source.
  static func single(noise: Double) -> Weights {
    var weights = Weights(named: 0)
    for level in Level.allCases {
      let any = level.chance * (1 - noise) + (1 - level.chance) * noise
      let (one, zero) = (Classes.index(level, bit: 1), Classes.index(level, bit: 0))
      (weights.one[one], weights.zero[one]) = (log((1 - noise) / any), log(noise / any))
      (weights.one[zero], weights.zero[zero]) = (
        log(noise / (1 - any)), log((1 - noise) / (1 - any))
      )
    }
    return weights
  }
}
