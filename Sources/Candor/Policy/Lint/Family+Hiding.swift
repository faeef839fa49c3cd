extension Family {
  /// Promises that nobody will know, or that nothing can happen.
  static let hiding: [Family] = [
    anonymous, anonymousHidden, absolute, absoluteHidden, confidential, noMachine,
  ]

  static let anonymous = Family(
    .anonymous,
    [
      "anonym*", "pseudonym*", "de identif*", "deidentif*", "unidentifiable", "non identifiable",
      "untraceable",
    ],
    judge: tellsWho
  )

  static let anonymousHidden = Family(
    .anonymous,
    [
      "never|not be? ~3 identified|identifiable",
      "never|not ~2 identify ~1 you|anyone|anybody|individuals",
      "never|not ~3 linked|traced|connected|tied ~2 to|with|back ~2 you|identity|person|name",
      "no way ~3 identify|identified|identifies", "nobody|noone ~3 identify|tell|know|knows who",
      "no one ~3 identify|tell|know|knows who", "without identifying",
    ],
    saysNot: true,
    judge: tellsWho
  )

  static let absolute = Family(
    .absolute,
    [
      "100|fully|completely|totally|absolutely|perfectly|entirely|always|percent secure|safe|protected|private|confidential|secret",
      "strictly|strictest|utmost|absolute|complete ~2 confiden*|private|secrecy|privacy|security",
      "industry standard|standards|leading", "bank|military grade|level", "state of the art",
      "unhackable|unbreakable|impenetrable|bulletproof", "highest|best ~2 security|protection",
      "guarantee|guarantees|guaranteed ~5 security|safety|confidentiality|secure|safe|protected|private|confidential|secrecy",
    ],
    "No system is safe beyond doubt, and a law or a fault can open what was promised shut.",
    better: "Say what is done: each record is sealed under a key of its own."
  )

  static let absoluteHidden = Family(
    .absolute,
    [
      "can|could not ever? be hacked|breached|stolen|leaked|misused|lost",
      "never be? hacked|breached|stolen|leaked|misused|lost",
      "no risk|risks",
    ],
    saysNot: true
  ) { _ in
    Verdict(
      reason: "Nobody can promise that nothing ever goes wrong.",
      better: "If something goes wrong, we tell you."
    )
  }

  static let confidential = Family(
    .confidential,
    ["confidential|confidentially|confidentiality", "in confidence"]
  ) {
    wording in
    let words = wording.sentence.texts[..<wording.range.lowerBound].suffix(2)
    let absolute = [
      "100", "fully", "completely", "totally", "absolutely", "strictly", "strictest", "utmost",
      "perfectly", "entirely", "always", "absolute", "complete",
    ]
    let leaks = wording.leaks
    guard !leaks.isEmpty, !words.contains(where: absolute.contains) else { return nil }
    return Verdict(
      reason: "It does not stay inside the company: by the rules \(wording.topic.told(leaks)).",
      better: "Say who sees it: \(wording.topic.naming(leaks))"
    )
  }

  static let noMachine = Family(
    .noMachine,
    [
      "no|not|never|without ~4 profil*|algorithm*|automat*",
      "not|never ~4 train|trained|teach|learn|learned|learnt ~6 model*|machine*|ai|algorithm*|from",
    ],
    saysNot: true
  ) { wording in
    let lists = wording.topic.rules.benefits.filter { $0.list != nil }
    guard !lists.isEmpty, !wording.says("legal", "legally", "significant", "price")
    else { return nil }
    return Verdict(
      reason:
        "The rules have lists that a machine makes and learns: \(lists.map(\.name.rawValue).listed).",
      better: "A machine makes your lists, from what you said yes to. It decides nothing else."
    )
  }

  @Sendable private static func tellsWho(_ wording: Wording) -> Verdict? {
    let telling = wording.topic.identifying(wording.topic.attributes)
    guard !telling.isEmpty else { return nil }
    let titles = telling.map { "‘\($0.title)’" }.listed
    return Verdict(
      reason: "What is held can tell who somebody is: \(titles).",
      better:
        "Your record is yours by name or address: it is not anonymous. Erasing it is for good."
    )
  }
}
