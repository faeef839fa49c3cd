import Candor
import Foundation

/// An experience on its way through its pages.
///
/// Each page carries what the others hold, so the server keeps nothing before the last answer.
struct Filled: Sendable {
  struct Hidden: Sendable {
    let name: String
    let value: String
  }

  let experience: Experience
  /// As many as there are pages: the questions are done, and the notices are asked.
  private(set) var page = 0
  private(set) var typed: [Question.Name: Typed] = [:]
  private(set) var skipped: Set<Question.Name> = []
  private(set) var said: [Notice.Hash: Bool] = [:]
  /// Where yes was said beside a sentence that told that the browser says no.
  private(set) var despite: Set<Notice.Hash> = []

  /// A fresh start, with the answers that are held already filled in.
  init(_ experience: Experience, held record: Record?) {
    self.experience = experience
    for question in experience.questions {
      guard let answer = record?.answers[question.attribute] else { continue }
      typed[question.name] = Typed(answer.declaration.value, into: question)
    }
  }

  init(_ experience: Experience, _ form: Form) {
    self.experience = experience
    page = min(max(0, form.first("page").flatMap { Int($0) } ?? 0), experience.pages.count)
    for question in experience.questions { typed[question.name] = Typed(form, question.name) }
    skipped = Set(form["skipped"].map { Question.Name($0) })
    for question in questions { skipped.remove(question.name) }
    for name in form.names where name.hasPrefix("say:") {
      say(form.first(name), to: Notice.Hash(String(name.dropFirst("say:".count))))
    }
    if let hash = form.first("notice"), let answer = form.first("say") {
      say(answer, to: Notice.Hash(hash))
    }
  }

  private mutating func say(_ answer: String?, to notice: Notice.Hash) {
    said[notice] = answer == "yes" || answer == "despite"
    if answer == "despite" { despite.insert(notice) } else { despite.remove(notice) }
  }

  /// Those of this page.
  var questions: [Question] {
    experience.pages.indices.contains(page) ? experience.pages[page].elements : []
  }

  var answers: [Question.Name: Answer] {
    var answers: [Question.Name: Answer] = [:]
    for question in experience.questions {
      answers[question.name] =
        skipped.contains(question.name)
        ? .skipped : typed[question.name].flatMap { question.answer($0) }
    }
    return answers
  }

  var isEmpty: Bool { answers.values.allSatisfy { $0 == .skipped } }

  /// What was said to the notice, and to which wording of it.
  func answer(to notice: Notice) -> (hash: Notice.Hash, isYes: Bool)? {
    said.first { notice.hashes.contains($0.key) }.map { (hash: $0.key, isYes: $0.value) }
  }

  mutating func skip() {
    for question in questions {
      skipped.insert(question.name)
      typed[question.name] = nil
    }
    goOn()
  }

  /// The rule against leaving a field empty that an earlier answer filled.
  static let emptied = "is empty, and an earlier answer is held"

  /// The questions of this page whose fields are empty.
  var empty: [Question] {
    questions.filter { question in typed[question.name].flatMap { question.answer($0) } == nil }
  }

  /// Puts the earlier answers back into the fields of this page that were emptied.
  ///
  /// - Returns: the questions that they answer.
  mutating func refill(from record: Record?) -> [Question] {
    var refilled: [Question] = []
    for question in empty {
      guard let held = record?.answers[question.attribute] else { continue }
      let earlier = Typed(held.declaration.value, into: question)
      guard question.answer(earlier) != nil else { continue }
      typed[question.name] = earlier
      refilled.append(question)
    }
    return refilled
  }

  mutating func skipEmpty() {
    for question in empty { skipped.insert(question.name) }
  }

  mutating func goOn() {
    page = min(page + 1, experience.pages.count)
  }

  /// One page back; the last notice that was answered counts as a page.
  mutating func goBack(_ notices: [Notice]) {
    if page == experience.pages.count,
      let last = notices.compactMap({ answer(to: $0) }).last
    {
      said[last.hash] = nil
    } else {
      page = max(0, page - 1)
    }
  }

  mutating func turn(to question: Question.Name) {
    let index = experience.pages.firstIndex { $0.elements.contains { $0.name == question } }
    page = index ?? 0
  }

  /// What the page must carry for all the others.
  var hidden: [Hidden] {
    let here = Set(questions.map(\.name))
    let others = experience.questions.filter { !here.contains($0.name) }
    var hidden = others.flatMap { question -> [Hidden] in
      let (name, typed) = (question.name, self.typed[question.name] ?? Typed())
      return typed.values.filter { !$0.isEmpty }.map { Hidden(name: name.rawValue, value: $0) }
        + typed.picks.map { Hidden(name: Typed.picks(of: name), value: $0) }
    }
    hidden += skipped.sorted().map { Hidden(name: "skipped", value: $0.rawValue) }
    hidden += said.sorted { $0.key < $1.key }.map { notice, isYes in
      let yes = despite.contains(notice) ? "despite" : "yes"
      return Hidden(name: "say:\(notice)", value: isYes ? yes : "no")
    }
    return hidden
  }
}
