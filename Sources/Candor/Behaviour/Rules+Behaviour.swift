extension Rules {
  /// Every way in which what clients may tell would be taken without a yes, or could not be taken.
  var brokenBehaviour: [Problem] {
    guard let behaviour else { return [] }
    let pairs = behaviour.consent.map { "\($0.category) for \($0.purpose)" }
    return Self.repeated(pairs, in: "behaviour.consent", what: "category")
      + behaviour.consent.enumerated().flatMap { index, category in
        broken(category.purpose, at: "behaviour.consent[\(index)].purpose")
      }
      + Self.repeated(
        behaviour.acts.map { "\($0.type.rawValue) \($0.event)" },
        in: "behaviour.acts",
        what: "event"
      )
      + behaviour.acts.enumerated().flatMap { index, occasion in
        broken(occasion, in: behaviour, at: "behaviour.acts[\(index)]")
      }
      + Self.repeated(behaviour.traits.map(\.trait), in: "behaviour.traits", what: "trait")
      + behaviour.traits.enumerated().flatMap { index, trait in
        broken(trait, in: behaviour, at: "behaviour.traits[\(index)]")
      }
      + (behaviour.alias.map { broken($0, neededBy: behaviour, at: "behaviour.alias") } ?? [])
  }

  private func broken(_ occasion: Behaviour.Occasion, in behaviour: Behaviour, at path: String)
    -> [Problem]
  {
    var problems = broken(occasion.purpose, of: .acts, neededBy: behaviour, at: "\(path).purpose")
    if ![.track, .page, .screen].contains(occasion.type) {
      problems.append(Problem("\(path).type", "must be track, page or screen"))
    }
    let isFollow = occasion.act == .follow
    if (occasion.creator != nil) != isFollow || (occasion.item != nil) == isFollow {
      problems.append(
        Problem(
          "\(path).act",
          "'follow' needs the property of the creator, every other act the property of the item"
        )
      )
    }
    return problems
  }

  private func broken(_ trait: Behaviour.Trait, in behaviour: Behaviour, at path: String)
    -> [Problem]
  {
    guard let experience = experience(trait.experience) else {
      return [
        Problem("\(path).experience", "'\(trait.experience)' is no experience of these rules")
      ]
    }
    guard let question = experience.questions.first(where: { $0.name == trait.question }) else {
      return [
        Problem("\(path).question", "'\(trait.question)' is no question of '\(trait.experience)'")
      ]
    }
    var problems = broken(
      trait.purpose,
      of: question.attribute,
      neededBy: behaviour,
      at: "\(path).purpose"
    )
    if question.attribute == .email {
      problems.append(
        Problem("\(path).question", "asks for an address, which its owner confirms: no trait does")
      )
    }
    if !question.uses.contains(trait.purpose) {
      problems.append(
        Problem("\(path).purpose", "'\(trait.purpose)' does not stand under the question")
      )
    }
    return problems
  }

  /// A purpose that something is taken for, of one attribute.
  private func broken(
    _ name: Purpose.Name,
    of attribute: Attribute.Name? = nil,
    neededBy behaviour: Behaviour,
    at path: String
  ) -> [Problem] {
    let problems = broken(name, at: path)
    guard problems.isEmpty else { return problems }
    if behaviour.categories(of: name).isEmpty {
      return [Problem(path, "'\(name)' has no category under behaviour.consent")]
    }
    guard let attribute else { return [] }
    if self.attribute(attribute) == nil {
      return [Problem(path, "'\(attribute)' is no attribute of these rules")]
    }
    if notice(for: Consent(name))?.attributes.contains(attribute) != true {
      return [Problem(path, "no notice of '\(name)' covers '\(attribute)': it is never taken")]
    }
    return []
  }

  private func broken(_ name: Purpose.Name, at path: String) -> [Problem] {
    guard let purpose = purpose(name) else { return unknown([name], at: path) }
    guard purpose.basis == .consent else {
      return [Problem(path, "'\(name)' asks for no yes: what clients tell is taken for a yes only")]
    }
    return []
  }
}
