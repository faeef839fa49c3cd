/// What a text speaks about: all of the rules, or the part that one request is about.
struct Topic: Sendable {
  let rules: Rules
  let attributes: Set<Attribute.Name>
  let purposes: [Purpose]
  /// Set when the text asks for one yes.
  let notice: Notice?
  /// Whether the text is a policy, which has to name everybody.
  let isWhole: Bool

  init(_ rules: Rules, isWhole: Bool) {
    self.rules = rules
    self.attributes = Set(rules.attributes.map(\.name))
    self.purposes = rules.purposes
    self.notice = nil
    self.isWhole = isWhole
  }

  init(_ rules: Rules, _ notice: Notice) {
    self.rules = rules
    self.attributes = Set(notice.attributes)
    self.purposes = rules.purposes.filter { $0.name == notice.purpose }
    self.notice = notice
    self.isWhole = false
  }

  init(_ rules: Rules, _ attributes: some Sequence<Attribute.Name>, for names: [Purpose.Name]) {
    self.rules = rules
    self.attributes = Set(attributes)
    self.purposes = rules.purposes.filter { names.contains($0.name) }
    self.notice = nil
    self.isWhole = false
  }

  /// What a recipient can get of some attributes.
  struct Flow: Sendable {
    let recipient: Recipient
    let purpose: Purpose
    let attributes: [Attribute.Name]

    var needsYes: Bool { purpose.basis == .consent }
  }

  /// Every way out of the house for these attributes; a suspended recipient gets nothing.
  func flows(of names: Set<Attribute.Name>) -> [Flow] {
    rules.recipients.filter { !$0.isSuspended }.flatMap { recipient in
      rules.purposes.compactMap { purpose in
        let gets = rules.attributes(at: recipient, for: purpose).filter(names.contains)
        return gets.isEmpty
          ? nil : Flow(recipient: recipient, purpose: purpose, attributes: gets)
      }
    }
  }

  /// What tells who somebody is: an address, or words of their own.
  func identifying(_ names: Set<Attribute.Name>) -> [Attribute] {
    rules.attributes.filter { attribute in
      names.contains(attribute.name)
        && (attribute.kind == .contact || [.email, .text].contains(attribute.type))
    }
  }

  func attributes(_ names: Set<Attribute.Name>) -> [Attribute] {
    rules.attributes.filter { names.contains($0.name) }
  }

  /// 'Meridian Travel gets: What you are curious about; Your e-mail address'.
  func told(_ flows: [Flow]) -> String {
    rules.recipients.compactMap { recipient in
      let names = Set(flows.filter { $0.recipient.name == recipient.name }.flatMap(\.attributes))
      guard !names.isEmpty else { return nil }
      let titles = attributes(names).map { "‘\($0.title)’" }.listed
      return "\(recipient.title) can get \(titles)"
    }.listed
  }
}
