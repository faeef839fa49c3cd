import Candor
import CandorAPI
import Foundation

extension ReciprocityReply {
  init(_ reciprocity: Reciprocity, _ rules: Rules) {
    let verdicts = rules.experiences.flatMap { experience in
      experience.questions.map { question in
        (
          experience: experience.name, question: question,
          verdict: reciprocity.verdict(on: question, of: experience.name, by: rules)
        )
      }
    }
    let gone = reciprocity.attributes
      .filter { name, count in rules.attribute(name) == nil && count.held > 0 }
    self.init(
      days: Reciprocity.span.count,
      people: reciprocity.people,
      lists: reciprocity.lists,
      questions: verdicts.map { experience, question, verdict in
        let count = reciprocity.count(of: question, in: experience)
        let others = verdicts.filter {
          $0.question.attribute == question.attribute
            && ($0.experience, $0.question.name) != (experience, question.name)
            && $0.verdict != .movesNothing
        }
        return Question(
          experience: experience.rawValue,
          question: question.name.rawValue,
          title: question.title,
          attribute: question.attribute.rawValue,
          gives: question.gives.map(\.rawValue),
          counts: Counts(count),
          verdict: verdict.rawValue,
          says: verdict.says(
            of: question,
            count,
            others: others.map { "\($0.experience)/\($0.question.name)" },
            rules
          )
        )
      },
      attributes: rules.attributes.map { attribute in
        let count = reciprocity.attributes[attribute.name] ?? .init()
        return Attribute(
          attribute: attribute.name.rawValue,
          title: attribute.title,
          counts: Counts(count)
        )
      }
        + gone.sorted { $0.key < $1.key }.map { name, count in
          Attribute(
            attribute: name.rawValue,
            title: name.rawValue,
            counts: Counts(count),
            says: """
              The rules no longer know it, so the Gate refuses every use. \
              \(count.held.counted("record")) still \(count.held == 1 ? "holds" : "hold") it, \
              sealed, and only an erasure destroys it.
              """
          )
        }
    )
  }
}

extension ReciprocityReply.Counts {
  fileprivate init(_ count: Reciprocity.Count) {
    self.init(
      asked: count.asked,
      answered: count.answered,
      held: count.held,
      given: count.given,
      moved: count.moved
    )
  }
}

extension Reciprocity.Verdict {
  /// - Parameter others: questions for the same attribute that will go on being asked.
  fileprivate func says(
    of question: Question,
    _ count: Reciprocity.Count,
    others: [String],
    _ rules: Rules
  ) -> String {
    let span = "the last \(Reciprocity.span)"
    // Of what is no list, no event tells whether it was given.
    let elsewhere = question.gives.compactMap { rules.benefit($0) }.filter { $0.list == nil }
      .map { "‘\($0.sentence)’" }.formatted(.list(type: .and))
    switch self {
    case .movesLists:
      return "It helped to choose \(count.moved) of \(count.given.counted("list")) in \(span)."
    case .tooEarly where count.answered == 0: return "Nobody has answered it yet."
    case .tooEarly:
      return "No list was given in \(span) that its answers were free to move: too early to tell."
    case .givesNoList where question.attribute == .timezone:
      return "It says when somebody's week begins, so it moves no pick."
    case .givesNoList:
      return "It gives no list, but \(elsewhere) No record tells whether that was given."
    case .movesNothing:
      let also =
        elsewhere.isEmpty
        ? "" : " It also gives \(elsewhere) No record tells whether that was given."
      return """
        Its answers were free to move \(count.given.counted("list")) in \(span), and moved \
        none.\(also) Stop asking it: take it out of the rules. \
        \(Self.purge(question.attribute, count.held, others, rules))
        """
    }
  }

  /// What can be done about answers that serve nothing, and what cannot.
  private static func purge(
    _ attribute: Attribute.Name,
    _ held: Int,
    _ others: [String],
    _ rules: Rules
  ) -> String {
    let holders = "\(held.counted("person", "people")) \(held == 1 ? "holds" : "hold") one."
    guard others.isEmpty else {
      return """
        \(holders) They stay in use until they expire: \
        \(others.formatted(.list(type: .and))) asks for the same attribute, '\(attribute)'.
        """
    }
    let places =
      rules.purposes.filter { $0.uses.contains(attribute) }.map { "the purpose '\($0.name)'" }
      + rules.notices.filter { $0.attributes.contains(attribute) }.map { notice in
        "the notice of '\(notice.purpose)'" + (notice.recipient.map { " at '\($0)'" } ?? "")
      }
    return """
      Purge its answers: \(holders) Take the attribute '\(attribute)' out as well, and out of \
      \(places.formatted(.list(type: .and))): from the next start the Gate refuses every use of it. \
      A notice without it is a new text, which everybody is asked to say yes to anew. The answers \
      stay sealed in the records, as events do, until their records are erased.
      """
  }
}
