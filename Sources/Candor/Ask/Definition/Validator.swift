import Foundation

/// A rule that an answer must keep, besides those of its type.
public struct Validator: Sendable, Codable {
  public enum Kind: String, Sendable, Codable, CaseIterable {
    case numeric, text, answercount, regex, email, expression
  }

  public let type: Kind
  /// What the person is told; without it, the rule itself.
  public let text: String?
  public let minValue: Int?
  public let maxValue: Int?
  public let minLength: Int?
  public let maxLength: Int?
  public let allowDigits: Bool?
  public let minCount: Int?
  public let maxCount: Int?
  public let regex: String?
  public let caseInsensitive: Bool?
  public let expression: Expression?
}

extension Validator {
  /// The rule that the answer breaks; nil when it keeps it.
  ///
  /// An empty answer breaks none: that is for `isRequired` to say.
  func broken(by value: Value, in scope: Expression.Scope) -> String? {
    let isKept =
      switch type {
      case .numeric: Self.numbers(value).allSatisfy { within($0, minValue, maxValue) }
      case .text: Self.texts(value).allSatisfy(keepsText)
      case .answercount: within(Self.count(value), minCount, maxCount)
      case .regex: Self.texts(value).allSatisfy(matches)
      case .email: Self.texts(value).allSatisfy { EmailAddress($0) != nil }
      case .expression: expression?.holds(in: scope) ?? true
      }
    return isKept ? nil : rule
  }

  private var rule: String {
    if let text { return text }
    switch type {
    case .numeric: return "must be a number\(Self.between(minValue, maxValue, ""))"
    case .text:
      let length = Self.between(minLength, maxLength, " letters")
      return "must be text\(length)\(allowDigits == false ? " without digits" : "")"
    case .answercount: return "must be\(Self.between(minCount, maxCount, " choices"))"
    case .regex: return "is not of the form that is asked for"
    case .email: return "must be an e-mail address"
    case .expression: return "does not go together with the other answers"
    }
  }

  private static func between(_ least: Int?, _ most: Int?, _ unit: String) -> String {
    switch (least, most) {
    case (let least?, let most?): " from \(least) to \(most)\(unit)"
    case (let least?, nil): " of at least \(least)\(unit)"
    case (nil, let most?): " of at most \(most)\(unit)"
    case (nil, nil): ""
    }
  }

  private func keepsText(_ text: String) -> Bool {
    within(text.count, minLength, maxLength)
      && (allowDigits ?? true || !text.contains { $0.isNumber })
  }

  private func within(_ number: Int?, _ least: Int?, _ most: Int?) -> Bool {
    guard let number else { return false }
    return number >= least ?? .min && number <= most ?? .max
  }

  private func matches(_ text: String) -> Bool {
    guard let regex, let pattern = try? Pattern(regex) else { return true }
    return pattern.occurs(in: text, ignoringCase: caseInsensitive == true)
  }

  private static func texts(_ value: Value) -> [String] {
    switch value {
    case .list(let texts): texts
    case .table(let table): table.values.sorted()
    default: [String(describing: value)]
    }
  }

  private static func numbers(_ value: Value) -> [Int?] {
    if case .number(let number) = value { return [number] }
    return texts(value).map { Int($0) }
  }

  private static func count(_ value: Value) -> Int {
    switch value {
    case .list(let texts): texts.count
    case .table(let table): table.count
    default: 1
    }
  }
}
