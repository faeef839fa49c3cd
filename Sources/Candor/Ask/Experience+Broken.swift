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
    let values = calculatedValues ?? []
    let elements = placed.map(\.element)
    let all = Set(questions.map(\.name.rawValue)).union(hidden ?? []).union(values.map(\.name))
      .union(
        elements.compactMap { if case .expression(let formula) = $0 { formula.name } else { nil } }
      )
    var problems = brokenCircle
    func hold(_ names: Set<String>, against known: Set<String>, at path: String) {
      for name in names.sorted() where !known.contains(name.root) {
        problems.append(Problem(path, "tells of '\(name)', which is not asked here"))
      }
    }
    for (index, value) in values.enumerated() {
      hold(value.expression.names, against: all, at: "calculatedValues[\(index)].expression")
    }
    for (index, page) in pages.enumerated() {
      let path = "pages[\(index)]"
      hold(page.visibleIf?.names ?? [], against: all, at: "\(path).visibleIf")
      hold(page.enableIf?.names ?? [], against: all, at: "\(path).enableIf")
      hold(page.title?.placeholders ?? [], against: all, at: "\(path).title")
      hold(page.description?.placeholders ?? [], against: all, at: "\(path).description")
      for (place, element) in page.elements.enumerated() {
        for (key, names) in element.references {
          hold(names, against: all, at: "\(path).elements[\(place)]\(key)")
        }
      }
    }
    let end = all.union(Course.scoreNames)
    hold(completedHtml?.names ?? [], against: end, at: "completedHtml")
    for (index, ending) in (completedHtmlOnCondition ?? []).enumerated() {
      let path = "completedHtmlOnCondition[\(index)]"
      hold(ending.expression.names, against: end, at: "\(path).expression")
      hold(ending.html.names, against: end, at: "\(path).html")
    }
    for (index, outcome) in (outcomes ?? []).enumerated() {
      hold(outcome.when?.names ?? [], against: end, at: "outcomes[\(index)].when")
      hold(outcome.title.placeholders, against: end, at: "outcomes[\(index)].title")
      hold(outcome.text?.placeholders ?? [], against: end, at: "outcomes[\(index)].text")
      for (key, words) in outcome.picks?.wishes ?? [] {
        let names = words.reduce(into: Set()) { $0.formUnion($1.placeholders) }
        hold(names, against: all, at: "outcomes[\(index)].picks.\(key)")
      }
    }
    let asked = Set(questions.map(\.name))
    for (index, name) in (prefill ?? []).enumerated() where !asked.contains(name) {
      problems.append(Problem("prefill[\(index)]", "'\(name)' is not asked here"))
    }
    return problems
  }
}

extension Experience {
  /// What reads itself, over whatever else: nobody could say which comes first.
  private var brokenCircle: [Problem] {
    let circle = readings.circle
    guard let first = circle.first else { return [] }
    let place = (calculatedValues ?? []).firstIndex { $0.name == first }
    let path = place.map { "calculatedValues[\($0)].expression" } ?? path(of: first)
    let chain = (circle + [first]).map { "'\($0)'" }.joined(separator: " needs ")
    return [Problem(path, "goes round in a circle: \(chain)")]
  }

  private func path(of name: String) -> String {
    pages.enumerated().compactMap { index, page in
      page.elements.path(of: name).map { "pages[\(index)].\($0)" }
    }.first ?? "pages"
  }
}

extension [Element] {
  fileprivate func path(of name: String) -> String? {
    for (index, element) in enumerated() {
      if element.name == name { return "elements[\(index)]" }
      if case .panel(let panel) = element, let path = panel.elements.path(of: name) {
        return "elements[\(index)].\(path)"
      }
    }
    return nil
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
        (".description", panel.description?.placeholders ?? []),
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
