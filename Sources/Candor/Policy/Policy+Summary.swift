extension Policy.Told {
  /// The first layer: one screen.
  var summary: [Policy.Section] {
    [whoWeAre, whatWeAsk, whoElse, howLong, whatYouGet, yourChoices]
  }

  private var whoWeAre: Policy.Section {
    let place = rules.company.address.map { ", \($0)" } ?? ""
    return .init(
      "who-we-are",
      "Who we are",
      [
        .init("We are \(company)\(place). Write to us at \(rules.company.contact).".collapsed),
        .init("This text is made from the rules that our server obeys. It says what they say."),
      ]
    )
  }

  private var whatWeAsk: Policy.Section {
    .init(
      "what-we-ask",
      "What we ask, and why",
      rules.purposes.map { purpose in
        let yes =
          switch purpose.basis {
          case .consent: "Only after your yes."
          case .contract: "You order this from us, so it needs no yes."
          }
        return .item("\(purpose.sentence.asSentence) It uses: \(titles(purpose.uses)). \(yes)")
      }
    )
  }

  private var whoElse: Policy.Section {
    let lines: [Policy.Line] = rules.recipients.flatMap { recipient in
      purposes(of: recipient).compactMap { purpose in
        let names = gets(recipient, for: purpose)
        guard !names.isEmpty else { return nil }
        if recipient.isSuspended {
          return .item("\(recipient.title): nothing at present. We have suspended them.")
        }
        let yes = purpose.basis == .consent ? "Only after your yes to them." : "No yes is asked."
        return .item("\(recipient.title) gets: \(titles(names)). \(yes)")
      }
    }
    let sale: String =
      switch rules.sale {
      case .never: "We never sell your answers."
      case .exchange:
        """
        We sell nothing on our own. Others can make you offers for your answers. You say yes or no \
        to each, and you are the one who is paid.
        """
      }
    return .init(
      "who-else",
      "Who else gets anything",
      (lines.isEmpty ? [.init("Nobody.")] : lines) + [.init(sale)]
    )
  }

  private var howLong: Policy.Section {
    let yes = rules.purposes.compactMap { purpose in
      purpose.expires.map {
        Policy.Line.item("Your yes lasts \($0): \(purpose.sentence)".asSentence)
      }
    }
    return .init(
      "how-long",
      "How long",
      retention + yes
        + [.init("After that we use it no more. We ask you again, and silence is a no.")]
    )
  }

  /// Attributes of one term on one line, the shortest term first.
  private var retention: [Policy.Line] {
    var order: [Term] = []
    var names: [Term: [Attribute.Name]] = [:]
    for attribute in rules.attributes {
      if names[attribute.expires] == nil { order.append(attribute.expires) }
      names[attribute.expires, default: []].append(attribute.name)
    }
    return order.sorted { $0.end(from: .epoch) < $1.end(from: .epoch) }.map { term in
      .item("We use this for \(term): \(titles(names[term] ?? [])).")
    }
  }

  private var whatYouGet: Policy.Section {
    .init(
      "what-you-get",
      "What you get",
      rules.benefits.map { .item($0.sentence.asSentence) }
    )
  }

  private var yourChoices: Policy.Section {
    .init(
      "your-choices",
      "Your choices",
      [
        .item("You do not have to answer. If you say no, nothing gets worse."),
        .item("You can stop any yes on any day, with one press of a button, in My record."),
        .item("You can see, change, mute, take along or erase all that we hold about you."),
      ]
    )
  }
}

extension String {
  /// Without double dots where an address ends in one.
  fileprivate var collapsed: String { replacing("..", with: ".") }
}
