import Foundation

extension Expression {
  /// What an expression is read against.
  public struct Scope: Sendable {
    /// By question name: a choice, an answer of several parts as an object, a calculated value.
    public var values: [String: Operand]
    /// The only clock that an expression knows.
    public var now: Date
    /// How each answer reads to a person, by question name.
    public var displays: [String: String]
    /// The questions whose answer is a ranking: only between these and a list does `=` heed order.
    public var ordered: Set<String>

    public init(
      values: [String: Operand] = [:],
      now: Date,
      displays: [String: String] = [:],
      ordered: Set<String> = []
    ) {
      self.values = values
      self.now = now
      self.displays = displays
      self.ordered = ordered
    }
  }
}
