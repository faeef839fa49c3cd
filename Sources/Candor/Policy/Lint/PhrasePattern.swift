/// Words to look for, written as they are said.
///
/// `never|not` one of them; `anonym*` all that begin so; `ever?` there or not; `~3` up to three
/// words between; `$share` the words of a list.
struct PhrasePattern: Sendable {
  private enum Element: Sendable {
    case word([String], isOptional: Bool)
    case gap(Int)
  }

  private let elements: [Element]

  init(_ text: String) {
    elements = text.split(separator: " ").map { part in
      if part.hasPrefix("~"), let count = Int(part.dropFirst()) { return .gap(count) }
      let isOptional = part.hasSuffix("?")
      let words = (isOptional ? part.dropLast() : part).split(separator: "|").flatMap { word in
        word.hasPrefix("$") ? Self.lists[String(word.dropFirst())] ?? [] : [String(word)]
      }
      return .word(words, isOptional: isOptional)
    }
  }

  private static let lists: [String: [String]] = [
    "share": words("share* sharing disclos* reveal* transfer* divulge* expose*"),
    "hand": words(
      "give gives given giving pass passes passed passing provide* hand* release* forward* send sent"
    ),
    "data": words(
      "data information answers answer details profile* preferences address* record* interests responses"
    ),
    "hold": words(
      "keep keeps kept keeping store stores stored storing retain* hold holds held save* use uses used using"
    ),
    "delete": words(
      "delete* deleting deletion destroy* erase* erasing purge* wipe* wiping shred* remove*"
    ),
    "others": words(
      "anyone anybody others else nobody outsiders outside companies company organisations organizations"
    ),
    "us": words("we us our"),
    "people": words(
      "team staff employees personnel editors members colleagues investigator investigators researchers researcher"
    ),
    "see": words(
      "access accesses see sees seen read reads view views handle* get gets receive* use uses used look* know* learn*"
    ),
    "be": words("is are be been was were being"),
  ]

  private static func words(_ text: String) -> [String] {
    text.split(separator: " ").map(String.init)
  }

  /// Where it is found, each place once.
  func matches(in texts: [String]) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var start = 0
    while start < texts.count {
      if let end = end(in: texts, at: start, element: 0), end > start {
        found.append(start..<end)
        start = end
      } else {
        start += 1
      }
    }
    return found
  }

  private func end(in texts: [String], at index: Int, element: Int) -> Int? {
    guard element < elements.count else { return index }
    switch elements[element] {
    case .gap(let count):
      for skipped in 0...count where index + skipped <= texts.count {
        if let end = end(in: texts, at: index + skipped, element: element + 1) { return end }
      }
      return nil
    case .word(let words, let isOptional):
      if index < texts.count, words.contains(where: { Self.fits($0, texts[index]) }),
        let end = end(in: texts, at: index + 1, element: element + 1)
      {
        return end
      }
      return isOptional ? end(in: texts, at: index, element: element + 1) : nil
    }
  }

  private static func fits(_ word: String, _ text: String) -> Bool {
    word.hasSuffix("*") ? text.hasPrefix(word.dropLast()) : word == text
  }
}
