/// Names in a text that could be recipients, and that the rules do not know.
enum Strangers {
  private static let flows = PhrasePattern(
    "$share|gets|get|receives|receive|send|sends|sent|hosted|stored|processed|processes|works|analytics|hosting|partner|processor|given|gives|give|pass|passed|passes"
  )
  private static let openers: Set<String> = [
    "with", "to", "by", "and", "or", "partner", "processor", "provider", "company", "include",
    "including", "from", "named", "called", "firm", "agency", "at", "through", "via", "like",
  ]
  /// Where the person goes, not the data.
  private static let ways: Set<String> = [
    "complain", "complaint", "authority", "contact", "court", "law", "gdpr", "article",
    "regulation",
    "act", "commissioner", "regulator", "board",
  ]
  private static let ordinary: Set<String> = [
    "my", "record", "you", "your", "we", "our", "i", "us", "the", "a", "it", "this", "that", "they",
    "can", "could", "will", "would", "do", "does", "is", "are", "if", "when", "what", "who", "how",
    "why", "no", "yes", "discover", "mixes", "radar", "gpc",
    "global", "privacy", "control", "california", "europe", "european", "union", "eu", "eea",
    "stop",
    "change", "mute", "erase", "candor", "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december", "monday", "tuesday",
    "wednesday", "thursday", "friday", "saturday", "sunday", "english", "internet", "policy",
  ]

  static func brokenPromises(in sentence: Sentence, _ topic: Topic, _ words: Vocabulary)
    -> [BrokenPromise]
  {
    guard
      !sentence.isQuestion || sentence.texts.first.map({ !["who", "what"].contains($0) }) == true,
      !flows.matches(in: sentence.texts).isEmpty, ways.isDisjoint(with: sentence.texts)
    else { return [] }
    return names(in: sentence, words).map { range in
      let spot = sentence.spot(range.lowerBound)
      let known = topic.rules.recipients.map(\.title).listed
      let who = known.isEmpty ? "nobody" : known
      return BrokenPromise(
        line: spot.line,
        column: spot.column,
        rule: .unknownRecipient,
        phrase: sentence.phrase(range),
        reason: "The rules let nothing go to this name: they know \(who).",
        better: known.isEmpty
          ? "Nobody else gets anything." : "Name who is in the rules: \(known)."
      )
    }
  }

  private static func names(in sentence: Sentence, _ words: Vocabulary) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var index = 0
    while index < sentence.words.count {
      guard isName(sentence.words[index], words) else {
        index += 1
        continue
      }
      let start = index
      while index < sentence.words.count, isPart(sentence.words[index], after: start, index) {
        index += 1
      }
      let before = start > 0 ? sentence.texts[start - 1] : ""
      let isList = start > 0 && sentence.words[start].isAfterPause && !found.isEmpty
      let isSubject = start == 0 && index - start > 1
      let isWritten = start > 1 && sentence.texts[start - 2] == "write"
      if openers.contains(before) && !isWritten || before.hasPrefix("@") || isList || isSubject {
        found.append(start..<index)
      }
    }
    return found
  }

  private static func isName(_ word: Sentence.Word, _ words: Vocabulary) -> Bool {
    word.raw.first?.isUppercase == true && !word.text.hasPrefix("@")
      && !ordinary.contains(word.text) && !words.capitals.contains(word.text)
      && word.raw.count > 1
  }

  private static func isPart(_ word: Sentence.Word, after start: Int, _ index: Int) -> Bool {
    index == start
      || (word.raw.first?.isUppercase == true && !word.isAfterPause && !word.text.hasPrefix("@"))
  }
}
