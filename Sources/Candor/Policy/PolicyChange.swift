/// What one version of a policy says otherwise than the one before it.
public struct PolicyChange: Hashable, Sendable {
  public enum Mark: Hashable, Sendable {
    case same, added, removed
  }

  public struct MarkedLine: Hashable, Sendable {
    public let mark: Mark
    public let line: Policy.Line
  }

  /// A section in which something is different.
  public struct Section: Hashable, Sendable {
    public let name: String
    public let title: String
    /// Whether the section itself came or went.
    public let mark: Mark
    public let lines: [MarkedLine]

    public var added: Int { lines.count { $0.mark == .added } }
    public var removed: Int { lines.count { $0.mark == .removed } }
  }

  /// In the order of the new text; what went is last.
  public let sections: [Section]

  public init(from old: Policy, to new: Policy) {
    let gone = old.sections.filter { section in
      !new.sections.contains { $0.name == section.name }
    }
    sections =
      new.sections.compactMap { section in
        guard let before = old.sections.first(where: { $0.name == section.name }) else {
          return Section(section, .added)
        }
        return before == section ? nil : Section(from: before, to: section)
      } + gone.map { Section($0, .removed) }
  }
}

extension PolicyChange.Section {
  fileprivate init(_ section: Policy.Section, _ mark: PolicyChange.Mark) {
    let lines = section.lines.map { PolicyChange.MarkedLine(mark: mark, line: $0) }
    self.init(name: section.name, title: section.title, mark: mark, lines: lines)
  }

  /// The lines of both, each where it stands or stood.
  fileprivate init(from old: Policy.Section, to new: Policy.Section) {
    let difference = new.lines.difference(from: old.lines)
    var removed: [Int: Policy.Line] = [:]
    var added: Set<Int> = []
    for change in difference {
      switch change {
      case .remove(let offset, let line, _): removed[offset] = line
      case .insert(let offset, _, _): added.insert(offset)
      }
    }
    var lines: [PolicyChange.MarkedLine] = []
    var place = 0
    func takeRemoved() {
      while let line = removed[place] {
        lines.append(.init(mark: .removed, line: line))
        place += 1
      }
    }
    for (index, line) in new.lines.enumerated() {
      takeRemoved()
      if added.contains(index) {
        lines.append(.init(mark: .added, line: line))
      } else {
        lines.append(.init(mark: .same, line: line))
        place += 1
      }
    }
    takeRemoved()
    self.init(name: new.name, title: new.title, mark: .same, lines: lines)
  }
}
