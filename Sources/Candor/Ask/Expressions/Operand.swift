import Foundation

/// A value that an expression reads or comes to.
public indirect enum Operand: Hashable, Sendable {
  /// Nothing: a question without an answer, or arithmetic without a result.
  case empty
  case flag(Bool)
  /// Always finite: what would not be is `empty`.
  case number(Double)
  case text(String)
  case date(Date)
  case list([Operand])
  case object([String: Operand])
}
