/// A parsed expression.
///
/// What stands on one level is one phrase, so that only brackets make a tree deep, and those are
/// counted when it is parsed.
indirect enum Phrase: Sendable {
  case literal(Operand)
  case variable(Variable)
  case list([Phrase])
  /// Read from the left; all operators bind alike.
  case chain(Phrase, [Link])
  case negation(Phrase)
  case emptiness(Phrase, wanted: Bool)
  case call(Function, [Phrase])
  case rows(Rows)

  struct Link: Sendable {
    let means: Operator
    let phrase: Phrase
  }
}

extension Phrase {
  /// - Parameter row: what a condition on rows reads first.
  func value(in scope: Expression.Scope, row: Operand? = nil) -> Operand {
    switch self {
    case .literal(let value): value
    case .variable(let variable): variable.value(in: scope, row: row)
    case .list(let phrases): .list(phrases.map { $0.value(in: scope, row: row) })
    case .chain(let first, let links): Self.value(of: first, links, in: scope, row: row)
    case .negation(let phrase): .flag(!phrase.value(in: scope, row: row).isTrue)
    case .emptiness(let phrase, let wanted):
      .flag(phrase.value(in: scope, row: row).isEmpty == wanted)
    case .call(let function, let phrases):
      function.apply(phrases.map { $0.value(in: scope, row: row) }, in: scope)
    case .rows(let rows): rows.value(in: scope, row: row)
    }
  }

  private static func value(
    of first: Phrase,
    _ links: [Link],
    in scope: Expression.Scope,
    row: Operand?
  ) -> Operand {
    var value = first.value(in: scope, row: row)
    var isOrdered = first.isOrdered(in: scope)
    for link in links {
      value = link.means.apply(
        value,
        link.phrase.value(in: scope, row: row),
        inOrder: isOrdered || link.phrase.isOrdered(in: scope)
      )
      isOrdered = false
    }
    return value
  }

  private func isOrdered(in scope: Expression.Scope) -> Bool {
    if case .variable(let variable) = self { variable.isOrdered(in: scope) } else { false }
  }

  /// Puts values and the operators between them together, what binds tightest first.
  static func folded(_ phrases: [Phrase], _ operators: [Operator]) -> Phrase {
    var phrases = phrases
    var operators = operators
    for level in Operator.levels.reversed() where operators.contains(where: level.contains) {
      var kept: [Operator] = []
      var firsts: [Phrase] = Array(phrases.prefix(1))
      var links: [[Link]] = [[]]
      for (means, phrase) in zip(operators, phrases.dropFirst()) {
        if level.contains(means) {
          links[links.count - 1].append(Link(means: means, phrase: phrase))
        } else {
          kept.append(means)
          firsts.append(phrase)
          links.append([])
        }
      }
      phrases = zip(firsts, links).map { $1.isEmpty ? $0 : .chain($0, $1) }
      operators = kept
    }
    return phrases.first ?? .literal(.empty)
  }
}

extension Operand {
  /// Whether a condition that comes to this holds: true, or the number 1.
  ///
  /// Not every answer is a yes: `{name}` alone holds for no name.
  var holds: Bool {
    switch self {
    case .flag(let flag): flag
    case .number, .text, .list: arithmetic == 1
    case .empty, .date, .object: false
    }
  }
}
