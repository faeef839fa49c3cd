import Candor

extension House {
  /// Takes the ways in which a name may be written on mail.
  ///
  /// - Throws: `Invalid`, with each problem at its field; nothing is written then.
  func approve(_ forms: NameForms, by person: Person.ID) async throws -> Changed {
    try await change(person) { [rules] record in
      guard record.answers[forms.attribute] != nil else {
        throw NotHeld(attribute: forms.attribute)
      }
      let problems = rules.broken(forms, of: record)
      guard problems.isEmpty else { throw Invalid(problems) }
      let approved = record.approved[forms.attribute]?.forms ?? []
      return approved == forms.forms ? [] : [.approved(forms)]
    }
  }
}
