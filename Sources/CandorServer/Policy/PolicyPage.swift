import Candor
import Foundation

/// The privacy policy: one screen first, the detail behind it, and what changed since last time.
struct PolicyPage: Page {
  static let template = "policy"

  let frame: Frame
  let title: String
  /// The text is in the house's own language, whatever the page around it speaks.
  let language: String
  let direction: String
  let number: Int
  let since: Moment
  let hash: String
  /// Whether it is the text that holds now, or an old one.
  let isCurrent: Bool
  let summary: [PolicySection]
  let details: [PolicySection]
  /// Set when there was one before it.
  let change: PolicyDifference?

  init(
    _ version: House.Version,
    after before: House.Version?,
    _ frame: Frame,
    _ language: Language
  ) {
    let own = Language(version.text.language, phrases: [:])
    self.frame = frame
    self.language = own.code
    self.direction = own.direction
    self.title = version.policy.title
    self.number = version.number
    self.since = Moment(version.text.since, language)
    self.hash = version.text.hash.rawValue
    self.isCurrent = version.isCurrent
    self.summary = version.policy.summary.map { PolicySection($0) }
    self.details = version.policy.details.map { PolicySection($0) }
    self.change = before.map { PolicyDifference(from: $0, to: version, language) }
  }
}

/// A section in paragraphs and lists.
struct PolicySection: Sendable {
  struct Block: Sendable {
    let paragraph: String?
    let items: [String]
    let isList: Bool
  }

  let name: String
  let title: String
  let blocks: [Block]

  init(_ section: Policy.Section) {
    self.name = section.name
    self.title = section.title
    var blocks: [Block] = []
    for line in section.lines {
      if line.isItem, let last = blocks.last, last.isList {
        blocks[blocks.count - 1] =
          Block(paragraph: nil, items: last.items + [line.text], isList: true)
      } else {
        blocks.append(
          line.isItem
            ? Block(paragraph: nil, items: [line.text], isList: true)
            : Block(paragraph: line.text, items: [], isList: false)
        )
      }
    }
    self.blocks = blocks
  }
}

/// What one version says otherwise than the one before it.
struct PolicyDifference: Sendable {
  struct Line: Sendable {
    let text: String
    let isAdded: Bool
    let isRemoved: Bool
  }

  struct Section: Sendable {
    let title: String
    /// Such as '1 new, 2 gone'.
    let tells: String
    /// What is different, without what stayed.
    let lines: [Line]
  }

  let before: Int
  let number: Int
  let sections: [Section]
  let isEmpty: Bool

  init(from before: House.Version, to version: House.Version, _ language: Language) {
    let change = PolicyChange(from: before.policy, to: version.policy)
    self.before = before.number
    self.number = version.number
    self.sections = change.sections.map { Section($0, language) }
    self.isEmpty = change.sections.isEmpty
  }
}

extension PolicyDifference.Section {
  fileprivate init(_ section: PolicyChange.Section, _ language: Language) {
    let tells: String =
      switch section.mark {
      case .added: language("This part is new.")
      case .removed: language("This part is gone.")
      case .same:
        language(
          "{added} new, {removed} gone.",
          ["added": String(section.added), "removed": String(section.removed)]
        )
      }
    self.init(
      title: section.title,
      tells: tells,
      lines: section.lines.filter { $0.mark != .same }.map { line in
        PolicyDifference.Line(
          text: line.line.text,
          isAdded: line.mark == .added,
          isRemoved: line.mark == .removed
        )
      }
    )
  }
}
