extension Policy.Told {
  var rights: Policy.Section {
    .init(
      "rights",
      "Your rights, and where to use them",
      [
        .item("See what we hold, and get a copy (Articles 15 and 20): My record, Take it along."),
        .item("Correct it (Article 16): My record, Change. We use the new answer from then on."),
        .item("Erase it (Article 17): My record, Erase everything."),
        .item("Have it kept but not used (Article 18): My record, Mute."),
        .item(
          "Object (Article 21): My record, Mute or Stop, or write to \(rules.company.contact)."
        ),
        .item(
          "Take back a yes at any time (Article 7): My record, Stop. It does not undo what was done before."
        ),
        .init("None of this costs anything. You do not have to say why."),
      ]
    )
  }

  var complaint: Policy.Section {
    let authority =
      rules.company.authority.map { "For us this is: \($0.asSentence)" }
      ?? "Ours is not named in our rules: you can go to the one where you live."
    return .init(
      "complaint",
      "Where to complain",
      [.init("You can complain to an authority for data protection. \(authority)")]
    )
  }

  var required: Policy.Section {
    let contract = rules.purposes.filter { $0.basis == .contract }
    return .init(
      "required",
      "Do you have to answer?",
      [.init("No. No law and no contract asks it of you. You can skip every question.")]
        + contract.map { purpose in
          .item(
            "Without this we cannot do it: \(purpose.sentence.asSentence) \(titles(purpose.uses))."
          )
        } + [.init("If you say no, nothing else changes. Silence counts as a no.")]
    )
  }

  var machine: Policy.Section {
    let lists = rules.benefits.filter { $0.list != nil }
    guard !lists.isEmpty else {
      return .init(
        "machine",
        "What a machine decides",
        [.init("Nothing. No machine makes a list or a profile from your answers.")]
      )
    }
    let purposes = rules.purposes.filter { purpose in lists.contains { $0.purpose == purpose.name }
    }
    let used = rules.attributes.map(\.name).filter { name in
      purposes.contains { $0.uses.contains(name) }
    }
    let learnsFromActs = used.contains(.acts)
    return .init(
      "machine",
      "What a machine decides",
      [
        .init(
          """
          A machine makes your lists. This is profiling, and it decides nothing else about you: no \
          price, no contract, no access. It needs your yes. It uses: \(titles(used)).
          """
        ),
        .init(
          """
          It knows how often two things go together for many people. It puts first what goes best \
          with what you told\(learnsFromActs ? " and did" : ""). Each pick says which answer caused \
          it. You can mute any answer, and the list changes at once.
          """
        ),
        .init(
          """
          What you told\(learnsFromActs ? ", read and liked" : "") counts, without your name, in \
          what is learned about which things go together. What fewer than \(rules.lists.smallest) \
          people have in common explains no pick. When you stop, you count no more, and the next \
          model is made as if you had never been there.
          """
        ),
      ] + lists.map { .item($0.sentence.asSentence) }
    )
  }
}
