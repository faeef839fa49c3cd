extension Family {
  /// Phrases that promise nothing that could be held against the rules.
  static let vague: [Family] = [
    maybe, openList, vaguePurpose, legitimateInterest, changesAtWill,
  ]

  static let maybe = Family(
    .maybe,
    [
      "we|it|they|company|and|or may|might|could ~2 $share|$hold|$hand|collect|combine|process|sell|rent|contact|change|disclose|analyse|analyze|track|monitor",
      "may|might|could ~1 be ~2 $share|shared|used|collected|combined|sold|retained|kept|stored|processed|disclosed|given|passed|transferred|contacted|changed|updated",
      "reserve|reserves the right", "at our|its ~1 discretion", "where appropriate",
    ]
  ) { wording in
    guard !wording.holdsNo else { return nil }
    return Verdict(
      reason: "'May' tells nobody what happens: the rules say what does, and what does not.",
      better: "Say what you do, and leave out what you do not."
    )
  }

  static let openList = Family(
    .openList,
    [
      "such as", "including but not limited", "including without limitation", "e g",
      "among other|others things?", "and so on|forth", "etc", "and the like", "or similar",
      "for example|instance",
      "other|similar|related|additional information|data|details|purposes|answers|identifiers",
    ]
  ) { wording in
    let data = PhrasePattern(
      "$data|collect*|$share|$hold|purposes|partners|services|companies|marketing"
    )
    guard wording.contains(data) else { return nil }
    return Verdict(
      reason: "An open list lets anything in, and the rules have a closed one.",
      better:
        "Name all: \(wording.topic.attributes(wording.topic.attributes).map(\.title).joined(separator: "; "))."
    )
  }

  static let vaguePurpose = Family(
    .vaguePurpose,
    [
      "improve|improving|enhance|enhancing|develop|optimise|optimize|improvement of? ~3 service|services|product|products|experience|offering|offerings|website|app|business|quality",
      "business|commercial|marketing|internal|administrative|operational|statistical|research|analytics|analytical|advertising purposes|purpose|reasons|use",
      "better|personalised|personalized|tailored|best ~2 experience|service",
      "provide ~3 with a better", "for analytics", "purposes of marketing",
    ]
  ) { wording in
    let purposes = wording.topic.purposes.map(\.sentence).joined(separator: " ")
    return Verdict(
      reason: "This is no purpose of the rules, and anything fits under it.",
      better: "Say the purposes: \(purposes)"
    )
  }

  static let legitimateInterest = Family(
    .legitimateInterest,
    ["legitimate ~1 interest|interests|business|reason|reasons"],
    "No purpose of the rules stands on it: each needs a yes, or an order.",
    better: "Say yes or order: 'only after your yes'."
  )

  static let changesAtWill = Family(
    .changesAtWill,
    [
      "change|modify|update|amend|revise ~8 at any time|without notice|time",
      "change|modify|update|amend|revise ~6 without ~1 notice|telling|asking",
      "from time to time ~6 change|update|policy", "sole discretion",
    ]
  ) { wording in
    guard wording.contains(PhrasePattern("we|company|our")),
      wording.contains(PhrasePattern("policy|terms|text|notice|statement|document|it")),
      !wording.contains(PhrasePattern("you ~1 can"))
    else { return nil }
    return Verdict(
      reason: "A yes belongs to the exact text that was shown: a new text needs a new yes.",
      better: "When this text changes, the old one stays readable, and we ask you again."
    )
  }
}
