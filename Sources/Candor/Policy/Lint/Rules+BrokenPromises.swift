extension Rules {
  /// How a text is marked up; plain text is Markdown without marks.
  public enum Markup: Sendable {
    case markdown, html
  }

  /// Holds a text's promises against these rules.
  ///
  /// - Parameter isPolicy: whether it is a whole privacy policy, which has to name every recipient.
  /// - Returns: what does not hold, in the order of the text.
  public func brokenPromises(
    in text: String,
    as markup: Markup = .markdown,
    isPolicy: Bool = true
  ) -> [BrokenPromise] {
    let plain =
      switch markup {
      case .markdown: PlainText(markdown: text)
      case .html: PlainText(html: text)
      }
    return brokenPromises(in: plain, Topic(self, isWhole: isPolicy))
  }

  func brokenPromises(in text: PlainText, _ topic: Topic) -> [BrokenPromise] {
    let words = Vocabulary(self)
    let blocks = text.blocks.map { block in Sentence.all(in: block).map { words.naming($0) } }
    let found = blocks.flatMap { sentences in
      sentences.enumerated().flatMap { place, sentence -> [BrokenPromise] in
        let earlier = Array(sentences[..<place])
        return Family.all.flatMap {
          $0.brokenPromises(in: sentence, after: earlier, topic, words)
        } + Strangers.brokenPromises(in: sentence, topic, words) + terms(in: sentence, topic, words)
      }
    }
    let missing = topic.isWhole ? missing(from: blocks.flatMap(\.self), words) : []
    return (found + missing).sorted {
      ($0.line, $0.column, $0.rule.rawValue) < ($1.line, $1.column, $1.rule.rawValue)
    }
  }

  private func terms(
    in sentence: Sentence,
    _ topic: Topic,
    _ words: Vocabulary
  ) -> [BrokenPromise] {
    guard let (stated, verdict) = StatedTerm.problem(in: sentence, topic, words) else { return [] }
    let spot = sentence.spot(stated.range.lowerBound)
    return [
      BrokenPromise(
        line: spot.line,
        column: spot.column,
        rule: .term,
        phrase: sentence.phrase(stated.range),
        reason: verdict.reason,
        better: verdict.better
      )
    ]
  }

  private func missing(from sentences: [Sentence], _ words: Vocabulary) -> [BrokenPromise] {
    recipients.filter { recipient in !sentences.contains { words.names(recipient, in: $0) } }
      .map { recipient in
        BrokenPromise(
          line: 1,
          column: 1,
          rule: .missingRecipient,
          phrase: recipient.title,
          reason:
            "By the rules \(recipient.title) can get something, and the text does not say so.",
          better: "\(recipient.title) \(recipient.for.asSentence)"
        )
      }
  }
}
