/// A condition or a formula over answers, as SurveyJS writes them: `{genres} contains 'poetry'`.
public struct Expression: Hashable, Sendable {
  /// Why a text is no expression.
  public struct Invalid: Error, Hashable, Sendable {
    /// Where, in bytes of UTF-8 from the beginning.
    public let position: Int
    public let rule: String
  }

  public let text: String
  /// Every variable that it reads, as written between braces: `genres`, `address.city`.
  public let names: Set<String>
  /// Every function that it calls.
  public let functions: Set<String>

  public init(_ text: String) throws(Invalid) {
    self.text = text
    names = []
    functions = []
  }

  /// What it comes to; never fails.
  public func value(in scope: Scope) -> Operand { .empty }

  /// Whether it comes to true.
  public func holds(in scope: Scope) -> Bool { value(in: scope) == .flag(true) }
}
