import Foundation

/// The ways in which a name may stand on mail, as the person approved them.
///
/// A copy writes one of them, and other copies others: of all marks, they alone survive what bulk mail
/// does to a list.
public struct NameForms: Hashable, Sendable {
  public let attribute: Attribute.Name
  /// From two to eight; none takes the approval back.
  public let forms: [String]

  public init(of attribute: Attribute.Name, _ forms: [String]) {
    self.attribute = attribute
    self.forms = forms
  }

  /// So many tell eight copies apart by each person.
  public static let most = 8
}

extension NameForms: Recorded {
  var json: JSON { ["attribute": .string(attribute.rawValue), "forms": .strings(forms)] }

  init(_ json: JSON) throws(Malformed) {
    self.init(of: try json.name("attribute"), try json.strings("forms"))
  }
}

extension Record {
  /// Forms of a name that hold while the name does.
  public struct Approved: Hashable, Sendable {
    public let forms: [String]
    /// The event that approved them, or took that back.
    public let sequence: Int
  }

  /// An answer, as a copy writes it.
  public struct Written: Hashable, Sendable {
    public let value: Value
    /// The event that said it, or in which forms it may be written.
    public let version: Int
    public let forms: [String]
  }

  /// - Parameter value: what of it may be written; all of it by default.
  public func written(_ name: Attribute.Name, as value: Value? = nil) -> Written? {
    answers[name].map { answer in
      Written(
        value: value ?? answer.declaration.value,
        version: max(answer.sequence, approved[name]?.sequence ?? 0),
        forms: approved[name]?.forms ?? []
      )
    }
  }

  mutating func apply(_ forms: NameForms, of event: Event) {
    guard answers[forms.attribute] != nil else { return }
    approved[forms.attribute] = Approved(forms: forms.forms, sequence: event.sequence)
  }

  /// Another name has other forms.
  mutating func dropOldForms() {
    guard !approved.isEmpty else { return }
    approved = approved.filter { name, forms in
      answers[name].map { $0.sequence < forms.sequence } ?? false
    }
  }
}

extension [Attribute.Name: Record.Approved] {
  var json: JSON {
    .object(
      JSON.Members(
        map { name, approved in
          let sequence = JSON.integer(Int64(approved.sequence))
          return (name.rawValue, ["forms": .strings(approved.forms), "sequence": sequence])
        }
      )
    )
  }

  init(_ json: JSON) throws(Malformed) {
    guard case .object(let members) = json else { throw Malformed("approved forms are an object") }
    self = [:]
    for (name, approved) in members {
      self[Attribute.Name(name)] = Record.Approved(
        forms: try approved.strings("forms"),
        sequence: Int(try approved.integer("sequence"))
      )
    }
  }
}

extension Rules {
  /// Why a name may not be written so, by field; none when it may.
  public func broken(_ forms: NameForms, of record: Record) -> [Problem] {
    guard attribute(forms.attribute)?.form == .name else {
      return [Problem("attribute", "'\(forms.attribute)' is no name of somebody")]
    }
    guard case .text(let name)? = record.answers[forms.attribute]?.declaration.value else {
      return [Problem("attribute", "'\(forms.attribute)' has no answer to write otherwise")]
    }
    var problems: [Problem] = []
    if forms.forms.count == 1 || forms.forms.count > NameForms.most {
      problems.append(Problem("forms", "must be none, or from two to \(NameForms.most)"))
    }
    let words = Set(name.nameWords)
    var seen: Set<[String]> = []
    for (index, form) in forms.forms.enumerated() {
      let path = "forms[\(index)]"
      if !form.isPrintedLine {
        let rule = "must be one line of 1 to 100 characters, without blanks around it"
        problems.append(Problem(path, rule))
      } else if words.isDisjoint(with: form.nameWords) {
        problems.append(Problem(path, "has no word of the name that it is a form of"))
      } else if !seen.insert(form.nameWords).inserted {
        problems.append(Problem(path, "is the same as one before it, but for signs and capitals"))
      }
    }
    return problems
  }
}

extension NameForms {
  /// Ways to write a name with the words that it has: with initials, without what stands between, the
  /// family name first.
  ///
  /// They are offered, and nothing more: whether a word is a middle name, the person knows.
  public static func suggestions(for name: String) -> [String] {
    var words: [String] = name.split(separator: " ").map { String($0) }
    let titles: Set<String> = ["mr", "mrs", "ms", "mx", "dr", "prof"]
    let title = words.first.flatMap { titles.contains($0.nameWords.joined()) ? $0 : nil }
    if title != nil { words.removeFirst() }
    guard words.count > 1, let given = words.first, let family = words.last else { return [] }
    let between = Array(words[1..<(words.count - 1)])
    func initial(_ word: String) -> String { "\(word.prefix(1))." }
    let initials = between.map(initial)
    let forms: [String?] = [
      name,
      words.joined(separator: " "),
      "\(given) \(family)",
      ([given] + initials + [family]).joined(separator: " "),
      "\(initial(given)) \(family)",
      ([initial(given)] + initials + [family]).joined(separator: " "),
      title.map { "\($0) \(family)" },
      "\(family), \(given)",
    ]
    var seen: Set<[String]> = []
    return forms.compactMap { $0 }.filter { seen.insert($0.nameWords).inserted }
  }
}

extension String {
  /// Whether all of it can be seen on paper, on one line.
  fileprivate var isPrintedLine: Bool {
    (1...100).contains(count) && self == trimmed
      && unicodeScalars.allSatisfy { scalar in
        let properties = scalar.properties
        return scalar == " "
          || !(properties.isWhitespace || properties.isDefaultIgnorableCodePoint
            || properties.generalCategory == .control)
      }
  }

  /// Its words as a label leaves them: without accents, signs and capitals.
  fileprivate var nameWords: [String] {
    folding(options: [.caseInsensitive, .diacriticInsensitive], locale: nil)
      .split { !$0.isLetter && !$0.isNumber }.map(String.init)
  }
}
