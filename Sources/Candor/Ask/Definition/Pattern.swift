/// A regular expression that a definition brings along.
///
/// An answer is typed by anybody, so what could take time without end on some of them is refused
/// where it is written: repetition within repetition, and references back.
struct Pattern {
  struct Invalid: Error, Hashable {
    let rule: String
  }

  /// Answers are looked at no further than this.
  private static let longest = 2000
  private let regex: Regex<AnyRegexOutput>

  init(_ text: String) throws(Invalid) {
    if let rule = Self.danger(in: text) { throw Invalid(rule: rule) }
    do {
      regex = try Regex(text)
    } catch {
      throw Invalid(rule: "is no regular expression")
    }
  }

  func occurs(in text: String) -> Bool {
    (try? regex.firstMatch(in: String(text.prefix(Self.longest)))) != nil
  }

  private static func danger(in text: String) -> String? {
    var groups: [Bool] = [false]
    var isClass = false
    var letters = Array(text)[...]
    while let letter = letters.popFirst() {
      switch letter {
      case "\\":
        guard let next = letters.popFirst() else { return "ends with a backslash" }
        if next.isNumber, next != "0" || next == "k" { return "may not refer back to a group" }
      case "[" where !isClass: isClass = true
      case "]" where isClass: isClass = false
      case _ where isClass: break
      case "(": groups.append(false)
      case ")":
        guard groups.count > 1 else { return "has a bracket that was not opened" }
        let repeats = groups.removeLast()
        let isRepeated = letters.first.map { "*+{".contains($0) } ?? false
        if repeats && isRepeated { return "may not repeat what repeats" }
        if repeats || isRepeated { groups[groups.count - 1] = true }
      case "*", "+", "{": groups[groups.count - 1] = true
      default: break
      }
    }
    return nil
  }
}
