/// A condition or a formula over answers, as SurveyJS writes them: `{genres} contains 'poetry'`.
///
/// It is read as SurveyJS reads it, with these exceptions, each on the safe side:
/// - What cannot be read is refused where it is written, never taken for false: functions that are
///   not known, a bracket that is not closed, an operator without a value behind it.
/// - Arithmetic without a finite result (`1 / 0`, `'a' * 2`) comes to nothing, and so do dates that
///   do not exist. Nothing is never greater, less or true.
/// - Everything that is empty equals everything else that is empty: no answer, no text, no choice.
/// - Sums and averages pass over what is no number.
/// - Times are in UTC, and the only clock is the scope's.
///
/// Reading takes time in proportion to the text and to what it reads; conditions on rows are read
/// once for each row.
public struct Expression: Sendable {
  /// Why a text is no expression.
  public struct Invalid: Error, Hashable, Sendable {
    /// Where, in bytes of UTF-8 from the beginning.
    public let position: Int
    /// Continues a sentence that begins with the place: `has a text whose quote is not closed`.
    public let rule: String
  }

  /// Bytes of UTF-8.
  static let longest = 10_000
  /// Brackets, lists, calls and negations within each other.
  static let depth = 64

  public let text: String
  /// Every variable that it reads, as written between braces: `genres`, `address.city`.
  ///
  /// Also what `displayValue` names. A condition on rows reads columns, which are not among these.
  public let names: Set<String>
  /// Every function that it calls.
  public let functions: Set<String>
  private let root: Clause

  public init(_ text: String) throws(Invalid) {
    guard text.utf8.count <= Self.longest else {
      throw Invalid(position: Self.longest, rule: "is longer than \(Self.longest) bytes")
    }
    var parser = ExpressionParser(text)
    root = try parser.whole(depth: 0)
    self.text = text
    names = parser.names
    functions = parser.functions
  }

  /// What it comes to; never fails.
  public func value(in scope: Scope) -> Operand { root.value(in: scope) }

  /// Whether it comes to true, or to the number 1.
  ///
  /// Not every answer is a yes: `{name}` alone holds for no name, `{name} notempty` for each.
  public func holds(in scope: Scope) -> Bool { value(in: scope).holds }
}

extension Expression: Hashable {
  /// Equal texts mean the same.
  public static func == (left: Expression, right: Expression) -> Bool { left.text == right.text }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(text)
  }
}
