import Candor

extension AskedQuestion.Option {
  /// What can be chosen of a question now.
  static func all(
    of question: Question,
    _ typed: Typed,
    in course: Course,
    _ language: Language
  ) -> [Self] {
    let chosen = Set(typed.values + typed.picks)
    switch question.type {
    case .rating: return rates(of: question, chosen)
    case .boolean:
      let yes = question.labelTrue ?? language("Yes")
      let no = question.labelFalse ?? language("No")
      return [("true", yes), ("false", no)]
        .map { value, text in
          Self("\(question.name)-\(value)", value, text, chosen.contains(value))
        }
    default:
      let choices = course.choices(of: question).map { ($0.value, $0.text, $0.imageLink) }
      let specials = question.specials.map {
        ($0.rawValue, question.text(of: $0, language), String?.none)
      }
      return (choices + specials).enumerated().map { index, choice in
        Self(
          "\(question.name)-\(index)",
          choice.0,
          choice.1,
          chosen.contains(choice.0),
          image: choice.2
        )
      }
    }
  }

  private static func rates(of question: Question, _ chosen: Set<String>) -> [Self] {
    let (scale, rates) = (question.scale, question.rates)
    return rates.enumerated().map { place, number in
      let meaning =
        number == scale.lowerBound
        ? question.minRateDescription
        : number == rates.last ? question.maxRateDescription : nil
      return Self(
        "\(question.name)-\(number)",
        String(number),
        question.sign(of: number, at: place, of: rates.count),
        chosen.contains(String(number)),
        meaning: meaning
      )
    }
  }

  fileprivate init(
    _ id: String,
    _ value: String,
    _ text: String,
    _ isChosen: Bool,
    meaning: String? = nil,
    image: String? = nil
  ) {
    self.init(
      id: id,
      value: value,
      text: text,
      isChosen: isChosen,
      meaning: meaning,
      image: image
    )
  }
}

extension AskedQuestion.Line {
  /// The rows of a matrix, the fields of a multiple text, the choices of a ranking.
  static func all(of question: Question, _ typed: Typed, in course: Course) -> [Self] {
    let ranked = question.type == .ranking ? course.choices(of: question) : []
    let lines = ranked.isEmpty ? question.lines : ranked
    return lines.enumerated().map { index, line in
      let id = "\(question.name)-line-\(index)"
      let cell = typed.cells[line.value] ?? ""
      let field = question.items?.first { $0.name == line.value }
      let values =
        ranked.isEmpty
        ? (question.columns ?? []).map { ($0.value, $0.text) }
        : ranked.indices.map { (String($0 + 1), String($0 + 1)) }
      return Self(
        id: id,
        name: Typed.cell(line.value, of: question.name),
        text: line.text,
        options: values.enumerated().map { place, value in
          .init("\(id)-\(place)", value.0, value.1, value.0 == cell)
        },
        typed: cell,
        limit: field?.maxLength ?? 500,
        placeholder: field?.placeholder ?? ""
      )
    }
  }
}

extension Question {
  /// What stands beside an item with a meaning of its own.
  func text(of special: Special, _ language: Language) -> String {
    switch special {
    case .none: noneText ?? language("None of these")
    case .other: otherText ?? language("Something else")
    case .refuse: refuseText ?? language("I would rather not say")
    case .dontKnow: dontKnowText ?? language("I do not know")
    }
  }

  /// A step of a scale: its number, and a sign beside it that means the same.
  fileprivate func sign(of number: Int, at place: Int, of count: Int) -> String {
    switch rateType ?? .labels {
    case .labels: return String(number)
    case .stars: return "\(number) \u{2605}"
    case .smileys:
      let faces = ["\u{2639}\u{FE0E}", "\u{1F610}\u{FE0E}", "\u{263A}\u{FE0E}"]
      let face = count < 2 ? 1 : (place * 2 + (count - 1) / 2) / Swift.max(1, count - 1)
      return "\(number) \(faces[Swift.min(face, 2)])"
    }
  }
}
