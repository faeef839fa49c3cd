/// Reads the regular expressions of JavaScript, but for what needs to look back or ahead.
struct PatternParser {
  private var rest: ArraySlice<Unicode.Scalar>
  private var depth = 0

  private static let mostSteps = 1000
  private static let mostBrackets = 30

  init(_ text: String) { rest = Array(text.unicodeScalars)[...] }

  mutating func whole() throws(Pattern.Invalid) -> [Pattern.Step] {
    let steps = try choice()
    guard rest.isEmpty else { throw Pattern.Invalid(rule: "has a bracket that was not opened") }
    return steps
  }

  private func held(_ steps: [Pattern.Step]) throws(Pattern.Invalid) -> [Pattern.Step] {
    guard steps.count <= Self.mostSteps else { throw Pattern.Invalid(rule: "is too long") }
    return steps
  }

  private mutating func takes(_ text: String) -> Bool {
    guard rest.starts(with: text.unicodeScalars) else { return false }
    rest = rest.dropFirst(text.unicodeScalars.count)
    return true
  }

  private mutating func choice() throws(Pattern.Invalid) -> [Pattern.Step] {
    var steps = try sequence()
    while takes("|") {
      let other = try sequence()
      steps = [.either(1, steps.count + 2)] + steps + [.jump(other.count + 1)] + other
      steps = try held(steps)
    }
    return steps
  }

  private mutating func sequence() throws(Pattern.Invalid) -> [Pattern.Step] {
    var steps: [Pattern.Step] = []
    while let next = rest.first, next != "|", next != ")" {
      let atom = try atom()
      steps = try held(steps + (try repeated(atom)))
    }
    return steps
  }

  private mutating func atom() throws(Pattern.Invalid) -> [Pattern.Step] {
    guard let letter = rest.popFirst() else { return [] }
    switch letter {
    case "(": return try group()
    case "[": return [.letter(try set())]
    case ".": return [.letter(.any)]
    case "^": return [.begin]
    case "$": return [.end]
    case "*", "+", "?": throw Pattern.Invalid(rule: "repeats nothing")
    case "\\":
      if takes("b") { return [.boundary(true)] }
      if takes("B") { return [.boundary(false)] }
      return [.letter(try escape())]
    default: return [.letter(Letters(ranges: [letter.value...letter.value]))]
    }
  }

  private mutating func group() throws(Pattern.Invalid) -> [Pattern.Step] {
    if takes("?") && !takes(":") {
      throw Pattern.Invalid(rule: "may not look ahead or behind, nor name a group")
    }
    guard depth < Self.mostBrackets else { throw Pattern.Invalid(rule: "has too many brackets") }
    depth += 1
    let steps = try choice()
    depth -= 1
    guard takes(")") else { throw Pattern.Invalid(rule: "has a bracket that is not closed") }
    return steps
  }

  private mutating func repeated(
    _ steps: [Pattern.Step]
  ) throws(Pattern.Invalid) -> [Pattern.Step] {
    let count = steps.count
    let all: [Pattern.Step]
    if takes("*") {
      all = [.either(1, count + 2)] + steps + [.jump(-count - 1)]
    } else if takes("+") {
      all = steps + [.either(-count, 1)]
    } else if takes("?") {
      all = [.either(1, count + 1)] + steps
    } else if let (least, most) = try bounds() {
      guard least <= most ?? least, (most ?? least) * max(1, count) <= Self.mostSteps else {
        throw Pattern.Invalid(rule: "repeats too often")
      }
      let needed = Array(repeating: steps, count: least).flatMap { $0 }
      let optional = [.either(1, count + 1)] + steps
      let others = most.map { Array(repeating: optional, count: $0 - least).flatMap { $0 } }
      all = needed + (others ?? [.either(1, count + 2)] + steps + [.jump(-count - 1)])
    } else {
      return steps
    }
    // As few as will do, or as many: whether something matches is the same.
    _ = takes("?")
    if let next = rest.first, "*+".unicodeScalars.contains(next) {
      throw Pattern.Invalid(rule: "repeats what repeats without brackets")
    }
    return try held(all)
  }

  /// `{2}`, `{2,}` or `{2,5}`; any other brace stands for itself.
  private mutating func bounds() throws(Pattern.Invalid) -> (Int, Int?)? {
    guard rest.first == "{", let close = rest.firstIndex(of: "}") else { return nil }
    let text = String(String.UnicodeScalarView(rest[rest.startIndex...close]))
    guard let found = text.wholeMatch(of: /\{([0-9]{1,4})(,([0-9]{1,4})?)?\}/),
      let least = Int(found.1)
    else { return nil }
    rest = rest[rest.index(after: close)...]
    guard found.2 != nil else { return (least, least) }
    return (least, (found.3 ?? nil).flatMap { Int($0) })
  }

  /// What stands between square brackets.
  private mutating func set() throws(Pattern.Invalid) -> Letters {
    var set = Letters(isNegated: takes("^"))
    while let letter = rest.popFirst(), letter != "]" {
      let first = letter == "\\" ? try escape() : Letters(ranges: [letter.value...letter.value])
      guard !first.isNegated else {
        throw Pattern.Invalid(rule: "may not have \\D, \\W or \\S between square brackets")
      }
      guard rest.first == "-", let end = rest.dropFirst().first, end != "]" else {
        set.ranges += first.ranges
        if rest.isEmpty { throw Self.unclosed }
        continue
      }
      rest = rest.dropFirst(2)
      let last = end == "\\" ? try escape() : Letters(ranges: [end.value...end.value])
      guard let from = first.ranges.first, let to = last.ranges.first, first.isOne, last.isOne,
        from.lowerBound <= to.lowerBound
      else { throw Pattern.Invalid(rule: "has a range of letters that is none") }
      set.ranges.append(from.lowerBound...to.lowerBound)
      if rest.isEmpty { throw Self.unclosed }
    }
    return set
  }

  private static let unclosed = Pattern.Invalid(rule: "has a square bracket that is not closed")

  private mutating func escape() throws(Pattern.Invalid) -> Letters {
    guard let letter = rest.popFirst() else {
      throw Pattern.Invalid(rule: "ends with a backslash")
    }
    func one(_ value: UInt32) -> Letters { Letters(ranges: [value...value]) }
    switch letter {
    case "d": return .digit
    case "D": return Letters.digit.negated
    case "w": return .word
    case "W": return Letters.word.negated
    case "s": return .space
    case "S": return Letters.space.negated
    case "t": return one(9)
    case "n": return one(10)
    case "r": return one(13)
    case "x", "u":
      let count = letter == "x" ? 2 : 4
      let digits = String(String.UnicodeScalarView(rest.prefix(count)))
      guard digits.count == count, let value = UInt32(digits, radix: 16) else {
        throw Pattern.Invalid(rule: "has a letter by number that is none")
      }
      rest = rest.dropFirst(count)
      return one(value)
    case "0"..."9", "k": throw Pattern.Invalid(rule: "may not refer back to a group")
    case "a"..."z", "A"..."Z":
      throw Pattern.Invalid(rule: "has '\\\(letter)', which is not known here")
    default: return one(letter.value)
    }
  }
}

extension Letters {
  fileprivate var isOne: Bool { ranges.count == 1 && ranges[0].count == 1 }
}
