/// One sort of promise: how it is said, and when it cannot stand.
struct Family: Sendable {
  /// What is wrong with a wording, and what to say instead; nil when it is true.
  struct Verdict: Sendable {
    let reason: String
    let better: String
    var isError = true
  }

  let rule: BrokenPromise.Rule
  let phrases: [PhrasePattern]
  /// Whether the phrase itself says 'not': then no other 'not' takes it back.
  let saysNot: Bool
  let judge: @Sendable (Wording) -> Verdict?

  init(
    _ rule: BrokenPromise.Rule,
    _ phrases: [String],
    saysNot: Bool = false,
    judge: @escaping @Sendable (Wording) -> Verdict?
  ) {
    self.rule = rule
    self.phrases = phrases.map { PhrasePattern($0) }
    self.saysNot = saysNot
    self.judge = judge
  }

  /// A family that cannot stand whatever the rules are.
  init(_ rule: BrokenPromise.Rule, _ phrases: [String], _ reason: String, better: String) {
    self.init(rule, phrases) { _ in Verdict(reason: reason, better: better) }
  }

  static let all = sharing + hiding + keeping + vague + fairness

  func brokenPromises(
    in sentence: Sentence,
    after earlier: [Sentence],
    _ topic: Topic,
    _ words: Vocabulary
  ) -> [BrokenPromise] {
    var taken: [Range<Int>] = []
    return phrases.flatMap { $0.matches(in: sentence.texts) }.compactMap { range in
      guard !taken.contains(where: { $0.overlaps(range) }) else { return nil }
      let wording = Wording(
        sentence: sentence,
        range: range,
        topic: topic,
        words: words,
        earlier: earlier
      )
      guard !wording.isQuoted, !wording.isAsked, !wording.isDisclaimed,
        saysNot || !wording.isNegated,
        let verdict = judge(wording)
      else { return nil }
      taken.append(range)
      let spot = sentence.spot(range.lowerBound)
      return BrokenPromise(
        line: spot.line,
        column: spot.column,
        rule: rule,
        phrase: wording.phrase,
        reason: verdict.reason,
        better: verdict.better,
        isError: verdict.isError
      )
    }
  }
}
