/// A phrase that was found in a sentence, with what stands around it.
struct Wording: Sendable {
  let sentence: Sentence
  let range: Range<Int>
  let topic: Topic
  let words: Vocabulary
  /// The sentences before it in its paragraph.
  let earlier: [Sentence]

  private static let negators: Set<String> = [
    "not", "never", "no", "nor", "neither", "without", "nothing", "none", "nobody", "hardly",
  ]
  /// What begins a new thought, so that a 'not' before it does not reach behind it.
  private static let turns: Set<String> = [
    "and", "but", "so", "because", "while", "since", "except", "unless", "therefore", "then", "yet",
    "until",
  ]
  private static let talk: Set<String> = [
    "word", "words", "say", "says", "phrase", "phrases", "call", "calls", "write", "read", "term",
    "promise", "promises", "means", "mean", "find", "claim", "avoid", "sentence", "sentences",
    "sense",
  ]

  var phrase: String { sentence.phrase(range) }

  /// The words before it in its own thought, the nearest first.
  private var thought: [String] {
    var found: [String] = []
    var index = range.lowerBound
    while index > 0 {
      if sentence.words[index].isAfterPause && !isList(at: index) { break }
      index -= 1
      let text = sentence.words[index].text
      if Self.turns.contains(text) { break }
      found.append(text)
    }
    return found
  }

  /// Whether a comma goes on with a list, as in 'not with sponsors, vendors or banks'.
  private func isList(at index: Int) -> Bool {
    let next = sentence.texts[index...].prefix(6)
    return ["or", "nor", "with", "to", "by"].contains(next.first) || next.contains("or")
  }

  /// Whether a 'not' or a 'never' takes it back: 'not anonymous', 'we do not promise anonymity'.
  var isNegated: Bool {
    let before = thought
    for (index, text) in before.enumerated() where Self.negators.contains(text) {
      // 'not only anonymous', 'without exception'
      let next = index > 0 ? before[index - 1] : sentence.texts[range.lowerBound]
      if next != "only" && next != "just" && next != "exception" { return true }
    }
    return false
  }

  /// Whether it is only spoken of: 'we do not promise never to share'.
  var isDisclaimed: Bool {
    let before = thought
    guard let index = before.firstIndex(where: { Self.talk.contains($0) || $0 == "guarantee" })
    else { return false }
    return before[index...].contains(where: Self.negators.contains)
  }

  /// Whether it stands in quotation marks, in a sentence about words.
  var isQuoted: Bool {
    guard sentence.words[range].allSatisfy(\.isQuoted) else { return false }
    let outside = sentence.words.filter { !$0.isQuoted }.map(\.text)
    return outside.contains { Self.talk.contains($0) || Self.negators.contains($0) }
  }

  /// Whether the sentence asks what the text then answers, such as 'Do you share my answers?'.
  var isAsked: Bool {
    guard sentence.isQuestion, let first = sentence.texts.first else { return false }
    return ["do", "does", "will", "is", "are", "who", "what", "how", "why", "when"].contains(first)
  }

  /// Whether what is said holds only as long as there is no yes: 'unless you say yes'.
  var isUnderConsent: Bool {
    Self.consent.contains { !$0.matches(in: sentence.texts).isEmpty }
  }

  private static let consent = [
    "unless|without|until|before|except|after|if|when ~4 yes|agree|agreed|consent|permission|permit|allow|ask|okay|approval",
    "only with|after ~3 yes|consent|permission|agreement", "your yes ~3 lets only",
    "your yes|consent is needed",
  ].map { PhrasePattern($0) }

  /// The recipients that the sentence names.
  var named: [Recipient] {
    topic.rules.recipients.filter { words.names($0, in: sentence) }
  }

  /// The attributes that the sentence speaks of; all of the topic when it names none.
  var attributes: Set<Attribute.Name> {
    let mentioned = words.attributes(in: sentence.texts).intersection(topic.attributes)
    return mentioned.isEmpty ? topic.attributes : mentioned
  }

  /// Who could get what the sentence speaks of, in spite of what it says.
  var leaks: [Topic.Flow] {
    var flows = topic.flows(of: attributes)
    if isUnderConsent { flows = flows.filter { !$0.needsYes } }
    // A text that asks for the company's own yes speaks of what that yes opens.
    if let notice = topic.notice, isUnderConsent {
      flows = flows.filter { $0.purpose.name == notice.purpose }
    }
    var known = named
    // 'Nobody else' is nobody beside those who were just named.
    if says("else", "other") {
      known += topic.rules.recipients.filter { recipient in
        earlier.contains { words.names(recipient, in: $0) }
      }
    }
    let named = Set(known.map(\.name))
    guard !named.isEmpty else { return flows }
    let isExempt = !Set(sentence.texts).isDisjoint(
      with: ["except", "but", "only", "besides", "apart", "other", "else"]
    )
    return flows.filter { named.contains($0.recipient.name) != isExempt }
  }

  /// Whether a 'no' stands in the phrase itself, as in 'we buy no data'.
  var holdsNo: Bool { sentence.texts[range].contains(where: Self.negators.contains) }

  func says(_ words: String...) -> Bool { words.contains(where: sentence.contains) }

  func contains(_ pattern: PhrasePattern) -> Bool { !pattern.matches(in: sentence.texts).isEmpty }
}
