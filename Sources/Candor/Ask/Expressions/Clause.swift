/// A parsed expression.
///
/// What stands on one level is one clause, so that only brackets make a tree deep, and those are
/// counted when it is parsed.
indirect enum Clause: Sendable {
  case literal(Operand)
  case variable(Variable)
  case list([Clause])
  /// Read from the left; all operators bind alike.
  case chain(Clause, [Link])
  case negation(Clause)
  case emptiness(Clause, wanted: Bool)
  case call(Function, [Clause])
  case rows(Rows)

  struct Link: Sendable {
    let means: Operator
    let clause: Clause
  }
}

extension Clause {
  /// - Parameter row: what a condition on rows reads first.
  func value(in scope: Expression.Scope, row: Operand? = nil) -> Operand {
    switch self {
    case .literal(let value): value
    case .variable(let variable): variable.value(in: scope, row: row)
    case .list(let clauses): .list(clauses.map { $0.value(in: scope, row: row) })
    case .chain(let first, let links): Self.value(of: first, links, in: scope, row: row)
    case .negation(let clause): .flag(!clause.value(in: scope, row: row).isTrue)
    case .emptiness(let clause, let wanted):
      .flag(clause.value(in: scope, row: row).isEmpty == wanted)
    case .call(let function, let clauses):
      function.apply(clauses.map { $0.value(in: scope, row: row) }, in: scope)
    case .rows(let rows): rows.value(in: scope, row: row)
    }
  }

  private static func value(
    of first: Clause,
    _ links: [Link],
    in scope: Expression.Scope,
    row: Operand?
  ) -> Operand {
    var value = first.value(in: scope, row: row)
    var isOrdered = first.isOrdered(in: scope)
    for link in links {
      value = link.means.apply(
        value,
        link.clause.value(in: scope, row: row),
        inOrder: isOrdered || link.clause.isOrdered(in: scope)
      )
      isOrdered = false
    }
    return value
  }

  private func isOrdered(in scope: Expression.Scope) -> Bool {
    if case .variable(let variable) = self { variable.isOrdered(in: scope) } else { false }
  }

  /// Puts values and the operators between them together, what binds tightest first.
  static func folded(_ clauses: [Clause], _ operators: [Operator]) -> Clause {
    var clauses = clauses
    var operators = operators
    for level in Operator.levels.reversed() where operators.contains(where: level.contains) {
      var kept: [Operator] = []
      var firsts: [Clause] = Array(clauses.prefix(1))
      var links: [[Link]] = [[]]
      for (means, clause) in zip(operators, clauses.dropFirst()) {
        if level.contains(means) {
          links[links.count - 1].append(Link(means: means, clause: clause))
        } else {
          kept.append(means)
          firsts.append(clause)
          links.append([])
        }
      }
      clauses = zip(firsts, links).map { $1.isEmpty ? $0 : .chain($0, $1) }
      operators = kept
    }
    return clauses.first ?? .literal(.empty)
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
