extension PlainText {
  private static let inline: Set<String> = [
    "a", "abbr", "b", "bdi", "cite", "code", "data", "del", "dfn", "em", "i", "ins", "kbd", "mark",
    "q", "s", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr",
  ]
  private static let silent: Set<String> = ["script", "style", "template"]
  private static let entities: [String: Character] = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": " ", "shy": "\u{ad}",
    "rsquo": "’", "lsquo": "‘", "ldquo": "“", "rdquo": "”", "mdash": "—", "ndash": "–",
    "hellip": "…",
  ]

  /// Reads what a browser would show of HTML.
  init(html text: String) {
    self.init(markdown: "")
    var reader = Reader(text)
    while let character = reader.current {
      let (line, column) = (reader.line, reader.column)
      switch character {
      case "<" where reader.isMarkup: tag(&reader)
      case "&":
        let entity = Self.entity(&reader)
        add(entity, line: line, column: column)
      default:
        add(character.isWhitespace ? " " : character, line: line, column: column)
        reader.move()
      }
    }
  }

  private mutating func tag(_ reader: inout Reader) {
    if reader.starts(with: "<!--") { return reader.skip(past: "-->") }
    let isEnd = reader.starts(with: "</")
    let name = reader.name(after: isEnd ? 2 : 1)
    reader.skip(past: ">")
    // The cells of a row belong together.
    if name == "td" || name == "th" {
      add(",", line: reader.line, column: reader.column)
    } else if !Self.inline.contains(name) {
      endBlock()
    }
    if !isEnd, Self.silent.contains(name) { reader.skip(to: "</\(name)") }
  }

  private static func entity(_ reader: inout Reader) -> Character {
    let name = reader.name(after: 1, and: "#")
    reader.move()
    guard !name.isEmpty else { return "&" }
    let number =
      name.hasPrefix("#x")
      ? UInt32(name.dropFirst(2), radix: 16)
      : name.hasPrefix("#") ? UInt32(name.dropFirst()) : nil
    guard let found = number.flatMap(Unicode.Scalar.init).map(Character.init) ?? entities[name]
    else { return "&" }
    for _ in name { reader.move() }
    if reader.current == ";" { reader.move() }
    return found
  }

  /// A place in the text, by line and column.
  private struct Reader {
    private let characters: [Character]
    private var index = 0
    private(set) var line = 1
    private(set) var column = 1

    init(_ text: String) { characters = Array(text) }

    var current: Character? { index < characters.count ? characters[index] : nil }

    /// Whether the `<` here opens a tag, and is not one of arithmetic.
    var isMarkup: Bool {
      let next = index + 1 < characters.count ? characters[index + 1] : " "
      return next.isLetter || next == "/" || next == "!"
    }

    mutating func move() {
      guard let current else { return }
      index += 1
      column += 1
      if current.isNewline { (line, column) = (line + 1, 1) }
    }

    func starts(with text: String) -> Bool {
      let end = index + text.count
      return end <= characters.count && String(characters[index..<end]).lowercased() == text
    }

    func name(after offset: Int, and other: Character? = nil) -> String {
      let start = min(index + offset, characters.count)
      let name = characters[start...].prefix { $0.isLetter || $0.isNumber || $0 == other }
      return String(name).lowercased()
    }

    mutating func skip(to text: String) {
      while current != nil, !starts(with: text) { move() }
    }

    mutating func skip(past text: String) {
      skip(to: text)
      for _ in text { move() }
    }
  }
}
