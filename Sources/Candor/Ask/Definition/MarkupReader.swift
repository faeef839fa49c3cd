import Foundation

/// Reads markup into pieces, and says what it leaves out.
struct MarkupReader {
  private(set) var pieces: [Markup.Piece] = []
  private(set) var refused: [String] = []
  private var rest: Substring
  private var open: [String] = []

  init(_ source: String) { rest = source[...] }

  mutating func read() {
    while let next = rest.first {
      switch next {
      case "<": readTag()
      case "{": readVariable()
      case "&": readEntity()
      default: text(String(rest.prefix { !"<{&".contains($0) }), as: nil)
      }
    }
    while let tag = open.popLast() { pieces.append(.close(tag)) }
  }

  /// - Parameter meaning: what the text stands for; nil when it stands for itself.
  private mutating func text(_ text: String, as meaning: String?) {
    rest = rest.dropFirst(text.count)
    pieces.append(.text(meaning ?? text))
  }

  private mutating func readVariable() {
    guard let found = rest.prefixMatch(of: /\{([^{}<]{1,200})\}/) else {
      return text("{", as: nil)
    }
    rest = rest.dropFirst(found.0.count)
    pieces.append(.variable(String(found.1).trimmed))
  }

  private static let entities = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{a0}", "hellip": "…",
    "ndash": "–", "mdash": "—", "lsquo": "‘", "rsquo": "’", "ldquo": "“", "rdquo": "”",
  ]

  private mutating func readEntity() {
    if let found = rest.prefixMatch(of: /&([a-z]{2,8});/),
      let meaning = Self.entities[String(found.1)]
    {
      return text(String(found.0), as: meaning)
    }
    if let found = rest.prefixMatch(of: /&#([0-9]{1,7});/), let number = UInt32(found.1),
      number >= 0x20, let scalar = Unicode.Scalar(number)
    {
      return text(String(found.0), as: String(scalar))
    }
    text("&", as: nil)
  }

  private mutating func readTag() {
    if rest.hasPrefix("<!--") {
      let end = rest.range(of: "-->")?.upperBound
      rest = end.map { rest[$0...] } ?? ""
      return
    }
    guard
      let found = rest.prefixMatch(
        of: /<(\/?)([A-Za-z][A-Za-z0-9:-]*)((?:"[^"]*"|'[^']*'|[^'">])*)>/
      )
    else {
      // What only looks like a tag is text; a tag that never ends is left out with all behind it.
      guard rest.prefixMatch(of: /<[\/!?A-Za-z]/) != nil else { return text("<", as: nil) }
      refuse("may not have a tag that is not closed")
      rest = rest.dropFirst(
        rest.firstIndex(of: ">").map { rest.distance(from: rest.startIndex, to: $0) + 1 }
          ?? rest.count
      )
      return
    }
    let (isEnd, tag, attributes) = (!found.1.isEmpty, found.2.lowercased(), String(found.3))
    rest = rest.dropFirst(found.0.count)
    if isEnd { return close(tag) }
    guard Markup.allowed.contains(tag) else {
      refuse("may not have a <\(tag)>")
      if Markup.isHidden(tag) { skip(to: tag) }
      return
    }
    let href = read(attributes, of: tag)
    pieces.append(.open(tag, href: href))
    if !Markup.empty.contains(tag) { open.append(tag) }
  }

  private mutating func close(_ tag: String) {
    guard let place = open.lastIndex(of: tag) else { return }
    for tag in open[place...].reversed() { pieces.append(.close(tag)) }
    open.removeSubrange(place...)
  }

  private mutating func skip(to tag: String) {
    guard let end = rest.range(of: "</\(tag)", options: .caseInsensitive) else {
      rest = ""
      return
    }
    rest = rest[end.upperBound...].drop { $0 != ">" }.dropFirst()
  }

  /// - Returns: where a link leads; every other attribute is left out.
  private mutating func read(_ attributes: String, of tag: String) -> String? {
    var href: String?
    for found in attributes.matches(of: /([^\s=\/"'>]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?/) {
      let name = found.1.lowercased()
      guard tag == "a", name == "href" else {
        refuse("may not have the attribute '\(name.prefix(40))' on a <\(tag)>")
        continue
      }
      let value = (found.2 ?? "").trimmingCharacters(in: CharacterSet(charactersIn: "\"'"))
      if Self.leads(value) {
        href = value
      } else {
        refuse("may only link to https:, mailto: and paths of this site")
      }
    }
    return href
  }

  private static func leads(_ link: String) -> Bool {
    let isPlain = link.unicodeScalars.allSatisfy {
      $0.value > 0x20 && $0.value < 0x7f && $0 != "\\"
    }
    guard isPlain else { return false }
    if link.hasPrefix("/") { return !link.hasPrefix("//") }
    return link.hasPrefix("https://") || link.hasPrefix("mailto:") || link.hasPrefix("#")
  }

  private mutating func refuse(_ rule: String) {
    if !refused.contains(rule) { refused.append(rule) }
  }
}
