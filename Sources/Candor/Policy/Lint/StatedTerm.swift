/// A length of time that a sentence states, and what it says of it.
struct StatedTerm: Sendable {
  let range: Range<Int>
  let days: Double
  /// 'up to two years'.
  let isMost: Bool
  /// The words since the last stated term.
  let before: [String]
  /// The words after it, when the sentence states no other.
  let after: [String]

  private static let numbers: [String: Double] = [
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "eighteen": 18, "twenty": 20,
    "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "ninety": 90, "hundred": 100,
  ]
  private static let units: [String: Double] = [
    "day": 1, "days": 1, "week": 7, "weeks": 7, "month": 30.44, "months": 30.44, "year": 365.25,
    "years": 365.25,
  ]
  /// What is counted otherwise: 'the past 12 months', 'under 16 years'.
  private static let other: Set<String> = [
    "past", "last", "previous", "every", "each", "next", "under", "over", "aged", "first", "per",
    "once", "twice",
  ]

  static func all(in sentence: Sentence) -> [StatedTerm] {
    let texts = sentence.texts
    var found: [Range<Int>] = []
    for index in texts.indices.dropFirst() where units[texts[index]] != nil {
      guard number(texts[index - 1]) != nil else { continue }
      let before = index >= 2 ? texts[index - 2] : ""
      if other.contains(before) || (texts[index - 1].hasPrefix("a") && !isTime(before)) { continue }
      found.append((index - 1)..<(index + 1))
    }
    return found.enumerated().map { place, range in
      let start = place == 0 ? 0 : found[place - 1].upperBound
      let count = number(texts[range.lowerBound]) ?? 0
      return StatedTerm(
        range: range,
        days: count * (units[texts[range.lowerBound + 1]] ?? 0),
        isMost: texts[start..<range.lowerBound].suffix(3)
          .contains {
            ["up", "most", "maximum", "longer", "more", "within", "exceed"].contains($0)
          },
        before: Array(texts[start..<range.lowerBound]),
        after: found.count == 1 ? Array(texts[range.upperBound...]) : []
      )
    }
  }

  private static func number(_ text: String) -> Double? { numbers[text] ?? Double(text) }

  private static func isTime(_ text: String) -> Bool {
    ["for", "after", "within", "of", "to", "lasts", "last", "about", "most"].contains(text)
  }

  private static let keeping = PhrasePattern(
    "$hold|$delete|last|lasts|expire*|ends|valid|runs|available|archive*"
  )
  private static let yes: Set<String> = ["yes", "consent", "permission", "agreement", "consents"]

  /// The first stated term that the rules contradict, and how.
  static func problem(
    in sentence: Sentence,
    _ topic: Topic,
    _ words: Vocabulary
  ) -> (StatedTerm, Family.Verdict)? {
    guard !keeping.matches(in: sentence.texts).isEmpty,
      !sentence.texts.contains(where: { ["respond", "reply", "backup", "link"].contains($0) })
    else { return nil }
    for stated in all(in: sentence) {
      if let verdict = stated.verdict(sentence, topic, words) { return (stated, verdict) }
    }
    return nil
  }

  private func verdict(
    _ sentence: Sentence,
    _ topic: Topic,
    _ words: Vocabulary
  ) -> Family.Verdict? {
    if !Self.yes.isDisjoint(with: before) { return ofYes(sentence, topic, words) }
    var mentioned = words.attributes(in: before)
    let isGeneric = !Set(before).isDisjoint(with: [
      "it", "them", "everything", "data", "information", "answers", "all",
    ])
    if mentioned.isEmpty, !isGeneric { mentioned = words.attributes(in: after) }
    let told = PhrasePattern("what you tell|told|say|answers|answer")
    let isTold = !told.matches(in: before).isEmpty || before.contains("answers")
    var attributes = topic.attributes(
      mentioned.isEmpty ? topic.attributes : mentioned.intersection(topic.attributes)
    )
    if mentioned.isEmpty, isTold { attributes.removeAll { $0.name == .acts } }
    let longest = attributes.map(\.expires.days).max() ?? days
    let wrong = attributes.filter { attribute in
      // 'Up to' holds for all when it is true of the one that is kept longest.
      if isMost, mentioned.isEmpty { return !Self.same(longest, days) }
      return !topic.rules.terms(of: attribute).contains { Self.same($0.days, days) }
    }
    guard !wrong.isEmpty else { return nil }
    let terms = wrong.map { "‘\($0.title)’ is used for \($0.expires)" }.listed
    return Family.Verdict(
      reason: "By the rules \(terms).",
      better: wrong.map { "We use this for \($0.expires): \($0.title)." }.joined(separator: " ")
    )
  }

  private func ofYes(
    _ sentence: Sentence,
    _ topic: Topic,
    _ words: Vocabulary
  ) -> Family.Verdict? {
    var purposes = topic.purposes.filter { $0.expires != nil }
    let named = topic.rules.recipients.filter { words.names($0, in: sentence) }
    if !named.isEmpty {
      let theirs = purposes.filter { purpose in
        named.contains { $0.purposes.contains(purpose.name) }
      }
      purposes = theirs.isEmpty ? purposes : theirs
    }
    let all = ["every", "each", "all", "any"].contains(where: before.contains)
    let fit = purposes.filter { $0.expires.map { Self.same($0.days, days) } ?? false }
    guard all ? fit.count < purposes.count : fit.isEmpty, !purposes.isEmpty else { return nil }
    let terms = purposes.compactMap { purpose in
      purpose.expires.map { "a yes to ‘\(purpose.name)’ lasts \($0)" }
    }
    return Family.Verdict(
      reason: "By the rules \(terms.listed).",
      better: purposes.compactMap(\.expires).map { "Your yes lasts \($0)." }.joined(separator: " ")
    )
  }

  private static func same(_ left: Double, _ right: Double) -> Bool { abs(left - right) < 2 }
}

extension Term {
  var days: Double {
    switch unit {
    case .day: Double(count)
    case .week: 7 * Double(count)
    case .month: 30.44 * Double(count)
    case .year: 365.25 * Double(count)
    }
  }
}

extension Rules {
  /// How long an attribute is used: its own term, and those that questions shorten it to.
  fileprivate func terms(of attribute: Attribute) -> [Term] {
    [attribute.expires]
      + experiences.flatMap(\.questions).filter { $0.attribute == attribute.name }
      .compactMap(\.expires)
  }
}
