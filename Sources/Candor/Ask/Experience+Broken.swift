extension Experience {
  /// Names that are there twice: conditions would not know which is meant.
  var brokenNames: [String] {
    let names =
      pages.flatMap { $0.elements.flatMap(\.names) } + (calculatedValues ?? []).map(\.name)
      + (hidden ?? [])
    return Rules.repeated(names, in: "").map(\.rule)
  }

  /// Conditions, formulas and texts that tell of what is not there, and calculated values that need
  /// each other.
  var brokenReferences: [Problem] {
    let known = Set(questions.map(\.name.rawValue)).union(hidden ?? [])
    let values = calculatedValues ?? []
    let all = known.union(values.map(\.name))
    var problems: [Problem] = []
    func hold(_ names: Set<String>, against known: Set<String>, at path: String) {
      for name in names.sorted() where !known.contains(name.root) {
        problems.append(Problem(path, "tells of '\(name)', which is not asked here"))
      }
    }
    // Each sees those before it, so that none can need itself.
    var before = known
    for (index, value) in values.enumerated() {
      hold(value.expression.names, against: before, at: "calculatedValues[\(index)].expression")
      before.insert(value.name)
    }
    for (index, page) in pages.enumerated() {
      let path = "pages[\(index)]"
      hold(page.visibleIf?.names ?? [], against: all, at: "\(path).visibleIf")
      hold(page.enableIf?.names ?? [], against: all, at: "\(path).enableIf")
      for (place, element) in page.elements.enumerated() {
        for (key, names) in element.references {
          hold(names, against: all, at: "\(path).elements[\(place)]\(key)")
        }
      }
    }
    let end = all.union(["score"])
    hold(completedHtml?.names ?? [], against: end, at: "completedHtml")
    for (index, ending) in (completedHtmlOnCondition ?? []).enumerated() {
      let path = "completedHtmlOnCondition[\(index)]"
      hold(ending.expression.names, against: end, at: "\(path).expression")
      hold(ending.html.names, against: end, at: "\(path).html")
    }
    for (index, outcome) in (outcomes ?? []).enumerated() {
      hold(outcome.when?.names ?? [], against: end, at: "outcomes[\(index)].when")
      hold(outcome.text?.placeholders ?? [], against: end, at: "outcomes[\(index)].text")
    }
    let asked = Set(questions.map(\.name))
    for (index, name) in (prefill ?? []).enumerated() where !asked.contains(name) {
      problems.append(Problem("prefill[\(index)]", "'\(name)' is not asked here"))
    }
    return problems
  }
}

extension Element {
  /// Its name, and those of what it holds.
  fileprivate var names: [String] {
    if case .panel(let panel) = self { return [name] + panel.elements.flatMap(\.names) }
    return [name]
  }

  /// What it tells of, by the key that does.
  fileprivate var references: [(key: String, names: Set<String>)] {
    switch self {
    case .question(let question): question.references
    case .html(let passage):
      [(".html", passage.html.names), (".visibleIf", passage.visibleIf?.names ?? [])]
    case .expression(let formula):
      [
        (".expression", formula.expression.names), (".visibleIf", formula.visibleIf?.names ?? []),
        (".title", formula.title.placeholders),
      ]
    case .panel(let panel):
      [
        (".visibleIf", panel.visibleIf?.names ?? []), (".enableIf", panel.enableIf?.names ?? []),
        (".title", panel.title?.placeholders ?? []),
      ]
        + panel.elements.enumerated().flatMap { index, element in
          element.references.map { (".elements[\(index)]\($0.key)", $0.names) }
        }
    }
  }
}

extension Question {
  fileprivate var references: [(key: String, names: Set<String>)] {
    let conditions = [
      ("visibleIf", visibleIf), ("enableIf", enableIf), ("requiredIf", requiredIf),
    ]
    return [(".title", title.placeholders), (".description", description?.placeholders ?? [])]
      + conditions.map { (".\($0.0)", $0.1?.names ?? []) }
      + (validators ?? []).enumerated().map {
        (".validators[\($0.offset)].expression", $0.element.expression?.names ?? [])
      }
      + (choices ?? []).enumerated().flatMap { index, choice in
        [
          (".choices[\(index)].visibleIf", choice.visibleIf?.names ?? []),
          (".choices[\(index)].enableIf", choice.enableIf?.names ?? []),
        ]
      }
  }
}

extension String {
  /// The question in `address.city` and `rooms[0].name`.
  fileprivate var root: String { String(prefix { $0 != "." && $0 != "[" }) }
}
