/// The names and titles of the rules, as words that can be found in sentences.
struct Vocabulary: Sendable {
  private let names: [(words: [String], name: String)]
  private let mentions: [(attribute: Attribute.Name, words: [[String]])]
  /// Words that the rules themselves write with a capital.
  let capitals: Set<String>
  private let order: [Recipient.Name: String]

  /// Words that many titles share.
  private static let common: Set<String> = [
    "your", "you", "what", "how", "when", "which", "who", "the", "a", "an", "us", "we", "to", "be",
    "here", "are", "is", "do", "for", "of", "in", "and", "or", "would", "like", "want", "about",
    "may", "should", "it", "with", "at", "on", "our", "my", "under",
  ]
  private static let kinds: [String: [String]] = [
    "date": ["date", "month"], "rating": ["rating"], "choice": ["answer", "choice"],
    "text": ["answer"], "email": ["address"],
  ]

  init(_ rules: Rules) {
    var names = [(words: Sentence.words(of: rules.company.name), name: "we")]
    var order: [Recipient.Name: String] = [:]
    for (index, recipient) in rules.recipients.enumerated() {
      order[recipient.name] = "@\(index)"
      names.append((Sentence.words(of: recipient.title), "@\(index)"))
    }
    if let country = rules.company.country { names.append((Sentence.words(of: country), "@home")) }
    self.names = names.sorted { $0.words.count > $1.words.count }
    self.order = order
    self.mentions = rules.attributes.map { ($0.name, Self.mentions(of: $0)) }
    let company = rules.company
    let texts =
      [company.name, company.address, company.country, company.officer, company.authority]
      .compactMap(\.self) + rules.recipients.flatMap { [$0.title, $0.country ?? ""] }
      + rules.attributes.map(\.title) + rules.benefits.map(\.sentence)
      + rules.purposes.map(\.sentence) + rules.experiences.map(\.title)
    self.capitals = Set(
      texts.flatMap { Sentence.words(of: $0) }
    )
  }

  /// How an attribute is spoken of: pairs of words of its title, and its own name.
  private static func mentions(of attribute: Attribute) -> [[String]] {
    let title = Sentence.words(of: attribute.title)
    let telling = title.filter { !common.contains($0) }
    var phrases = zip(title, title.dropFirst()).filter { left, right in
      !common.contains(left) || !common.contains(right)
    }.map { [$0, $1] }
    phrases += telling.flatMap { word in (kinds[attribute.type.rawValue] ?? []).map { [word, $0] } }
    let name = Sentence.words(of: attribute.name.rawValue)
    let isOwn = name.allSatisfy { $0.count > 4 && telling.contains($0) }
    if isOwn || name.count > 1 { phrases.append(name) }
    if telling.count == 1, let word = telling.first, word.count > 4 {
      phrases += [["your", word], ["the", word]]
    }
    if attribute.type == .email { phrases += [["e", "mail"], ["email"]] }
    return phrases
  }

  func naming(_ sentence: Sentence) -> Sentence { sentence.naming(names) }

  func names(_ recipient: Recipient, in sentence: Sentence) -> Bool {
    order[recipient.name].map { sentence.contains($0) } ?? false
  }

  func attributes(in texts: [String]) -> Set<Attribute.Name> {
    Set(
      mentions.filter { mention in mention.words.contains { Self.occurs($0, in: texts) } }
        .map(\.attribute)
    )
  }

  private static func occurs(_ words: [String], in texts: [String]) -> Bool {
    guard words.count <= texts.count else { return false }
    return (0...(texts.count - words.count)).contains { start in
      zip(words, texts[start...]).allSatisfy { $0 == $1 }
    }
  }
}
