import Candor
import Foundation

extension Filled {
  /// An experience that was begun, where it was left.
  init(_ experience: Experience, _ begun: Unfinished, at now: Date) {
    var fields = begun.fields
    fields["page"] = [String(begun.page)]
    self.init(experience, Form(fields), at: now)
  }

  /// What can be gone on with: the fields of all pages, and no yes or no, which is said at the end.
  func begun(under rules: Rules) -> Unfinished {
    var fields = experience.questions.flatMap { (typed[$0.name] ?? Typed()).hidden($0.name) }
    fields += skipped.sorted().map { Hidden(name: "skipped", value: $0.rawValue) }
    fields += told.sorted { $0.key < $1.key }
      .map { Hidden(name: "link:\($0.key)", value: $0.value) }
    return experience.begun(
      // Yes and no are said anew at the end.
      page: max(0, min(page, course.pages.count - 1)),
      fields: Dictionary(grouping: fields, by: \.name).mapValues { $0.map(\.value) },
      under: rules,
      at: now
    )
  }
}

extension House {
  /// Keeps an experience on its way, so that the person can go on with it.
  func keep(_ begun: Unfinished, by person: Person.ID) async throws {
    _ = try await change(person, Wish(isMinimal: true)) { record in
      let kept = record.begun[begun.experience]
      return kept?.fields == begun.fields && kept?.page == begun.page ? [] : [.begun(begun)]
    }
  }

  /// Puts aside what was begun, once it is finished or not wanted any more.
  func putAside(_ experience: Experience.Name, by person: Person.ID) async throws {
    let now = now()
    _ = try await change(person, Wish(isMinimal: true)) { record in
      record.begun[experience] == nil ? [] : [.begun(Unfinished(experience, until: now))]
    }
  }
}
