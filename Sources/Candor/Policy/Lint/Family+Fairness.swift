extension Family {
  /// Promises about where data comes from, and how a yes is given and taken back.
  static let fairness: [Family] = [
    deemedConsent, otherSource, deniedAttribute, unknownAttribute, irrevocable, priceOfNo,
  ]

  static let deemedConsent = Family(
    .deemedConsent,
    [
      "by|when|if|your ~2 continuing|continue|using|use|browsing|accessing|visiting|submitting|signing|registering|entering ~10 agree|consent|accept|acknowledge|agreed|consented",
      "continued use",
      "deemed|presumed|assumed to ~2 agree|agreed|consent|consented|accept|accepted",
      "implied|tacit|presumed|deemed consent", "assume ~5 agree|consent|accept|happy|yes",
      "unless you ~3 opt|object|untick|unsubscribe|decline|refuse", "unless ~4 otherwise",
      "unless you ~2 tell ~2 not",
      "pre ticked|checked|selected", "silence|silent ~3 yes|agree|consent|agreement|acceptance",
      "opted in ~2 default|automatically",
    ]
  ) { wording in
    let inside = wording.sentence.texts[wording.range]
    guard !inside.contains(where: { ["not", "never", "no"].contains($0) }) else { return nil }
    return Verdict(
      reason: "Silence is a no: a yes is a press of a button under the exact text.",
      better: "We use it only after you said yes."
    )
  }

  static let otherSource = Family(
    .otherSource,
    [
      "other|public|external|commercial|outside|additional sources", "data brokers|broker",
      "publicly available",
      "buy|buys|buying|purchase|purchases|purchased|bought|acquire|acquired ~4 data|information|lists|list|you",
      "$data ~4 bought|purchased|acquired",
      "combine|combines|combined|enrich*|append* ~6 with|from",
      "receive|receives|obtain|obtains|obtained|collected ~5 about you from",
      "social media|networks",
    ]
  ) { wording in
    guard !wording.holdsNo, !wording.contains(PhrasePattern("you ~1 buy|purchase")) else {
      return nil
    }
    return Verdict(
      reason: "The server takes in nothing that the person did not tell or do here.",
      better: "We know only what you told us or did here."
    )
  }

  static let deniedAttribute = Family(
    .deniedAttribute,
    ["never|not ~2 collect|ask|store|keep|hold|record|know|see|have|track|save|want|need"],
    saysNot: true
  ) { wording in
    let texts = wording.sentence.texts
    let end = min(texts.count, wording.range.lowerBound + 12)
    let turns = ["but", "so", "and", "which"]
    let rest = Array(texts[wording.range.lowerBound..<end].prefix { !turns.contains($0) })
    let subject = texts[..<wording.range.lowerBound].suffix(2)
    let found = wording.words.attributes(in: rest).intersection(wording.topic.attributes)
    guard !found.isEmpty, !subject.contains("you"), rest.count > 2,
      !wording.contains(PhrasePattern("after|longer|unless|without|until|beyond"))
    else { return nil }
    let titles = wording.topic.attributes(found).map { "‘\($0.title)’" }.listed
    return Verdict(
      reason: "The rules hold \(titles).",
      better: "We hold \(titles), and say what for."
    )
  }

  static let unknownAttribute = Family(
    .unknownAttribute,
    [
      "collect|collects|gather|record|records|log|track|tracks|store|stores|hold|holds|receive|obtain|keep|know|ask ~12 phone|telephone|location|ip|device|cookies|browsing|payment|card|bank|birth|gender|postal|passport|health|religion|income|salary|photo|contacts"
    ]
  ) { wording in
    guard let word = wording.sentence.texts[wording.range].last else { return nil }
    let subject = wording.sentence.texts[..<wording.range.lowerBound].suffix(2)
    let known = wording.topic.rules.attributes.contains { attribute in
      Sentence.words(of: "\(attribute.title) \(attribute.name)").contains(word)
    }
    guard !known, !wording.holdsNo, !subject.contains("you") else { return nil }
    return Verdict(
      reason: "No attribute of the rules holds this (\(word)).",
      better: "Leave it out, or add it to the rules with a purpose and an end."
    )
  }

  static let irrevocable = Family(
    .irrevocable,
    [
      "irrevocabl*", "waive|waives|waiver ~4 right|rights|wording|claims|any|all",
      "cannot|can|may not ~2 withdraw|withdrawn|revoke|revoked", "final and binding",
      "withdraw|revoke|object ~6 by post|letter|writing|fax|registered|mail",
      "withdrawn|revoked ~4 only", "only ~2 withdraw|revoke",
    ],
    saysNot: true
  ) { wording in
    guard !wording.says("press", "button", "record", "anybody", "nobody") else { return nil }
    return Verdict(
      reason: "A yes ends on any day with one press, as easily as it was given.",
      better: "You can stop it on any day, in My record."
    )
  }

  static let priceOfNo = Family(
    .priceOfNo,
    [
      "if|when you refuse|decline|withdraw|object|say|do ~6 cannot|can|lose|unable|longer|end|ends|cancel|cancelled|pay|charge|charged|fee",
      "must|required|obliged|mandatory|have to? ~2 agree|consent|accept|answer|provide",
      "consent is ~1 condition|required|mandatory|necessary to",
    ]
  ) { wording in
    let texts = wording.sentence.texts[wording.range]
    if texts.contains("can"), !texts.contains("not"),
      wording.sentence.texts.dropFirst(wording.range.upperBound).first != "not"
    {
      return nil
    }
    guard !wording.says("nothing", "worse", "law") else { return nil }
    return Verdict(
      reason: "A no must cost nothing: the rules give the lists without a yes as well.",
      better: "If you say no, nothing gets worse."
    )
  }
}
