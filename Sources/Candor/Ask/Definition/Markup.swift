import Foundation

/// A text with a little markup, of which only what is harmless is left.
///
/// Read once into pieces; what is written is made from the pieces alone. So nothing that is not on
/// the list below can come out, whatever went in. `{name}` stands for an answer, which is text and
/// never markup.
public struct Markup: Sendable, Hashable {
  enum Piece: Hashable {
    case text(String)
    case variable(String)
    case open(String, href: String?)
    case close(String)
  }

  public let source: String
  let pieces: [Piece]
  /// What was left out, as rules: `may not have a <script>`.
  public let refused: [String]

  /// Words on their own, and what holds them.
  static let allowed: Set<String> = [
    "p", "br", "b", "strong", "i", "em", "u", "s", "small", "sub", "sup", "code", "blockquote",
    "ul", "ol", "li", "h2", "h3", "h4", "a",
  ]
  static let empty: Set<String> = ["br"]
  /// Whose content is no text.
  private static let hidden: Set<String> = [
    "script", "style", "template", "noscript", "iframe", "object", "svg", "math", "textarea",
    "select", "title", "xmp", "noembed", "noframes", "plaintext",
  ]

  public init(_ source: String) {
    var reader = MarkupReader(source)
    reader.read()
    self.source = source
    pieces = reader.pieces
    refused = reader.refused
  }

  /// The answers that it tells of.
  public var names: Set<String> {
    Set(pieces.compactMap { if case .variable(let name) = $0 { name } else { nil } })
  }

  /// HTML.
  ///
  /// - Parameter display: how an answer reads; nil leaves nothing.
  public func html(_ display: (String) -> String? = { _ in nil }) -> String {
    pieces.map { piece in
      switch piece {
      case .text(let text): text.asHTML
      case .variable(let name): (display(name) ?? "").asHTML
      case .open(let tag, let href): "<\(tag)\(href.map { " href=\"\($0.asHTML)\"" } ?? "")>"
      case .close(let tag): "</\(tag)>"
      }
    }.joined()
  }

  static func isHidden(_ tag: String) -> Bool { hidden.contains(tag) }
}

extension Markup: Codable {
  public init(from decoder: any Decoder) throws {
    self.init(try decoder.singleValueContainer().decode(String.self))
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(source)
  }
}

extension String {
  /// As text within HTML, or within the quotes of an attribute.
  public var asHTML: String {
    var html = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "&": html += "&amp;"
      case "<": html += "&lt;"
      case ">": html += "&gt;"
      case "\"": html += "&quot;"
      case "'": html += "&#39;"
      default: html.unicodeScalars.append(scalar)
      }
    }
    return html
  }
}

extension String {
  /// The text with `{name}` replaced by how the answer reads; what nobody answered leaves nothing.
  public func filled(_ display: (String) -> String?) -> String {
    guard contains("{") else { return self }
    return replacing(/\{([^{}]{1,200})\}/) { display(String($0.1).trimmed) ?? "" }
  }

  /// The answers that it tells of.
  var placeholders: Set<String> {
    Set(matches(of: /\{([^{}]{1,200})\}/).map { String($0.1).trimmed })
  }
}
