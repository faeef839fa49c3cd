extension Policy {
  /// The text as a page of its own: the first layer open, each section of the second behind its title.
  ///
  /// - Parameter language: by its BCP 47 tag.
  public func html(language: String = "en") -> String {
    """
    <!doctype html>
    <html lang="\(language.asHTML)">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>\(title.asHTML)</title>
    </head>
    <body>
    <main>
    <h1>\(title.asHTML)</h1>
    \(summary.map { Self.html($0, isOpen: true) }.joined(separator: "\n"))
    \(details.map { Self.html($0, isOpen: false) }.joined(separator: "\n"))
    </main>
    </body>
    </html>

    """
  }

  private static func html(_ section: Section, isOpen: Bool) -> String {
    var lines: [String] = []
    var wasItem = false
    for line in section.lines {
      if line.isItem != wasItem { lines.append(line.isItem ? "<ul>" : "</ul>") }
      let tag = line.isItem ? "li" : "p"
      lines.append("<\(tag)>\(line.text.asHTML)</\(tag)>")
      wasItem = line.isItem
    }
    if wasItem { lines.append("</ul>") }
    let body = lines.joined(separator: "\n")
    let title = section.title.asHTML
    return isOpen
      ? "<section id=\"\(section.name)\">\n<h2>\(title)</h2>\n\(body)\n</section>"
      : "<details id=\"\(section.name)\">\n<summary>\(title)</summary>\n\(body)\n</details>"
  }
}
