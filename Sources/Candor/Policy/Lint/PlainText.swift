/// A text without its markup, in which each character knows where it stood in the file.
struct PlainText: Sendable {
  struct Spot: Sendable {
    let character: Character
    let line: Int
    let column: Int
  }

  /// Paragraphs, headings and items of lists, each by itself.
  private(set) var blocks: [[Spot]] = [[]]

  mutating func add(_ character: Character, line: Int, column: Int) {
    blocks[blocks.count - 1].append(Spot(character: character, line: line, column: column))
  }

  mutating func endBlock() {
    if blocks.last?.isEmpty == false { blocks.append([]) }
  }

  /// Reads Markdown, and so plain text.
  init(markdown text: String) {
    var number = 0
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      number += 1
      add(line: Array(line), number)
    }
  }

  private mutating func add(line: [Character], _ number: Int) {
    var index = line.firstIndex { !$0.isWhitespace } ?? line.count
    if index == line.count { return endBlock() }
    let isHeading = line[index] == "#"
    if let end = Self.marker(in: line, from: index) {
      endBlock()
      index = end
    }
    while index < line.count {
      let character = line[index]
      let next = index + 1 < line.count ? line[index + 1] : nil
      if character == "\\", let next, !next.isLetter, !next.isNumber {
        add(next, line: number, column: index + 2)
        index += 2
        continue
      }
      switch character {
      case "*", "`": break
      case "_" where next?.isWhitespace != false || index == 0 || !line[index - 1].isLetter: break
      case "|": add(",", line: number, column: index + 1)
      case "{" where next == "#": index = line[index...].firstIndex(of: "}") ?? index
      case "]" where next == "(": index = line[index...].firstIndex(of: ")") ?? index
      case "[": break
      default: add(character, line: number, column: index + 1)
      }
      index += 1
    }
    if isHeading { endBlock() } else { add(" ", line: number, column: line.count + 1) }
  }

  /// Where the words begin after `#`, `-`, `1.` or `>`.
  private static func marker(in line: [Character], from start: Int) -> Int? {
    var index = start
    switch line[start] {
    case "#": while index < line.count, line[index] == "#" { index += 1 }
    case "|": return start
    case "-", "*", "+", ">", "•": index += 1
    case let digit where digit.isNumber:
      while index < line.count, line[index].isNumber { index += 1 }
      guard index < line.count, ".)".contains(line[index]) else { return nil }
      index += 1
    default: return nil
    }
    guard index < line.count, line[index].isWhitespace else { return nil }
    return index + 1
  }
}
