extension Policy.Told {
  /// The third part: what the law of California wants to be told, and how this text changes.
  var law: [Policy.Section] { [california, changes] }

  private var california: Policy.Section {
    .init(
      "california",
      "If you live in California",
      categories + disclosures + [
        .init("Where we get it: from you. Why: the purposes above. How long: the times above."),
        .init(sale),
        .init(
          """
          Your browser can send a signal, Global Privacy Control (GPC). It says ‘do not sell or share \
          what I tell’. We honour it.
          """
        ),
        .init(
          "You have the right to know, to delete, to correct, and to opt out of sale and sharing."
        ),
        .init(sensitive),
        .init(
          """
          How to ask: open My record, or write to \(rules.company.contact). Somebody whom you name \
          can ask for you in writing. We treat you no worse because you asked.
          """
        ),
        .init(incentive),
      ]
    )
  }

  private var sale: String {
    switch rules.sale {
    case .never: "We have not sold your answers, our rules forbid it, and we never will under them."
    case .exchange:
      """
      We sell nothing on our own. Others can offer you something for your answers. If you accept an \
      offer, the law calls that a sale. It is yours: you are the one who is paid.
      """
    }
  }

  private var incentive: String {
    switch rules.sale {
    case .never: "We pay nobody for answers: there is no financial incentive. Lists are free."
    case .exchange:
      """
      An offer is a financial incentive. Each one says what you would give, to whom, for how long, \
      what you get, what we think your answers are worth, and how we estimate that. You need not \
      accept any. You can stop at any time and keep what you were paid. Lists are free, whatever you \
      say.
      """
    }
  }

  /// By the letters of Civil Code section 1798.140(v)(1).
  private var categories: [Policy.Line] {
    func names(_ fits: (Attribute) -> Bool) -> [Attribute.Name] {
      rules.attributes.filter(fits).map(\.name)
    }
    let categories: [(String, [Attribute.Name])] = [
      ("Identifiers (A)", names { $0.kind == .contact }),
      ("What you do here, on our pages (F)", names { $0.type == .acts }),
      (
        "What you tell us of your tastes and plans, from which lists are made (K)",
        names { $0.kind != .contact && $0.type != .acts }
      ),
      ("Of these, sensitive (L)", names(\.isSensitive)),
    ]
    return categories.map { title, names in
      .item("\(title): \(names.isEmpty ? "nothing" : titles(names)).")
    }
  }

  private var disclosures: [Policy.Line] {
    let lines: [Policy.Line] = rules.recipients.map { recipient in
      let names = purposes(of: recipient)
        .flatMap { gets(recipient, for: $0) }
      let unique = rules.attributes.map(\.name).filter(names.contains)
      return .item(
        "Disclosed to \(recipient.title), as our rules allow it: \(titles(unique)). Sold: nothing."
      )
    }
    let past =
      """
      In the past 12 months the same holds for as long as these rules do. Earlier versions of this \
      text tell what held before.
      """
    return lines.isEmpty
      ? [.init("Disclosed to others: nothing. Sold: nothing. \(past)")] : lines + [.init(past)]
  }

  private var sensitive: String {
    let names = rules.attributes.filter(\.isSensitive).map(\.name)
    return names.isEmpty
      ? "We hold nothing that is sensitive under that law, so there is nothing to limit."
      : "You can limit what is sensitive (\(titles(names))): it is used only with your yes, until you stop."
  }

  private var changes: Policy.Section {
    .init(
      "changes",
      "When this text changes",
      [
        .init(
          """
          It changes when our rules change. Each version is kept with the day on which it began, at \
          /privacy/versions, and what changed is marked. A new text needs a new yes from you where \
          the old yes did not cover it.
          """
        )
      ]
    )
  }
}
