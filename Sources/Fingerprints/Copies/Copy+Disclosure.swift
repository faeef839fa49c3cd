import Candor

extension Copy {
  /// The line of what the Gate let through of somebody, with its end.
  ///
  /// It takes nothing else: what was refused cannot be in a copy.
  ///
  /// - Parameter reference: the name by which the recipient knows the person.
  public func line(of line: Disclosure.Line, reference: String) -> [UInt8] {
    let values = line.values.map { $0.map(Row.Value.init) }
    let person = Row.Person(line.permitted.person)
    return self.line(of: Row(person, [Row.Value(reference)] + values))
  }
}

extension Edition {
  /// One recipient's copy for one purpose: first the reference, then what was disclosed.
  public init(_ disclosure: Disclosure, under rules: Rules, keys: CopyKeys) {
    let columns = disclosure.attributes.map { Column($0, under: rules) }
    self.init(
      ID(disclosure.consent),
      of: [Column(Self.reference, .plain)] + columns,
      keys: keys,
      relay: rules.copies.relay ?? ""
    )
  }

  /// The head of the column with the name by which the recipient knows somebody.
  public static let reference = "reference"

  /// The fictional people of a copy, whose answers are among those that its people can have given.
  public func seeds(of disclosure: Disclosure, under rules: Rules) -> [Seed] {
    let questions = rules.experiences.flatMap(\.questions)
    let answers = questions.map { question in
      (question.attribute.rawValue, question.choices?.map(\.value) ?? [])
    }
    let cast = Seed.Cast(
      addresses: rules.copies.addresses,
      others: Dictionary(answers) { $0 + $1 }.merging(
        disclosure.audience.map { ($0.rawValue, $1.sorted()) }
      ) { $1 }
    )
    return seeds(rules.copies.seeds, from: cast)
  }
}

extension Edition.ID {
  public init(_ consent: Consent) {
    self.init(recipient: consent.recipient?.rawValue ?? "", purpose: consent.purpose.rawValue)
  }

  public var consent: Consent {
    Consent(Purpose.Name(purpose), at: Recipient.Name(recipient))
  }
}

extension Column {
  public init(_ name: Attribute.Name, under rules: Rules) {
    let attribute = rules.attribute(name)
    self.init(name.rawValue, attribute.map { Kind($0, under: rules) } ?? .plain)
  }
}

extension Column.Kind {
  fileprivate init(_ attribute: Attribute, under rules: Rules) {
    switch attribute.form {
    case .name: self = .name
    case .address: self = .address
    case .phone: self = .phone
    case .coordinates: self = .coordinates(decimals: attribute.decimals ?? 0)
    case .minute: self = .minute
    case nil: self = attribute.type == .email && rules.copies.relay != nil ? .email : .plain
    }
  }
}

extension Row.Person {
  public init(_ person: Candor.Person.ID) { self.init(person.bytes) }
}

extension Row.Value {
  public init(_ written: Record.Written) {
    self.init(
      written.value.description,
      version: UInt64(written.version),
      approved: written.forms
    )
  }
}
