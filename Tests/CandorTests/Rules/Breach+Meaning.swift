extension Breach {
  /// What is well written, and breaks the golden rule or contradicts itself.
  static let ofMeaning = golden + references

  private static let golden: [Breach] = [
    Breach(
      "a question that gives an empty list",
      "gives: [discover, radar]",
      "gives: []",
      path: "experiences[0].pages[0].elements[1].gives",
      at: "gives: []",
      says: "a question that gives nothing back may not be asked"
    ),
    Breach(
      "an attribute that nobody uses",
      "uses: [mood, pace, wish, pen-name]",
      "uses: [mood, pace, wish]",
      path: "attributes[7]",
      at: "name: pen-name",
      says: "'pen-name' is used by no purpose"
    ),
    Breach(
      "a consent purpose without a notice",
      "  - purpose: planning\n    version: 1\n    attributes: [mood, pace, wish, pen-name]\n"
        + "    text: May our editors plan the next issue with your answers?\n",
      "",
      path: "purposes[1].name",
      at: "name: planning",
      says: "'planning' needs a yes, and no notice asks for it"
    ),
    Breach(
      "a partner without a notice",
      "    recipient: tern-travel\n",
      "",
      path: "recipients[1].purposes",
      at: "purposes: [offers]",
      says: "no notice asks whether 'tern-travel' may have data for 'offers'"
    ),
    Breach(
      "a partner under contract",
      "purposes: [offers]",
      "purposes: [offers, sign-in]",
      path: "recipients[1].purposes",
      at: "purposes: [offers, sign-in]",
      says: "a partner needs a yes; 'sign-in' is a contract purpose"
    ),
    Breach(
      "what is sensitive under contract",
      "    kind: contact\n",
      "    kind: contact\n    sensitive: true\n",
      path: "purposes[3].basis",
      at: "basis: contract",
      says: "'email' is sensitive: it needs a yes, not a contract"
    ),
    Breach(
      "an answer kept for longer than its attribute",
      "expires: 60 days",
      "expires: 91 days",
      path: "experiences[1].pages[0].elements[2].expires",
      at: "expires: 91 days",
      says: "is longer than the 90 days of 'departure'"
    ),
    Breach(
      "a yes without end",
      "    expires: 30 days\n",
      "",
      path: "purposes[2].expires",
      at: "name: offers",
      says: "say how long a yes lasts"
    ),
    Breach(
      "a notice that covers more than the purpose uses",
      "attributes: [genres, makers, verse, acts]",
      "attributes: [genres, makers, verse, acts, mood]",
      path: "notices[0].attributes",
      at: "attributes: [genres, makers, verse, acts, mood]",
      says: "'mood' is not among the uses of 'lists'"
    ),
    Breach(
      "a notice that asks where no yes is needed",
      "  - purpose: planning\n",
      "  - purpose: sign-in\n",
      path: "notices[1].purpose",
      at: "purpose: sign-in",
      says: "'sign-in' needs no yes, so it may not ask for one"
    ),
    Breach(
      "a question asked for a purpose that does not use it",
      "uses: [sign-in, offers]",
      "uses: [sign-in, planning]",
      path: "experiences[1].pages[0].elements[3].uses",
      at: "uses: [sign-in, planning]",
      says: "'planning' does not use the attribute 'email'"
    ),
    Breach(
      "a recipient who gets nothing",
      "purposes: [sign-in]",
      "purposes: []",
      path: "recipients[0].purposes",
      at: "purposes: []",
      says: "'gannet-mail' would get nothing"
    ),
    Breach(
      "a question whose answer no notice covers",
      "attributes: [genres, departure, email]",
      "attributes: [genres, email]",
      path: "experiences[1].pages[0].elements[2].uses",
      at: "uses: [offers]",
      says: "no notice of these purposes covers 'departure'"
    ),
    Breach(
      "a list that only a partner's yes could make personal",
      "    list: radar\n    purpose: lists\n",
      "    list: radar\n    purpose: offers\n",
      path: "benefits[2].purpose",
      at: "purpose: offers",
      says: "'offers' has no notice of the company itself"
    ),
  ]

  private static let references: [Breach] = [
    Breach(
      "a purpose that uses an unknown attribute",
      "uses: [email]",
      "uses: [email, shoes]",
      path: "purposes[3].uses",
      at: "uses: [email, shoes]",
      says: "'shoes' is no attribute of these rules"
    ),
    Breach(
      "a recipient with an unknown purpose",
      "purposes: [offers]",
      "purposes: [offers, gossip]",
      path: "recipients[1].purposes",
      at: "purposes: [offers, gossip]",
      says: "'gossip' is no purpose of these rules"
    ),
    Breach(
      "a notice about an unknown recipient",
      "    recipient: tern-travel\n",
      "    recipient: nobody\n",
      path: "notices[2].recipient",
      at: "recipient: nobody",
      says: "'nobody' is no recipient of these rules"
    ),
    Breach(
      "a list made for an unknown purpose",
      "    list: radar\n    purpose: lists\n",
      "    list: radar\n    purpose: gossip\n",
      path: "benefits[2].purpose",
      at: "purpose: gossip",
      says: "'gossip' is no purpose of these rules"
    ),
    Breach(
      "a question that gives an unknown benefit",
      "gives: [discover, radar]",
      "gives: [discover, applause]",
      path: "experiences[0].pages[0].elements[1].gives",
      at: "gives: [discover, applause]",
      says: "'applause' is no benefit of these rules"
    ),
    Breach(
      "a question about an unknown attribute",
      "attribute: departure",
      "attribute: arrival",
      path: "experiences[1].pages[0].elements[2].attribute",
      at: "attribute: arrival",
      says: "'arrival' is no attribute of these rules"
    ),
    Breach(
      "a question of another type than its attribute",
      "          - type: rating\n",
      "          - type: comment\n",
      path: "experiences[0].pages[0].elements[2].type",
      at: "type: comment\n            name: verse",
      says: "asks for a text, but 'verse' is a rating"
    ),
    Breach(
      "two attributes of one name",
      "name: pace",
      "name: mood",
      path: "attributes[5].name",
      at: "name: mood\n    title: How long",
      says: "'mood' is there twice"
    ),
    Breach(
      "a scale that ends where it begins",
      "rateMax: 5",
      "rateMax: 1",
      path: "experiences[0].pages[0].elements[2].rateMax",
      at: "rateMax: 1",
      says: "must be above rateMin"
    ),
    Breach(
      "a scale that begins above its silent end",
      "rateMin: 1\n            rateMax: 5\n",
      "rateMin: 5\n",
      path: "experiences[0].pages[0].elements[2].rateMin",
      at: "rateMin: 5",
      says: "must be below rateMax, which is 5"
    ),
    Breach(
      "a time zone that is told as a number",
      "  - name: verse\n    title: How you feel about verse\n",
      "  - name: timezone\n    title: How you feel about verse\n",
      path: "attributes[2].type",
      at: "type: rating\n    kind",
      says: "text or choice"
    ),
    Breach(
      "a choice between one thing",
      "choices: [sandglass, candle, lantern]",
      "choices: [sandglass]",
      path: "experiences[0].pages[1].elements[1].choices",
      at: "choices: [sandglass]",
      says: "must hold at least two choices"
    ),
  ]
}
