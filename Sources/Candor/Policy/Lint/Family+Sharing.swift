extension Family {
  /// Promises about who gets anything.
  static let sharing: [Family] = [
    neverShares, sale, neverSells, onlyAccess, aggregate, vagueRecipient, staysHere,
  ]

  static let neverShares = Family(
    .neverShares,
    [
      "never|not ~4 $share",
      "never|not ~3 $hand $data|it|them|anything|any|your|a|one|personal ~6 on|to|over",
      "never|not ~2 pass|passed|given|handed|sent|released on|over|to|out",
      "share|shares|disclose|discloses|reveal|reveals|transfer nothing|none|no",
      "give|gives|pass|send|provide nothing ~4 to|on",
      "nothing|none ~8 $be shared|disclosed|passed|given|handed|sent|revealed",
      "nothing|none|never|not ~3 leaves|leave our|us|the|this",
      "without ~2 sharing|disclosing", "no sharing|disclosure",
      "stays|stay|remains|remain|keep|kept between|within|inside|with ~2 us|you|house|walls|company",
      "keep ~4 to ourselves",
    ],
    saysNot: true
  ) { wording in
    let texts = wording.sentence.texts
    // 'You do not share …' and 'it must not pass anything on' are about others.
    let subject = texts[..<wording.range.lowerBound].suffix(3)
    if subject.contains(where: { ["you", "must", "it", "they"].contains($0) }),
      !subject.contains("we")
    {
      return nil
    }
    if texts[wording.range].contains(where: { ["who", "whom"].contains($0) }) { return nil }
    let leaks = wording.leaks
    guard !leaks.isEmpty else { return nil }
    let yes = leaks.allSatisfy(\.needsYes) ? ", after a yes" : ""
    return Verdict(
      reason: "By the rules \(wording.topic.told(leaks))\(yes).",
      better: "Name them: \(wording.topic.naming(leaks))"
    )
  }

  static let sale = Family(
    .sale,
    [
      "sell|sells|selling|rent|rents|renting|trade|trades|monetise|monetize|monetises|lease ~5 $data|it|them",
      "$data|it|they ~4 $be ~2 sold|rented|traded|monetised|monetized|leased",
      "sale of ~3 $data", "sold to",
    ]
  ) { wording in
    switch wording.topic.rules.sale {
    case .never:
      guard !wording.says("opt", "right", "rights"), !wording.holdsNo else { return nil }
      return Verdict(
        reason: "The rules say 'sale: never', and the text allows a sale.",
        better: "We never sell your answers."
      )
    case .exchange:
      let words = ["opt", "right", "rights", "offer", "offers", "accept"]
      guard !words.contains(where: { wording.says($0) }), !wording.holdsNo else { return nil }
      return Verdict(
        reason: "By the rules only the person sells, offer by offer, and the text allows more.",
        better: "You can accept offers for your answers, one by one. You are the one who is paid."
      )
    }
  }

  static let neverSells = Family(
    .sale,
    [
      "never|not ~3 sell|sells|rent|rents|trade|trades|monetise|monetize",
      "$data|it|they|nothing ~3 never|not|be ~2 sold|rented|traded", "no sale of",
    ],
    saysNot: true
  ) { wording in
    guard wording.topic.rules.sale == .exchange else { return nil }
    return Verdict(
      reason: "The rules say 'sale: exchange': recipients can make offers for answers.",
      better: "We sell nothing. Others can make you offers, and you say yes or no to each."
    )
  }

  static let onlyAccess = Family(
    .onlyAccess,
    [
      "only we|our|us|you|authori*|approved|trained|research|project|selected|internal|$people|@0|@1|@2|@3 ~6 $see",
      "only the ~2 $people ~5 $see",
      "access ~4 $be ~2 limited|restricted ~2 to",
      "limit|limits|restrict|restricts access ~6 to",
      "available|accessible|visible|open|known ~1 only|exclusively ~1 to|by",
      "only|exclusively|solely ~2 available|accessible|visible to",
      "only|exclusively ~1 be|are|is? ~1 seen|read|viewed|accessed|used|handled|known|processed ~1 by",
      "seen|read|viewed|accessed|used|handled|processed ~1 only|solely|exclusively ~1 by",
      "approved research team",
      "nobody|noone|no one? else|but|except|other|outside|beside|besides ~6 $see|gets|knows",
      "nobody|noone ~2 $see",
      "no other|outside company|companies|person|people|one|party ~4 $see",
      "share|shared|give|given|go|goes|sent only with|to",
    ],
    saysNot: true
  ) { wording in
    // 'Nobody gets it for money' speaks of the money.
    guard !wording.says("money", "paid") else { return nil }
    let texts = Set(wording.sentence.texts[wording.range])
    if texts.contains("you"), !texts.contains("we"), !texts.contains("our") {
      return Verdict(
        reason: "The company reads what it keeps: its own staff and machines can see it too.",
        better: "You and \(wording.topic.rules.company.name) can see it."
      )
    }
    let leaks = wording.leaks
    guard !leaks.isEmpty else { return nil }
    return Verdict(
      reason: "Others can read it too: by the rules \(wording.topic.told(leaks)).",
      better: "Name everybody who can see it: \(wording.topic.naming(leaks))"
    )
  }

  static let aggregate = Family(
    .aggregate,
    [
      "only ~5 aggregat*|statistic*|totals|summaries|summary",
      "aggregat*|statistic* ~3 only", "in|as aggregat*", "in ~1 statistic* tables|form",
      "aggregat*|statistical data|information|form|statistics|results|figures",
    ]
  ) { wording in
    let leaks = wording.leaks
    guard !leaks.isEmpty else { return nil }
    return Verdict(
      reason: "Recipients get single answers, not totals: \(wording.topic.told(leaks)).",
      better: "Say what each gets: \(wording.topic.naming(leaks))"
    )
  }

  static let vagueRecipient = Family(
    .vagueRecipient,
    [
      "third party|parties|person|persons",
      "trusted|selected|chosen|carefully|business|marketing|advertising|commercial|external|other|preferred|affiliated|valued|like|technology|analytics|media ~1 partners|companies|vendors|providers|businesses|organisations|organizations|advertisers|sponsors|brands|suppliers",
      "our|with|to|and|by ~1 partners", "affiliate|affiliates|affiliated|subsidiaries|subsidiary",
      "service providers|provider", "vendors|contractors|advertisers|sponsors|resellers",
      "group companies|company", "companies in|of our group", "sister companies",
    ]
  ) { wording in
    // 'Meridian Travel is one of our partners' names one.
    guard wording.named.isEmpty || wording.contains(PhrasePattern("other|others|trusted|selected"))
    else { return nil }
    let names = wording.topic.rules.recipients.map(\.title).listed
    return Verdict(
      reason: "Recipients have names, and this phrase names none of them.",
      better: names.isEmpty ? "Nobody else gets anything." : "Name them: \(names)."
    )
  }

  static let staysHere = Family(
    .staysHere,
    [
      "never|not ~2 leave|leaves|leaving|left|exported ~3 eu|eea|europe|european|country|union|germany|uk|kingdom|states|@home",
      "only|exclusively ~4 in|within|inside ~2 eu|eea|europe|european|country|union|germany|uk|kingdom|states|@home",
      "no ~2 transfers|transfer ~3 abroad|outside|countries|country",
    ],
    saysNot: true
  ) { wording in
    let home = wording.topic.rules.company.country
    let abroad = wording.topic.flows(of: wording.attributes).map(\.recipient)
      .first { $0.country == nil || home == nil || $0.country != home }
    guard let abroad else { return nil }
    return Verdict(
      reason: "The rules name \(abroad.country.map { "‘\($0)’" } ?? "no country") for "
        + "\(abroad.title).",
      better: "\(abroad.title) is in \(abroad.country ?? "… (add its country to the rules)")."
    )
  }
}

extension Topic {
  /// The sentences that a policy would write of who gets what.
  func naming(_ flows: [Flow]) -> String {
    rules.recipients.compactMap { recipient in
      let own = flows.filter { $0.recipient.name == recipient.name }
      guard !own.isEmpty else { return nil }
      let titles = attributes(Set(own.flatMap(\.attributes))).map(\.title)
        .joined(separator: "; ")
      let yes = own.allSatisfy(\.needsYes) ? "after your yes gets" : "gets"
      return "\(recipient.title) \(yes): \(titles)."
    }.joined(separator: " ")
  }
}
