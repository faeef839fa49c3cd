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
  let now: Date
  /// As many as there are pages: the questions are done, and the notices are asked.
  private(set) var page = 0
  private(set) var typed: [Question.Name: Typed] = [:]
  private(set) var skipped: Set<Question.Name> = []
  private(set) var said: [Notice.Hash: Bool] = [:]
  /// Where yes was said beside a sentence that told that the browser says no.
  private(set) var despite: Set<Notice.Hash> = []
  /// What the link told.
  private(set) var told: [String: String] = [:]
  /// The questions that stood on the page when it was sent.
  private var seen: Set<Question.Name> = []

  /// A fresh start, with the answers that are held, and what the link brings, filled in.
  ///
  /// - Parameter link: the parameters of the address, by name.
  init(
    _ experience: Experience,
    held record: Record?,
    link: (String) -> String? = { _ in nil },
    at now: Date
  ) {
    self.experience = experience
    self.now = now
    for question in experience.questions {
      if let answer = record?.answers[question.attribute] {
        typed[question.name] = Typed(answer.declaration.value, into: question)
      } else if let preset = question.defaultValue {
        typed[question.name] = Typed(preset, into: question)
      }
    }
    for name in experience.prefill ?? [] {
      guard let question = experience.question(name), let text = link(name.rawValue),
        record?.answers[question.attribute] == nil
      else { continue }
      let texts = text.split(separator: ",").map { String($0).trimmed }
      typed[name] = Typed(Preset.list(texts), into: question)
    }
    tell(link)
  }

  init(_ experience: Experience, _ form: Form, at now: Date) {
    self.experience = experience
    self.now = now
    for question in experience.questions { typed[question.name] = Typed(form, question) }
    skipped = Set(form["skipped"].map { Question.Name($0) })
    tell { form.first("link:\($0)") }
    for name in form.names where name.hasPrefix("say:") {
      say(form.first(name), to: Notice.Hash(String(name.dropFirst("say:".count))))
    }
    if let hash = form.first("notice"), let answer = form.first("say") {
      say(answer, to: Notice.Hash(hash))
    }
    page = min(max(0, form.first("page").flatMap { Int($0) } ?? 0), course.pages.count)
    seen = Set(form["seen"].map { Question.Name($0) })
    if seen.isEmpty { seen = Set(questions.map(\.name)) }
    for name in seen { skipped.remove(name) }
  }

  private mutating func tell(_ link: (String) -> String?) {
    for name in experience.hidden ?? [] {
      if let value = link(name), value.utf8.count <= 200 { told[name] = value }
    }
  }

  private mutating func say(_ answer: String?, to notice: Notice.Hash) {
    said[notice] = answer == "yes" || answer == "despite"
    if answer == "despite" { despite.insert(notice) } else { despite.remove(notice) }
  }

  /// What follows from the answers so far.
  var course: Course { Course(experience, answers, hidden: told, at: now) }

  /// The elements of this page.
  var elements: [Element] {
    let pages = course.pages
    return pages.indices.contains(page) ? pages[page].elements : []
  }

  /// The questions that are shown on this page.
  var questions: [Question] {
    let course = course
    return elements.flatMap { course.shownQuestions(in: $0) }
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

  /// Whether nothing was told that is kept.
  var isEmpty: Bool { course.completed.answers.values.allSatisfy { $0 == .skipped } }

  /// The questions of this page that stood on it when it was sent.
  var asked: [Question] { questions.filter { seen.contains($0.name) } }

  /// Whether its answers have brought up questions on this page that nobody could answer yet: they
  /// were not there, or could not be filled in.
  var isGrown: Bool { !open.allSatisfy { seen.contains($0.name) } }

  /// The questions of this page that can be answered now.
  private var open: [Question] {
    let course = course
    return questions.filter { course.isEnabled($0) }
  }

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
    for question in empty where seen.contains(question.name) {
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
    page = min(page + 1, course.pages.count)
  }

  /// One page back; the last notice that was answered counts as a page.
  mutating func goBack(_ notices: [Notice]) {
    if page == course.pages.count, let last = notices.compactMap({ answer(to: $0) }).last {
      said[last.hash] = nil
    } else {
      page = max(0, page - 1)
    }
  }

  mutating func turn(to question: Question.Name) {
    let course = course
    let index = course.pages.firstIndex { page in
      page.elements.contains { element in
        course.shownQuestions(in: element).contains { $0.name == question }
      }
    }
    page = index ?? 0
  }

  /// What the link told, for the page after the last.
  var query: String {
    if told.isEmpty { return "" }
    return "?"
      + told.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value.asPathPart)" }
      .joined(separator: "&")
  }

  /// What the page must carry for all the others.
  var hidden: [Hidden] {
    let here = Set(questions.map(\.name))
    let others = experience.questions.filter { !here.contains($0.name) }
    var hidden = others.flatMap { (typed[$0.name] ?? Typed()).hidden($0.name) }
    hidden += open.map(\.name).sorted().map { Hidden(name: "seen", value: $0.rawValue) }
    hidden += skipped.sorted().map { Hidden(name: "skipped", value: $0.rawValue) }
    hidden += told.sorted { $0.key < $1.key }.map {
      Hidden(name: "link:\($0.key)", value: $0.value)
    }
    hidden += said.sorted { $0.key < $1.key }.map { notice, isYes in
      let yes = despite.contains(notice) ? "despite" : "yes"
      return Hidden(name: "say:\(notice)", value: isYes ? yes : "no")
    }
    return hidden
  }
}

extension Typed {
  /// What a definition or a link puts into a field; what does not fit the question is left out.
  fileprivate init(_ preset: Preset, into question: Question) {
    self.init()
    let answer: Answer =
      if case .list(let texts) = preset, question.valueType != .choices,
        question.valueType != .tags,
        let text = texts.first
      {
        question.answer(.text(text))
      } else {
        question.answer(preset)
      }
    guard let value = question.held(answer) else { return }
    self.init(value, into: question)
  }
}
