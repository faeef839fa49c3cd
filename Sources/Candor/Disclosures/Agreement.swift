import Foundation

/// What a recipient and the company agreed on: these attributes, until that day.
public struct Agreement: Hashable, Sendable, Codable {
  public let attributes: [Attribute.Name]
  /// The last day on which it holds, in GMT.
  public let until: Day

  /// The first moment at which it holds no more.
  public var end: Date { until.date.addingTimeInterval(86_400) }
}

extension Recipient {
  /// Whether the agreement covers the attribute; without one, all that their purposes use.
  func mayGet(_ name: Attribute.Name) -> Bool { agreement?.attributes.contains(name) ?? true }

  /// Why nothing may go there, whoever agrees: they could not sign what they did about a change.
  var brokenKey: Problem? {
    key == nil
      ? Problem("recipient", "'\(name)' has no key to sign that it did what it is told") : nil
  }

  /// What its keys say that cannot be.
  func broken(in rules: Rules, at path: String) -> [Problem] {
    var problems: [Problem] = []
    let used = Set(purposes.compactMap { rules.purpose($0) }.flatMap(\.uses))
    for (index, name) in (agreement?.attributes ?? []).enumerated() where !used.contains(name) {
      problems.append(
        Problem(
          "\(path).agreement.attributes[\(index)]",
          "no purpose of '\(self.name)' uses '\(name)'"
        )
      )
    }
    if let key, Data(base64Encoded: key)?.count != 32 {
      problems.append(Problem("\(path).key", "must be an Ed25519 key: 32 bytes in base64"))
    }
    if webhook != nil && key == nil {
      problems.append(
        Problem("\(path).key", "is missing: who is told of changes signs that they were made")
      )
    }
    return problems
  }
}
