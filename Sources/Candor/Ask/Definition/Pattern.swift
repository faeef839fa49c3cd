/// A regular expression that a definition brings along.
///
/// An answer is typed by anybody, so no text can make it slow: all ways through the expression are
/// followed at once, and each letter is looked at once for each step. What cannot be read that way
/// is refused where it is written: references back, and looking ahead or behind.
struct Pattern: Sendable {
  struct Invalid: Error, Hashable {
    let rule: String
  }

  /// Where the reading goes on from a step, in steps from it.
  enum Step: Sendable {
    case letter(Letters)
    case either(Int, Int)
    case jump(Int)
    case begin, end
    case boundary(Bool)
  }

  /// A longer text keeps no pattern.
  static let longest = 10_000

  private let steps: [Step]

  init(_ text: String) throws(Invalid) {
    var parser = PatternParser(text)
    steps = try parser.whole()
  }

  /// Whether it is anywhere in the text, as in SurveyJS; `^` and `$` hold it to the ends.
  func occurs(in text: String, ignoringCase: Bool = false) -> Bool {
    let letters = Array(text.unicodeScalars)
    guard letters.count <= Self.longest else { return false }
    var here = Threads(steps.count)
    for place in 0...letters.count {
      if follow(0, in: letters, at: place, &here) { return true }
      guard place < letters.count else { break }
      var next = Threads(steps.count)
      for step in here.waiting {
        guard case .letter(let set) = steps[step],
          set.holds(letters[place], ignoringCase: ignoringCase)
        else { continue }
        if follow(step + 1, in: letters, at: place + 1, &next) { return true }
      }
      here = next
    }
    return false
  }

  /// The steps at which a letter is awaited, each once.
  private struct Threads {
    var waiting: [Int] = []
    var seen: [Bool]

    init(_ count: Int) { seen = Array(repeating: false, count: count) }
  }

  /// Goes on without taking a letter.
  ///
  /// - Returns: whether the end was reached.
  private func follow(
    _ step: Int,
    in letters: [Unicode.Scalar],
    at place: Int,
    _ threads: inout Threads
  ) -> Bool {
    var open = [step]
    while let step = open.popLast() {
      if step == steps.count { return true }
      if threads.seen[step] { continue }
      threads.seen[step] = true
      switch steps[step] {
      case .letter: threads.waiting.append(step)
      case .either(let first, let second): open += [step + second, step + first]
      case .jump(let distance): open.append(step + distance)
      case .begin: if place == 0 { open.append(step + 1) }
      case .end: if place == letters.count { open.append(step + 1) }
      case .boundary(let isBoundary):
        let before = place > 0 && Letters.word.holds(letters[place - 1])
        let after = place < letters.count && Letters.word.holds(letters[place])
        if (before != after) == isBoundary { open.append(step + 1) }
      }
    }
    return false
  }
}

/// Which letters a step of a pattern takes.
struct Letters: Sendable {
  var ranges: [ClosedRange<UInt32>] = []
  var isNegated = false

  static let digit = Letters(ranges: [0x30...0x39])
  static let word = Letters(ranges: [0x30...0x39, 0x41...0x5a, 0x5f...0x5f, 0x61...0x7a])
  static let space = Letters(
    ranges: [
      0x09...0x0d, 0x20...0x20, 0xa0...0xa0, 0x1680...0x1680, 0x2000...0x200a, 0x2028...0x2029,
      0x202f...0x202f, 0x205f...0x205f, 0x3000...0x3000, 0xfeff...0xfeff,
    ]
  )
  static let any = Letters(ranges: [0x0a...0x0a, 0x0d...0x0d, 0x2028...0x2029], isNegated: true)

  var negated: Letters { Letters(ranges: ranges, isNegated: !isNegated) }

  func holds(_ letter: Unicode.Scalar, ignoringCase: Bool = false) -> Bool {
    var values = [letter.value]
    if ignoringCase {
      let properties = letter.properties
      values += [properties.lowercaseMapping, properties.uppercaseMapping]
        .compactMap { $0.unicodeScalars.count == 1 ? $0.unicodeScalars.first?.value : nil }
    }
    return ranges.contains { range in values.contains { range.contains($0) } } != isNegated
  }
}
