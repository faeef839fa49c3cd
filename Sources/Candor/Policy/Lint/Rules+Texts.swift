extension Rules {
  /// Every text of the rules that promises what the rules do not keep.
  var brokenTexts: [Problem] {
    // The phrases are English ones.
    guard (company.language ?? "en").hasPrefix("en") else { return [] }
    return noticeTexts + purposeTexts + experienceTexts + benefitTexts
  }

  private func problems(in text: String?, _ topic: Topic, at path: String) -> [Problem] {
    guard let text else { return [] }
    return brokenPromises(in: PlainText(markdown: text), topic).filter(\.isError).map { finding in
      Problem(path, "says '\(finding.phrase)'. \(finding.reason) Better: \(finding.better)")
    }
  }

  private var noticeTexts: [Problem] {
    notices.enumerated().flatMap { index, notice -> [Problem] in
      let path = "notices[\(index)].text"
      return problems(in: notice.text, Topic(self, notice), at: path)
        + inconsistencies(of: notice, at: path)
    }
  }

  /// Where the words of a notice and what it covers are two things.
  private func inconsistencies(of notice: Notice, at path: String) -> [Problem] {
    let words = Vocabulary(self)
    let text = PlainText(markdown: notice.text)
    let sentences = text.blocks.flatMap { Sentence.all(in: $0) }.map { words.naming($0) }
    var problems: [Problem] = []
    if let recipient = notice.recipient.flatMap({ recipient($0) }),
      !notice.text.contains(recipient.title),
      !sentences.contains(where: { words.names(recipient, in: $0) })
    {
      problems.append(
        Problem(path, "does not name \(recipient.title), who would get what it asks for")
      )
    }
    for sentence in sentences {
      for range in Self.counts.flatMap({ $0.matches(in: sentence.texts) }) {
        let count = Self.numbers.firstIndex(of: sentence.texts[range.lowerBound]) ?? 0
        guard count + 1 != notice.attributes.count else { continue }
        problems.append(
          Problem(
            path,
            "says '\(sentence.phrase(range))', and it covers \(notice.attributes.count)"
          )
        )
      }
    }
    return problems
  }

  private static let numbers = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
  ]
  private static let counts = ["things", "of? your? answers"].map {
    PhrasePattern("one|two|three|four|five|six|seven|eight|nine|ten \($0)")
  }

  private var purposeTexts: [Problem] {
    purposes.enumerated().flatMap { index, purpose in
      let topic = Topic(self, purpose.uses, for: [purpose.name])
      return problems(in: purpose.sentence, topic, at: "purposes[\(index)].sentence")
    }
  }

  private var benefitTexts: [Problem] {
    benefits.enumerated().flatMap { index, benefit in
      problems(
        in: benefit.sentence,
        Topic(self, isWhole: false),
        at: "benefits[\(index)].sentence"
      )
    }
  }

  private var experienceTexts: [Problem] {
    experiences.enumerated().flatMap { index, experience -> [Problem] in
      let path = "experiences[\(index)]"
      let asked = Topic(
        self,
        experience.questions.map(\.attribute),
        for: experience.questions.flatMap(\.uses)
      )
      return problems(in: experience.title, asked, at: "\(path).title")
        + problems(in: experience.description, asked, at: "\(path).description")
        + experience.pages.enumerated().flatMap {
          problems(in: $1.elements, at: "\(path).pages[\($0)].elements")
        }
    }
  }

  private func problems(in elements: [Element], at path: String) -> [Problem] {
    elements.enumerated().flatMap { index, element -> [Problem] in
      let place = "\(path)[\(index)]"
      switch element {
      case .question(let question):
        let topic = Topic(self, [question.attribute], for: question.uses)
        return problems(in: question.title, topic, at: "\(place).title")
          + problems(in: question.description, topic, at: "\(place).description")
      case .panel(let panel): return problems(in: panel.elements, at: "\(place).elements")
      case .html, .expression: return []
      }
    }
  }
}
