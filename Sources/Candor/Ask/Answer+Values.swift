import Foundation

extension Question {
  private func invalid(_ rule: String) -> Invalid { Invalid([Problem("answers.\(name)", rule)]) }

  /// Said aloud that it is not said.
  func isUntold(_ text: String) -> Bool {
    text == Special.refuse.rawValue && showRefuseItem == true
      || text == Special.dontKnow.rawValue && showDontKnowItem == true
  }

  /// The value of a choice that was offered, or what was written beside 'Other'.
  func chosen(_ text: String, _ offered: [Choice]?) -> String? {
    if (offered ?? choices ?? []).contains(where: { $0.value == text }) { return text }
    if text == Special.none.rawValue, showNoneItem == true { return text }
    let other = text.trimmed
    guard showOtherItem == true, !other.isEmpty, other.count <= 200,
      // What was not offered now is no word of the person's own.
      choices?.contains(where: { $0.value == other }) != true, other != Special.other.rawValue
    else { return nil }
    return other
  }

  func list(_ texts: [String], _ offered: [Choice]?) throws(Invalid) -> Value? {
    if texts.contains(where: isUntold) {
      guard texts.count == 1 else { throw invalid("cannot be told and not told at once") }
      return nil
    }
    let values = texts.compactMap { chosen($0, offered) }
    guard values.count == texts.count, Set(values).count == values.count else {
      throw invalid("must hold only the question's choices, each once")
    }
    if values.contains(Special.none.rawValue), showNoneItem == true, values.count > 1 {
      throw invalid("cannot be none and some at once")
    }
    if values.isEmpty { return nil }
    if type == .ranking, Set(values) != Set((offered ?? choices ?? []).map(\.value)) {
      throw invalid("must hold every choice once, the best first")
    }
    if let least = minSelectedChoices, values.count < least {
      throw invalid("must be at least \(least) choices")
    }
    if let most = maxSelectedChoices, values.count > most {
      throw invalid("must be at most \(most) choices")
    }
    return .list(values)
  }

  func whole(_ number: Double) throws(Invalid) -> Int {
    guard let whole = Int(exactly: number), abs(whole) <= 1_000_000_000_000 else {
      throw invalid("must be a whole number")
    }
    let (least, most) = span
    if let least, whole < least { throw invalid("must be at least \(least)") }
    if let most, whole > most { throw invalid("must be at most \(most)") }
    if let step, step > 1, (whole - (least ?? 0)) % step != 0 {
      throw invalid("must go up in steps of \(step) from \(least ?? 0)")
    }
    return whole
  }

  func table(_ table: [String: String]) throws(Invalid) -> Value? {
    let said = table.mapValues(\.trimmed).filter { !$0.value.isEmpty }
    let known = Set(lines.map(\.value))
    guard said.keys.allSatisfy(known.contains) else {
      throw invalid("must hold only the question's rows")
    }
    if let columns {
      let values = Set(columns.map(\.value))
      guard said.values.allSatisfy(values.contains) else {
        throw invalid("must hold only the question's columns")
      }
      if isAllRowRequired == true, !said.isEmpty, said.count < known.count {
        throw invalid("must hold an answer for each row")
      }
    }
    for field in items ?? [] {
      guard let text = said[field.name] else {
        if field.isRequired == true, !said.isEmpty {
          throw invalid("must hold '\(field.title ?? field.name)'")
        }
        continue
      }
      let limit = field.maxLength ?? 500
      guard text.count <= limit else { throw invalid("must be at most \(limit) letters a field") }
    }
    return said.isEmpty ? nil : .table(said)
  }

  func text(_ text: String) throws(Invalid) -> Value? {
    let limit = maxLength ?? 2000
    guard text.count <= limit else { throw invalid("must be at most \(limit) letters") }
    let trimmed = text.trimmed
    if trimmed.isEmpty { return nil }
    if attribute == .timezone, TimeZone(iana: trimmed) == nil { throw invalid(TimeZone.rule) }
    if type == .text, let form = inputType?.form, trimmed.wholeMatch(of: form.regex) == nil {
      throw invalid("must be \(form.says)")
    }
    return .text(trimmed)
  }
}

extension Question.InputType {
  /// What a browser sends of this type, and how that is told to a person.
  fileprivate var form: (regex: Regex<Substring>, says: String)? {
    switch self {
    case .color: (/#[0-9a-fA-F]{6}/, "a colour as #rrggbb")
    case .month: (/[0-9]{4}-(?:0[1-9]|1[0-2])/, "a month as YYYY-MM")
    case .week: (/[0-9]{4}-W(?:0[1-9]|[1-4][0-9]|5[0-3])/, "a week as YYYY-Www")
    case .time: (/(?:[01][0-9]|2[0-3]):[0-5][0-9]/, "a time as HH:MM")
    case .localTime:
      (
        /[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])T(?:[01][0-9]|2[0-3]):[0-5][0-9]/,
        "a day and time as YYYY-MM-DDTHH:MM"
      )
    case .tel: (/\+?[0-9][0-9 ().\/-]{3,30}/, "a telephone number")
    case .url: (/https?:\/\/[^\s]{3,2000}/, "an address that begins with https://")
    case .text, .date, .email, .number, .range: nil
    }
  }
}

extension Question {
  /// The value of an answer, if it is one to this question.
  public func held(_ answer: Answer) -> Value? {
    do { return try value(of: answer) } catch { return nil }
  }
}
