import Foundation

extension Policy {
  private static let rule = "---"

  /// The text as Markdown: the first layer, a rule, the second.
  public var markdown: String {
    "# \(title.escaped)\n\n" + Self.markdown(summary) + "\n\(Self.rule)\n\n"
      + Self.markdown(details)
  }

  private static func markdown(_ sections: [Section]) -> String {
    sections.map { section in
      var text = "## \(section.title.escaped) {#\(section.name)}\n"
      var wasItem = false
      for line in section.lines {
        text += line.isItem && wasItem ? "" : "\n"
        text += (line.isItem ? "- " : "") + line.text.escaped + "\n"
        wasItem = line.isItem
      }
      return text
    }.joined(separator: "\n")
  }

  /// Reads what `markdown` wrote: an old version is kept as its text, and compared as a document.
  ///
  /// Nil for any other text.
  public init?(markdown: String) {
    var title: String?
    var layers: [[Section]] = [[]]
    for part in markdown.split(separator: "\n", omittingEmptySubsequences: true) {
      if part.hasPrefix("# ") {
        title = String(part.dropFirst(2)).unescaped
      } else if part == Self.rule {
        layers.append([])
      } else if part.hasPrefix("## ") {
        guard let head = part.wholeMatch(of: /## (.*) \{#([a-z-]+)\}/) else { return nil }
        layers[layers.count - 1].append(
          Section(String(head.2), String(head.1).unescaped, [])
        )
      } else {
        guard let last = layers[layers.count - 1].popLast() else { return nil }
        let isItem = part.hasPrefix("- ")
        let line = Line(String(isItem ? part.dropFirst(2) : part).unescaped, isItem: isItem)
        layers[layers.count - 1].append(Section(last.name, last.title, last.lines + [line]))
      }
    }
    guard let title, layers.count == 2 else { return nil }
    self.init(title: title, summary: layers[0], details: layers[1])
  }
}

extension String {
  private static let special: Set<Character> = [
    "\\", "`", "*", "_", "[", "]", "<", ">", "#", "|", "{", "}",
  ]

  /// With no sign in it that Markdown would take for its own.
  fileprivate var escaped: String {
    var text = reduce(into: "") { $0 += Self.special.contains($1) ? "\\\($1)" : String($1) }
    if let first = text.first, "-+=~".contains(first) { text = "\\" + text }
    return text.replacing(/^([0-9]+)([.)])/) { "\($0.1)\\\($0.2)" }
  }

  fileprivate var unescaped: String {
    var isEscaped = false
    return reduce(into: "") { text, character in
      if character == "\\", !isEscaped {
        isEscaped = true
      } else {
        text.append(character)
        isEscaped = false
      }
    }
  }
}
