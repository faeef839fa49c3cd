import Candor
import Foundation
import Recommender

extension Words {
  func title(of attribute: Attribute.Name) -> String {
    rules.attribute(attribute)?.title ?? attribute.rawValue
  }

  func title(of item: Item.ID) -> String {
    quoted(recommender.item(item)?.title ?? item.rawValue)
  }

  /// Between the marks that the language quotes with.
  func quoted(_ text: String) -> String { language("‘{text}’", ["text": text]) }

  /// The recipient's name, or the company's.
  func title(of recipient: Recipient.Name?) -> String {
    guard let recipient else { return rules.company.name }
    return rules.recipient(recipient)?.title ?? recipient.rawValue
  }

  /// The value with the texts of its choices, as the question showed them.
  func text(of value: Value, as declaration: Declaration) -> String {
    let question = rules.experience(declaration.source.experience)?
      .question(declaration.source.question)
    return text(of: value, to: question)
  }

  /// What an answer was changed to; which question asked for it is not in the event.
  func text(of correction: Correction) -> String {
    let asking = rules.experiences.lazy.flatMap(\.questions)
      .first { $0.attribute == correction.attribute }
    return text(of: correction.value, to: asking)
  }

  private func text(of value: Value, to question: Question?) -> String {
    switch value {
    case .day(let day): language.day(day.date)
    case .flag(let flag):
      flag ? question?.labelTrue ?? language("Yes") : question?.labelFalse ?? language("No")
    case .number(let rating) where question?.type == .rating && question?.rateValues == nil:
      language(
        "{rating} of {most}",
        ["rating": String(rating), "most": String(question?.scale.upperBound ?? rating)]
      )
    default: question?.display(of: value) ?? String(describing: value)
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
