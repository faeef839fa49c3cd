/// An element with every condition that it stands under: its own, its panels' and its page's.
struct Placed {
  let element: Element
  let visible: [Expression]
  let enabled: [Expression]
}

extension Experience {
  /// Every element, panels before what they hold.
  var placed: [Placed] {
    pages.flatMap { page in
      page.elements.flatMap { element in
        element.placed([page.visibleIf].compactMap(\.self), [page.enableIf].compactMap(\.self))
      }
    }
  }
}

extension Element {
  fileprivate func placed(_ visible: [Expression], _ enabled: [Expression]) -> [Placed] {
    let visible = visible + [visibleIf].compactMap(\.self)
    let enabled = enabled + [enableIf].compactMap(\.self)
    let here = Placed(element: self, visible: visible, enabled: enabled)
    guard case .panel(let panel) = self else { return [here] }
    return [here] + panel.elements.flatMap { $0.placed(visible, enabled) }
  }

  private var visibleIf: Expression? {
    switch self {
    case .question(let question): question.visibleIf
    case .panel(let panel): panel.visibleIf
    case .html(let passage): passage.visibleIf
    case .expression(let formula): formula.visibleIf
    }
  }

  private var enableIf: Expression? {
    switch self {
    case .question(let question): question.enableIf
    case .panel(let panel): panel.enableIf
    case .html, .expression: nil
    }
  }
}

/// Something with a name that conditions read, and what it must know before it has a value.
struct Reading {
  enum Source {
    case question(Question)
    case formula(Expression)
  }

  let name: String
  let source: Source
  let visible: [Expression]
  let enabled: [Expression]

  /// The names that it reads, also to know whether it is shown.
  var reads: Set<String> {
    var expressions = visible + enabled
    switch source {
    case .formula(let expression): expressions.append(expression)
    case .question(let question):
      expressions += (question.choices ?? []).flatMap { [$0.visibleIf, $0.enableIf] }
        .compactMap(\.self)
    }
    return Set(expressions.flatMap { $0.names.map(\.root) })
  }
}

extension Experience {
  /// Everything that has a value, whatever it reads before it.
  ///
  /// - Returns: also the names that read one another in a circle.
  var readings: (ordered: [Reading], circle: [String]) {
    let all =
      placed.compactMap { placed -> Reading? in
        let source: Reading.Source
        switch placed.element {
        case .question(let question): source = .question(question)
        case .expression(let formula): source = .formula(formula.expression)
        case .panel, .html: return nil
        }
        return Reading(
          name: placed.element.name,
          source: source,
          visible: placed.visible,
          enabled: placed.enabled
        )
      }
      + (calculatedValues ?? []).map { value in
        Reading(name: value.name, source: .formula(value.expression), visible: [], enabled: [])
      }
    var order = Order(all)
    for reading in all { order.visit(reading.name) }
    return (order.ordered, order.circle)
  }

  /// Walks to whatever is read before what reads it.
  private struct Order {
    private let byName: [String: Reading]
    private var path: [String] = []
    private var isDone: Set<String> = []
    var ordered: [Reading] = []
    var circle: [String] = []

    init(_ all: [Reading]) {
      byName = Dictionary(all.map { ($0.name, $0) }) { first, _ in first }
    }

    mutating func visit(_ name: String) {
      guard let reading = byName[name], !isDone.contains(name) else { return }
      if let start = path.firstIndex(of: name) {
        if circle.isEmpty { circle = Array(path[start...]) }
        return
      }
      path.append(name)
      for other in reading.reads.sorted() { visit(other) }
      path.removeLast()
      isDone.insert(name)
      ordered.append(reading)
    }
  }
}

extension String {
  /// The question in `address.city` and `rooms[0].name`; a leading `#` only says how it is read.
  var root: String {
    String(drop { $0 == "#" }.prefix { $0 != "." && $0 != "[" })
  }
}
