import Candor
import Hummingbird

/// The ways in which a name may stand on mail, to tick.
struct NameFormsPage: Page {
  static let template = "name-forms"

  struct Way: Sendable {
    let form: String
    let isTicked: Bool
  }

  let frame: Frame
  let attribute: String
  let name: String
  let ways: [Way]
  /// What was typed beside them.
  let own: String
  let mistake: String?
}

struct NameFormsPages {
  let house: House
  let templates: Templates

  func add(to routes: some RouterMethods<CandorContext>) {
    routes.get("me/names/:attribute") { _, context in
      let (name, attribute, record) = try await name(context)
      let approved = record.approved[attribute]?.forms ?? []
      return try show(context, name, attribute, ticked: approved, mistake: nil)
    }
    routes.post("me/names/:attribute", use: approve)
  }

  @Sendable func approve(_ request: Request, _ context: CandorContext) async throws -> Response {
    let (name, attribute, record) = try await name(context)
    let form = try await request.form()
    let own = form.first("own")?.trimmed ?? ""
    var ways: [String] = []
    // Where their number is no power of two, the last ones are not used.
    for way in (own.isEmpty ? [] : [own]) + form["form"] where !ways.contains(way) {
      ways.append(way)
    }
    do {
      _ = try await house.approve(NameForms(of: attribute, ways), by: record.person)
    } catch let invalid as Invalid {
      let language = house.speaking(to: context).language
      let mistake =
        invalid.problems.contains { $0.path == "forms" }
        ? language("Tick from two to eight ways, or none.")
        : language(
          "Each way is one line with a word of your name in it, and no two are the same in capitals."
        )
      return try show(context, name, attribute, ticked: form["form"], own: own, mistake: mistake)
    }
    return .seeOther("/me?note=named#answer-\(attribute)")
  }

  /// - Throws: `NotHeld` when the person has no such name here.
  private func name(
    _ context: CandorContext
  ) async throws -> (name: String, Attribute.Name, Record) {
    let attribute: Attribute.Name = try context.name("attribute")
    let record = try await house.vault.record(of: context.visitorPerson())
    guard house.rules.attribute(attribute)?.form == .name,
      case .text(let name)? = record.answers[attribute]?.declaration.value
    else { throw NotHeld(attribute: attribute) }
    return (name, attribute, record)
  }

  private func show(
    _ context: CandorContext,
    _ name: String,
    _ attribute: Attribute.Name,
    ticked: [String],
    own: String = "",
    mistake: String?
  ) throws -> Response {
    let house = house.speaking(to: context)
    let known = NameForms.suggestions(for: name)
    let all = known + ticked.filter { !known.contains($0) }
    return try templates.render(
      NameFormsPage(
        frame: house.frame(house.language("How your name may stand on mail"), context),
        attribute: attribute.rawValue,
        name: name,
        ways: all.map { NameFormsPage.Way(form: $0, isTicked: ticked.contains($0)) },
        own: own,
        mistake: mistake
      )
    )
  }
}
