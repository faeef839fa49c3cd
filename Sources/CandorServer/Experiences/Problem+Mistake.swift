import Candor

extension Problem {
  /// The rule, said to the person whose answer breaks it.
  func asMistake(_ language: Language) -> String {
    switch rule {
    case let rule where rule.hasPrefix("needs an answer"): language("Answer this, or skip it.")
    case Filled.emptied:
      language(
        """
        You left this empty, but your earlier answer is still held, so here it is again. Press \
        Next to leave it as it is. To take it back, use Remove in My record.
        """
      )
    case let rule where rule.hasPrefix("is missing"):
      language("There is nothing here. To take your answer back, use Remove in My record.")
    case let rule where rule.hasPrefix("must be a day"):
      language("Give a whole date: day, month and year.")
    default: mistake(language)
    }
  }

  /// The domain's own words, which are the same but for the numbers in them.
  private func mistake(_ language: Language) -> String {
    // A sentence of the house's own, in the language of the page.
    guard rule.first?.isLowercase == true else { return rule }
    if language.isEnglish { return "Your answer \(rule)." }
    var values: [String: String] = [:]
    let phrase = rule.replacing(/-?[0-9]+/) { number in
      let name = "number\(values.count + 1)"
      values[name] = String(number.0)
      return "{\(name)}"
    }
    return language.knows(phrase)
      ? language(phrase, values)
      : language("This does not fit the question. Look again at what it asks for.")
  }
}
