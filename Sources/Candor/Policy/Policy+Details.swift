extension Policy.Told {
  /// The second layer: all that the law wants to be told (GDPR, Article 13), in the order in which
  /// people ask.
  var details: [Policy.Section] {
    [
      controller, held, source, purposes, recipients, transfers, storage, rights, complaint,
      required, machine,
    ]
  }

  private var controller: Policy.Section {
    let company = rules.company
    return .init(
      "controller",
      "Who is responsible",
      [
        .item("Who decides about your data: \(company.name)."),
        .item(
          "Address: \(company.address ?? "not named in our rules").".replacing("..", with: ".")
        ),
        .item("Country: \(company.country ?? "not named in our rules")."),
        .item("How to reach us about your record: \(company.contact)."),
        .item("Data protection officer: \(company.officer ?? "not named in our rules")."),
      ]
    )
  }

  private var held: Policy.Section {
    .init(
      "held",
      "What we hold about you",
      [.init("This is the whole list. What is not on it, our server does not take in.")]
        + rules.attributes.map { attribute in
          let sensitive = attribute.isSensitive ? " It is sensitive: we need your clear yes." : ""
          let others = recipients(of: attribute).map(\.title)
          let seers = ([company] + others).listed
          let uses = uses(of: attribute).map(\.sentence.asSentence).joined(separator: " ")
          return .item(
            "\(attribute.title). \(attribute.kind.told)\(sensitive) What it is for: \(uses) "
              + "Who can get it: \(seers)."
          )
        }
    )
  }

  private var source: Policy.Section {
    .init(
      "source",
      "Where it comes from",
      [
        .init(
          """
          From you, and from nobody else. You tell us in our questions, or you do it here with us. \
          We buy nothing about you, and our server takes in no answer that is not yours.
          """
        )
      ]
    )
  }

  private var purposes: Policy.Section {
    .init(
      "purposes",
      "What it is for, and why we are allowed",
      rules.purposes.map { purpose in
        let isSensitive = purpose.uses.contains { rules.attribute($0)?.isSensitive == true }
        let special = isSensitive ? " and Article 9(2)(a)" : ""
        let basis =
          switch purpose.basis {
          case .consent: "your consent (GDPR, Article 6(1)(a)\(special))"
          case .contract: "you order it, and it cannot be done without (GDPR, Article 6(1)(b))"
          }
        let lasts = purpose.expires.map { " Your yes lasts \($0)." } ?? ""
        return .item(
          "\(purpose.sentence.asSentence) It uses: \(titles(purpose.uses)). "
            + "Why we are allowed: \(basis).\(lasts)"
        )
      } + [.init("We use nothing on the ground of a legitimate interest. We have none to name.")]
    )
  }

  private var recipients: Policy.Section {
    guard !rules.recipients.isEmpty else {
      return .init("recipients", "Who gets what", [.init("Nobody but \(company) gets any of it.")])
    }
    return .init(
      "recipients",
      "Who gets what",
      rules.recipients.flatMap { recipient -> [Policy.Line] in
        let role =
          switch recipient.role {
          case .processor: "It works for us, on our word alone."
          case .partner: "It has purposes of its own."
          }
        let state = recipient.isSuspended ? " It is suspended: it gets nothing now." : ""
        let intro = Policy.Line(
          "\(recipient.title) \(recipient.for.asSentence) \(role)\(state) "
            + "You reach it at \(recipient.contact)."
        )
        let given = purposes(of: recipient).map { purpose in
          let yes = purpose.basis == .consent ? "after your yes to it" : "without a yes"
          return Policy.Line.item(
            "\(recipient.title) gets, \(yes): \(titles(gets(recipient, for: purpose))). "
              + "What for: \(purpose.sentence.asSentence)"
          )
        }
        return [intro] + given
      }
    )
  }

  private var transfers: Policy.Section {
    let home = rules.company.country
    let lines: [Policy.Line] = rules.recipients.map { recipient in
      guard let country = recipient.country else {
        return .item("\(recipient.title): its country is not named in our rules.")
      }
      let abroad = home.map { $0 != country } == true ? ", which is another country than ours" : ""
      return .item("\(recipient.title) is in \(country)\(abroad).")
    }
    let own = Policy.Line(
      home.map { "\(company) is in \($0)." }
        ?? "The country of \(company) is not named in our rules."
    )
    return .init("transfers", "Which countries it goes to", [own] + lines)
  }

  private var storage: Policy.Section {
    .init(
      "storage",
      "How long we use it, and what stays",
      rules.attributes.map { attribute in
        .item("\(attribute.title): we use it for \(attribute.expires) after you tell or do it.")
      } + [
        .init(
          """
          After its time nothing is made from it any more. Your own history still shows that you \
          once said it, until you erase everything. It is sealed under a key that is yours alone.
          """
        ),
        .init(
          """
          When you erase everything, we destroy that key. Your history is noise then, for us too. A \
          public log keeps one number for each event. The number tells nothing about you. A backup \
          that is older than your wish can be read until its key is retired.
          """
        ),
      ]
    )
  }
}

extension Attribute.Kind {
  /// What sort of thing it is, as a sentence.
  fileprivate var told: String {
    switch self {
    case .interest: "It is an interest of yours."
    case .preference: "It is a preference of yours."
    case .intention: "It is a plan of yours."
    case .motivation: "It is a reason of yours."
    case .contact: "It is a way to reach you."
    }
  }
}
