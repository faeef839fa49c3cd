import Candor
import Foundation
import Recommender

extension Words {
  func title(of attribute: Attribute.Name) -> String {
    rules.attribute(attribute)?.title ?? attribute.rawValue
  }

  func title(of item: Item.ID) -> String {
    "‘\(recommender.item(item)?.title ?? item.rawValue)’"
  }

  /// The recipient's name, or the company's.
  func title(of recipient: Recipient.Name?) -> String {
    guard let recipient else { return rules.company.name }
    return rules.recipient(recipient)?.title ?? recipient.rawValue
  }

  /// The value with the texts of its choices, as the question showed them.
  func text(of value: Value, as declaration: Declaration) -> String {
    let question = rules.experience(declaration.source.experience)?.questions
      .first { $0.name == declaration.source.question }
    func text(_ value: String) -> String {
      question?.choices?.first { $0.value == value }?.text ?? value
    }
    return switch value {
    case .text(let one): text(one)
    case .list(let many): many.map(text).joined(separator: language(", "))
    case .number(let rating):
      language(
        "{rating} of {most}",
        ["rating": String(rating), "most": String(question?.scale.upperBound ?? rating)]
      )
    case .day(let day): language.day(day.date)
    }
  }

  /// What an answer was changed to; which question asked for it is not in the event.
  func text(of correction: Correction) -> String {
    switch correction.value {
    case .text(let one): term(one, of: correction.attribute)
    case .list(let many):
      many.map { term($0, of: correction.attribute) }.joined(separator: language(", "))
    case .number(let rating): String(rating)
    case .day(let day): language.day(day.date)
    }
  }

  /// A value as some question shows it that asks for the attribute.
  func term(_ value: String, of attribute: Attribute.Name) -> String {
    let texts = rules.experiences.lazy.flatMap(\.questions)
      .filter { $0.attribute == attribute }
      .compactMap { $0.choices?.first { $0.value == value }?.text }
    return texts.first ?? value
  }
}
