import Crypto
import Foundation

/// The privacy policy of a house, written from its rules and from nothing else.
///
/// The same rules give the same bytes. So the policy cannot say what the rules do not keep.
public struct Policy: Hashable, Sendable {
  /// A heading and what stands under it.
  public struct Section: Hashable, Sendable {
    /// Its anchor, which stays when the title is written differently.
    public let name: String
    public let title: String
    public let lines: [Line]

    public init(_ name: String, _ title: String, _ lines: [Line]) {
      self.name = name
      self.title = title
      self.lines = lines
    }
  }

  /// A paragraph, or one thing in a list.
  public struct Line: Hashable, Sendable {
    public let text: String
    public let isItem: Bool

    public init(_ text: String, isItem: Bool = false) {
      // One line in every rendering, however the rules file breaks it.
      self.text = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      self.isItem = isItem
    }

    static func item(_ text: String) -> Line { Line(text, isItem: true) }
  }

  public let title: String
  /// What fits on one screen.
  public let summary: [Section]
  public let details: [Section]

  public init(title: String, summary: [Section], details: [Section]) {
    self.title = title
    self.summary = summary
    self.details = details
  }

  public init(_ rules: Rules) {
    let told = Told(rules)
    self.init(
      title: "Privacy at \(rules.company.name)",
      summary: told.summary,
      details: told.details + told.law
    )
  }

  public var sections: [Section] { summary + details }

  /// What is kept, hashed and served as `/privacy.md`.
  public var bytes: Data { Data(markdown.utf8) }

  /// SHA-256 of the bytes, in hexadecimal.
  public var hash: String {
    SHA256.hash(data: bytes).hexadecimal
  }
}

extension Policy {
  /// What the rules say of each other, as the chapters of a policy need it.
  struct Told {
    let rules: Rules

    init(_ rules: Rules) { self.rules = rules }

    var company: String { rules.company.name }

    /// 'a; b; c', since titles can have commas in them.
    func titles(_ names: [Attribute.Name]) -> String {
      names.map { rules.attribute($0)?.title ?? $0.rawValue }.joined(separator: "; ")
    }

    func uses(of attribute: Attribute) -> [Purpose] {
      rules.purposes.filter { $0.uses.contains(attribute.name) }
    }

    /// What a recipient can get for a purpose.
    func gets(_ recipient: Recipient, for purpose: Purpose) -> [Attribute.Name] {
      rules.attributes(at: recipient, for: purpose)
    }

    func purposes(of recipient: Recipient) -> [Purpose] {
      rules.purposes.filter { recipient.purposes.contains($0.name) }
    }

    func recipients(of attribute: Attribute) -> [Recipient] {
      rules.recipients.filter { recipient in
        purposes(of: recipient).contains { gets(recipient, for: $0).contains(attribute.name) }
      }
    }
  }
}

extension Rules {
  /// What a recipient can get for a purpose: with a yes what the notice covers, else all that the
  /// purpose uses.
  func attributes(at recipient: Recipient, for purpose: Purpose) -> [Attribute.Name] {
    guard recipient.purposes.contains(purpose.name) else { return [] }
    switch purpose.basis {
    case .contract: return purpose.uses
    case .consent:
      return notice(for: Consent(purpose.name, at: recipient.name))?.attributes ?? []
    }
  }
}

extension Sequence<String> {
  /// 'a, b and c'.
  var listed: String {
    let words = Array(self)
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return "\(words.dropLast().joined(separator: ", ")) and \(last)"
  }
}

extension String {
  /// With a full stop, unless it ends like a sentence already.
  var asSentence: String {
    guard let last, !".!?…".contains(last) else { return self }
    return self + "."
  }
}
