extension Rules {
  /// Every way in which well-formed rules break the golden rule, or contradict themselves.
  var broken: [Problem] {
    repeatedNames + brokenAttributes + brokenPurposes + brokenRecipients + brokenBenefits
      + brokenNotices + brokenExperiences + brokenBehaviour + brokenTexts
      + brokenExchange + (embedding?.broken ?? [])
  }

  private var repeatedNames: [Problem] {
    Self.repeated(attributes.map(\.name.rawValue), in: "attributes")
      + Self.repeated(purposes.map(\.name.rawValue), in: "purposes")
      + Self.repeated(recipients.map(\.name.rawValue), in: "recipients")
      + Self.repeated(benefits.map(\.name.rawValue), in: "benefits")
      + Self.repeated(experiences.map(\.name.rawValue), in: "experiences")
      + Self.repeated(benefits.compactMap(\.list?.rawValue), in: "benefits", what: "list")
  }

  static func repeated(_ names: [String], in path: String, what: String = "name") -> [Problem] {
    var seen: Set<String> = []
    return names.enumerated().compactMap { index, name in
      seen.insert(name).inserted
        ? nil : Problem("\(path)[\(index)].\(what)", "'\(name)' is there twice")
    }
  }

  private var brokenAttributes: [Problem] {
    attributes.enumerated().flatMap { index, attribute in
      let path = "attributes[\(index)]"
      var problems = attribute.brokenForm(at: path)
      if !purposes.contains(where: { $0.uses.contains(attribute.name) }) {
        problems.append(
          Problem(path, "'\(attribute.name)' is used by no purpose: what nobody uses is not kept")
        )
      }
      for (name, type) in [(Attribute.Name.acts, Attribute.ValueType.acts), (.email, .email)]
      where (attribute.name == name) != (attribute.type == type) {
        problems.append(
          Problem(
            "\(path).type",
            "the attribute '\(name)' and the type '\(type.rawValue)' belong together"
          )
        )
      }
      if attribute.name == .timezone && ![.text, .choice].contains(attribute.type) {
        problems.append(
          Problem(
            "\(path).type",
            "a time zone is told as text, or chosen among some: text or choice"
          )
        )
      }
      if attribute.type == .email && attribute.kind != .contact {
        problems.append(Problem("\(path).kind", "an e-mail address is of the kind contact"))
      }
      let needsTerm = attribute.type == .rating && attribute.matches != nil
      if needsTerm && attribute.term == nil {
        problems.append(
          Problem(
            "\(path).term",
            "is missing: say which \(attribute.matches?.rawValue ?? "genre") the rating is about"
          )
        )
      }
      if attribute.term != nil && (attribute.matches == nil || attribute.type != .rating) {
        problems.append(
          Problem("\(path).term", "belongs to a rating that matches a genre or a creator")
        )
      }
      if attribute.matches != nil
        && [.number, .flag, .table, .date, .email, .acts].contains(attribute.type)
      {
        problems.append(
          Problem(
            "\(path).matches",
            "a value of type \(attribute.type.rawValue) is no genre or creator"
          )
        )
      }
      return problems
    }
  }

  private var brokenPurposes: [Problem] {
    purposes.enumerated().flatMap { index, purpose in
      let path = "purposes[\(index)]"
      var problems = unknown(purpose.uses, at: "\(path).uses")
      if purpose.uses.isEmpty {
        problems.append(Problem("\(path).uses", "is empty: a purpose without attributes is none"))
      }
      switch purpose.basis {
      case .consent:
        if purpose.expires == nil {
          problems.append(Problem("\(path).expires", "is missing: say how long a yes lasts"))
        }
        let asked = recipients.contains {
          $0.purposes.contains(purpose.name) && $0.role == .partner
        }
        let own = notice(for: Consent(purpose.name)) != nil
        if !asked && !own {
          problems.append(
            Problem("\(path).name", "'\(purpose.name)' needs a yes, and no notice asks for it")
          )
        }
      case .contract:
        for name in purpose.uses where attribute(name)?.isSensitive == true {
          problems.append(
            Problem("\(path).basis", "'\(name)' is sensitive: it needs a yes, not a contract")
          )
        }
      }
      return problems
    }
  }

  private var brokenRecipients: [Problem] {
    recipients.enumerated().flatMap { index, recipient in
      let path = "recipients[\(index)]"
      var problems = unknown(recipient.purposes, at: "\(path).purposes")
      problems += recipient.broken(in: self, at: path)
      if recipient.purposes.isEmpty {
        problems.append(
          Problem(
            "\(path).purposes",
            "is empty: '\(recipient.name)' would get nothing, so leave it out"
          )
        )
      }
      for name in recipient.purposes {
        guard let purpose = purpose(name) else { continue }
        if purpose.basis == .contract && recipient.role == .partner {
          problems.append(
            Problem("\(path).purposes", "a partner needs a yes; '\(name)' is a contract purpose")
          )
        }
        if purpose.basis == .consent
          && notice(for: Consent(name, at: recipient.name)) == nil
        {
          problems.append(
            Problem(
              "\(path).purposes",
              "no notice asks whether '\(recipient.name)' may have data for '\(name)'"
            )
          )
        }
      }
      return problems
    }
  }

  private var brokenBenefits: [Problem] {
    benefits.enumerated().flatMap { index, benefit in
      let path = "benefits[\(index)]"
      guard benefit.list != nil else { return [Problem]() }
      guard let name = benefit.purpose else {
        return [Problem("\(path).purpose", "is missing: a list is made for a purpose")]
      }
      if purpose(name)?.basis == .consent && notice(for: Consent(name)) == nil {
        return [
          Problem(
            "\(path).purpose",
            "'\(name)' has no notice of the company itself: the list would never be personal"
          )
        ]
      }
      return unknown([name], at: "\(path).purpose")
    }
  }

  private var brokenNotices: [Problem] {
    let repeats = Self.repeated(
      notices.map { "\($0.purpose)\($0.recipient.map { " at \($0)" } ?? "")" },
      in: "notices",
      what: "purpose"
    )
    return repeats
      + notices.enumerated().flatMap { index, notice in
        let path = "notices[\(index)]"
        guard let purpose = purpose(notice.purpose) else {
          return unknown([notice.purpose], at: "\(path).purpose")
        }
        var problems: [Problem] = []
        if purpose.basis == .contract {
          problems.append(
            Problem("\(path).purpose", "'\(purpose.name)' needs no yes, so it may not ask for one")
          )
        }
        for name in notice.attributes where !purpose.uses.contains(name) {
          problems.append(
            Problem("\(path).attributes", "'\(name)' is not among the uses of '\(purpose.name)'")
          )
        }
        if let name = notice.recipient {
          guard let recipient = recipient(name) else {
            return problems + [
              Problem("\(path).recipient", "'\(name)' is no recipient of these rules")
            ]
          }
          if !recipient.purposes.contains(purpose.name) {
            problems.append(
              Problem("\(path).recipient", "'\(name)' does not list the purpose '\(purpose.name)'")
            )
          }
        }
        return problems
      }
  }

  func unknown(_ names: [Attribute.Name], at path: String) -> [Problem] {
    names.filter { attribute($0) == nil }
      .map { Problem(path, "'\($0)' is no attribute of these rules") }
  }

  func unknown(_ names: [Purpose.Name], at path: String) -> [Problem] {
    names.filter { purpose($0) == nil }
      .map { Problem(path, "'\($0)' is no purpose of these rules") }
  }
}
