/// A sum, count or extreme over the rows of an answer: `sumInArray({books}, 'pages', {read} = true)`.
struct Rows: Sendable {
  let function: Function
  /// A list of rows, or an object of them.
  let source: Clause
  let column: Clause
  /// What the least and the greatest row answer with instead of the column itself.
  let returned: String?
  /// Read in the row first, then in the scope.
  let condition: Clause?

  func value(in scope: Expression.Scope, row: Operand?) -> Operand {
    let found = matching(in: scope, row: row)
    switch function {
    case .countInArray: return .number(Double(found.count))
    case .sumInArray: return .finite(Operand.sum(found.compactMap { $0.value.summand }))
    case .avgInArray:
      let sum = Operand.sum(found.compactMap { $0.value.summand })
      return found.isEmpty ? .number(0) : .finite(sum / Double(found.count))
    default:
      let numbers = found.compactMap { each in each.value.summand.map { (each.row, $0) } }
      let best = numbers.dropFirst().reduce(numbers.first) { best, each in
        guard let best else { return each }
        return (function == .minInArray ? each.1 < best.1 : each.1 > best.1) ? each : best
      }
      guard let best else { return .empty }
      return returned.map { best.0[$0] ?? .empty } ?? .number(best.1)
    }
  }

  /// The rows that have something in the column, and what.
  private func matching(
    in scope: Expression.Scope,
    row: Operand?
  ) -> [(row: [String: Operand], value: Operand)] {
    guard case .text(let name) = column.value(in: scope, row: row) else { return [] }
    let rows: [Operand]
    switch source.value(in: scope, row: row) {
    case .list(let elements): rows = elements
    case .object(let parts): rows = parts.sorted { $0.key < $1.key }.map(\.value)
    default: return []
    }
    return rows.compactMap { each in
      guard case .object(let columns) = each, let value = columns[name], !value.isEmpty,
        condition?.value(in: scope, row: each).holds != false
      else { return nil }
      return (columns, value)
    }
  }
}
