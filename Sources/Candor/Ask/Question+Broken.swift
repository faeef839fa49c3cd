import Foundation

extension Question {
  /// Every way in which the question itself cannot be answered as it is written.
  var broken: [Problem] {
    brokenChoices + brokenTable + brokenNumbers + brokenValidators + brokenPresets
  }

  private var brokenChoices: [Problem] {
    guard offersChoices else { return [] }
    if type == .tagbox { return repeated(choices, in: "choices") }
    guard let choices, choices.count > 1 else {
      return [Problem("choices", "must hold at least two choices")]
    }
    var problems = repeated(choices, in: "choices")
    if attribute == .timezone {
      problems += choices.map(\.value).filter { TimeZone(iana: $0) == nil }
        .map { Problem("choices", "'\($0)' \(TimeZone.rule)") }
    }
    let taken = Set(specials.map(\.rawValue))
    problems += choices.filter { taken.contains($0.value) }
      .map { Problem("choices", "'\($0.value)' is the value of an item of its own") }
    for (index, choice) in choices.enumerated() {
      if let link = choice.imageLink, !Self.isPicture(link) {
        problems.append(
          Problem(
            "choices[\(index)].imageLink",
            "must be a data: URL of a png, jpeg, webp or svg below 100 kB: what loads from elsewhere tells who looks"
          )
        )
      }
      if type == .imagepicker && choice.imageLink == nil {
        problems.append(Problem("choices[\(index)].imageLink", "is missing"))
      }
    }
    return problems
  }

  private static func isPicture(_ link: String) -> Bool {
    link.utf8.count < 140_000
      && link.prefixMatch(of: /data:image\/(?:png|jpeg|webp|svg\+xml)[;,]/) != nil
  }

  private func repeated(_ choices: [Choice]?, in key: String) -> [Problem] {
    Rules.repeated((choices ?? []).map(\.value), in: key).map { Problem(key, $0.rule) }
  }

  private var brokenTable: [Problem] {
    switch type {
    case .matrix:
      var problems = repeated(rows, in: "rows") + repeated(columns, in: "columns")
      if (rows ?? []).isEmpty { problems.append(Problem("rows", "must hold at least one row")) }
      if (columns ?? []).count < 2 {
        problems.append(Problem("columns", "must hold at least two columns"))
      }
      return problems
    case .multipletext:
      let items = items ?? []
      let empty = items.isEmpty ? [Problem("items", "must hold at least one field")] : []
      return empty
        + Rules.repeated(items.map(\.name), in: "items").map { Problem("items", $0.rule) }
    default: return []
    }
  }

  private var brokenNumbers: [Problem] {
    var problems: [Problem] = []
    // SurveyJS's defaults, as in `Question.scale`.
    if (rateMin ?? 1) >= (rateMax ?? 5) {
      problems.append(
        rateMax == nil
          ? Problem("rateMin", "must be below rateMax, which is 5 when it is not given")
          : Problem("rateMax", "must be above rateMin, which is 1 when it is not given")
      )
    } else if rateValues != nil {
      problems += brokenRates
    } else if type == .rating, rates.count > 20 {
      problems.append(Problem("rateMax", "makes more than 20 steps"))
    }
    if let least = span.min, let most = span.max, least >= most {
      problems.append(Problem("max", "must be above \(least)"))
    }
    if let least = minSelectedChoices, let most = maxSelectedChoices, least > most {
      problems.append(Problem("maxSelectedChoices", "must be at least \(least)"))
    }
    return problems
  }

  private var brokenRates: [Problem] {
    var problems = repeated(rateValues, in: "rateValues")
    let isWhole = rates.count == rateValues?.count
    if !isWhole || !(2...20).contains(rates.count) {
      problems.append(Problem("rateValues", "must hold 2 to 20 whole numbers"))
    }
    if rateMin != nil || rateMax != nil || rateStep != nil {
      problems.append(Problem("rateValues", "says it all: leave out rateMin, rateMax and rateStep"))
    }
    return problems
  }

  private var brokenValidators: [Problem] {
    (validators ?? []).enumerated().flatMap { index, validator -> [Problem] in
      let path = "validators[\(index)]"
      switch validator.type {
      case .regex:
        guard let regex = validator.regex else { return [Problem("\(path).regex", "is missing")] }
        do throws(Pattern.Invalid) {
          _ = try Pattern(regex)
          return []
        } catch { return [Problem("\(path).regex", error.rule)] }
      case .expression where validator.expression == nil:
        return [Problem("\(path).expression", "is missing")]
      default: return []
      }
    }
  }

  private var brokenPresets: [Problem] {
    [("defaultValue", defaultValue), ("correctAnswer", correctAnswer)].compactMap { key, preset in
      guard let preset else { return nil }
      do throws(Invalid) {
        _ = try value(of: answer(preset))
        return nil
      } catch {
        return error.problems.first.map { Problem(key, $0.rule) }
      }
    }
  }
}
