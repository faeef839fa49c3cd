extension Family {
  /// Promises about how long.
  static let keeping: [Family] = [
    vagueTerm, forever, foreverHidden, deletion, deletionHidden,
  ]

  static let vagueTerm = Family(
    .vagueTerm,
    [
      "no longer ~1 needed|required|necessary|relevant|useful",
      "as|so long as ~5 necessary|needed|need|required|require|useful|relevant|reasonable|reasonably|permitted",
      "as|so long as you|your ~4 account|customer|subscriber|member|subscription|membership|active|use",
      "reasonable|appropriate|suitable|certain|limited time|period|while",
      "periodically ~2 $delete",
      "until ~4 needed|necessary|fulfilled|obsolete",
    ]
  ) { wording in
    guard wording.contains(PhrasePattern("$hold|$delete|$data")) else { return nil }
    let terms = wording.topic.attributes(wording.attributes)
      .map { "\($0.title): \($0.expires)" }.joined(separator: "; ")
    return Verdict(
      reason: "Nobody can count this time, and the rules have exact ones.",
      better: "Say them: \(terms)."
    )
  }

  static let forever = Family(
    .forever,
    [
      "forever", "for ever", "indefinite*", "perpetual*|perpetuity", "for life",
      "permanently ~1 $hold", "$hold ~4 permanently",
      "as|so long as we like|want|wish|choose|please|exist", "unlimited ~1 time|period|term",
    ],
    judge: hasAnEnd
  )

  static let foreverHidden = Family(
    .forever,
    [
      "without|no ~2 time limit", "never|not|no $be? ~1 $delete|expire|expires",
    ],
    saysNot: true
  ) { wording in
    let inside = wording.sentence.texts[wording.range]
    // 'Not deleted' promises nothing; 'never deleted' does.
    guard inside.contains("never") || inside.contains("limit") else { return nil }
    return hasAnEnd(wording)
  }

  static let deletion = Family(
    .deletion,
    [
      "will|is|are|be|get|gets|then|automatically ~3 $delete",
      "we|it|automatically ~3 $delete", "deletion|destruction of ~3 $data",
    ]
  ) { wording in
    let texts = wording.sentence.texts
    guard !wording.contains(byPerson), !vagueTerm.matches(wording.sentence) else {
      return nil
    }
    // What happens to a key, or after a stated time, is told elsewhere.
    guard !texts.contains("key"), !texts.contains("write"),
      StatedTerm.all(in: wording.sentence).isEmpty
    else { return nil }
    let terms = wording.topic.attributes(wording.attributes)
      .map { "\($0.title): \($0.expires)" }.joined(separator: "; ")
    return Verdict(
      reason: "The rules know no such moment: they end the use of each answer after its term.",
      better: "Say when it stops being used (\(terms)), and that a person can erase it."
    )
  }

  static let deletionHidden = Family(
    .deletion,
    ["$delete ~6 after|within|in", "after ~10 $delete"]
  ) { wording in
    guard !wording.contains(byPerson), !StatedTerm.all(in: wording.sentence).isEmpty,
      StatedTerm.problem(in: wording.sentence, wording.topic, wording.words) == nil
    else { return nil }
    return Verdict(
      reason: "After its term an answer is used no more, but the person's history keeps it.",
      better: "After that we use it no more. Your history shows it until you erase everything.",
      isError: false
    )
  }

  /// What a person does, or has done.
  private static let byPerson = PhrasePattern(
    "you|your|request|wish|demand|erase ~3 can|could|want|ask|asks|erase|delete|remove|press|close|withdraw|stop|tell|request|wish|demand|everything|write|have|took|take"
  )

  func matches(_ sentence: Sentence) -> Bool {
    phrases.contains { !$0.matches(in: sentence.texts).isEmpty }
  }

  @Sendable private static func hasAnEnd(_ wording: Wording) -> Verdict? {
    let before = wording.sentence.texts[..<wording.range.lowerBound].suffix(4)
    let gone = ["deleted", "erased", "destroyed", "gone", "removed", "lost", "closed", "shut"]
    guard !before.contains(where: gone.contains),
      wording.contains(PhrasePattern("$hold|$data|$delete|expire*"))
    else { return nil }
    let terms = wording.topic.attributes(wording.attributes)
      .map { "\($0.title): \($0.expires)" }.joined(separator: "; ")
    return Verdict(
      reason: "The rules give every attribute an end.",
      better: "Say it: \(terms)."
    )
  }
}
