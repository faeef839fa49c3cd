import Candor
import CandorAPI
import Hummingbird

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

struct NameFormsRoutes {
  let house: House

  func add(to routes: some RouterMethods<CandorContext>) {
    routes.put("people/:person/attributes/:attribute/forms", use: approve)
  }

  @Sendable func approve(_ request: Request, _ context: CandorContext) async throws -> Response {
    try context.require(.write)
    let body = try await request.body(NameFormsRequest.self)
    let forms = NameForms(of: try context.name("attribute"), body.forms)
    return try await house.reply(try await house.approve(forms, by: try context.person()))
  }
}
