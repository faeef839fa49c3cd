/// One question, with what it is for, what it gives and how long its answer is kept.
///
/// The keys mean what they mean in SurveyJS; the defaults are SurveyJS's.
public struct Question: Sendable, Codable {
  public typealias Name = Identifier<Question>

  public enum Kind: String, Sendable, Codable, CaseIterable {
    case radiogroup, dropdown, checkbox, tagbox, rating, comment, text
    case ranking, imagepicker, slider, boolean, matrix, multipletext
  }

  public enum InputType: String, Sendable, Codable, CaseIterable {
    case text, date, email, number, range, color, month, week, time, tel, url
    case localTime = "datetime-local"
  }

  public enum RateType: String, Sendable, Codable, CaseIterable {
    case labels, stars, smileys
  }

  public let type: Kind
  public let name: Name
  public let title: String
  public let description: String?

  public let visibleIf: Expression?
  public let enableIf: Expression?
  public let requiredIf: Expression?
  /// Asks for an answer or a spoken 'skip': silence alone is sent back.
  public let isRequired: Bool?
  public let validators: [Validator]?
  /// Stands in the field at first.
  public let defaultValue: Preset?
  /// What a quiz takes for right: one point.
  public let correctAnswer: Preset?

  public let choices: [Choice]?
  public let showOtherItem: Bool?
  public let otherText: String?
  public let showNoneItem: Bool?
  public let noneText: String?
  /// 'I would rather not say': said aloud, and kept nowhere.
  public let showRefuseItem: Bool?
  public let refuseText: String?
  public let showDontKnowItem: Bool?
  public let dontKnowText: String?
  /// Of an image picker: whether several can be picked.
  public let multiSelect: Bool?
  public let minSelectedChoices: Int?
  public let maxSelectedChoices: Int?

  public let rateMin: Int?
  public let rateMax: Int?
  public let rateStep: Int?
  /// The numbers themselves, where they do not go up in steps.
  public let rateValues: [Choice]?
  public let rateType: RateType?
  public let minRateDescription: String?
  public let maxRateDescription: String?

  /// The ends of a slider, or of a number that is typed.
  public let min: Int?
  public let max: Int?
  public let step: Int?

  public let labelTrue: String?
  public let labelFalse: String?

  /// Of a matrix: what can be said of each row.
  public let columns: [Choice]?
  /// Of a matrix: what it is said of.
  public let rows: [Choice]?
  public let isAllRowRequired: Bool?
  /// Of a multiple text: its fields.
  public let items: [Field]?

  public let inputType: InputType?
  public let maxLength: Int?
  public let placeholder: String?

  public let attribute: Attribute.Name
  public let gives: [Benefit.Name]
  public let uses: [Purpose.Name]
  public let expires: Term?

  /// One field of a multiple text.
  public struct Field: Sendable, Codable {
    public let name: String
    public let title: String?
    public let isRequired: Bool?
    public let maxLength: Int?
    public let placeholder: String?
  }
}

extension Question {
  /// The type of attribute that an answer to this question is a value of.
  public var valueType: Attribute.ValueType {
    Self.valueType(of: type, inputType: inputType, isMany: multiSelect == true)
  }

  /// - Parameter isMany: whether several pictures can be picked.
  static func valueType(
    of kind: Kind,
    inputType: InputType?,
    isMany: Bool
  ) -> Attribute.ValueType {
    switch kind {
    case .radiogroup, .dropdown: .choice
    case .checkbox, .ranking: .choices
    case .imagepicker: isMany ? .choices : .choice
    case .tagbox: .tags
    case .rating: .rating
    case .slider: .number
    case .boolean: .flag
    case .matrix, .multipletext: .table
    case .comment: .text
    case .text:
      switch inputType ?? .text {
      case .date: .date
      case .email: .email
      case .number, .range: .number
      case .text, .color, .month, .week, .time, .tel, .url, .localTime: .text
      }
    }
  }

  /// The numbers that a rating can be, in order.
  ///
  /// SurveyJS's default is 1 to 5.
  public var rates: [Int] {
    if let rateValues { return rateValues.compactMap { Int($0.value) }.sorted() }
    let (least, most) = (rateMin ?? 1, Swift.max(rateMin ?? 1, rateMax ?? 5))
    return Array(stride(from: least, through: most, by: Swift.max(1, rateStep ?? 1)))
  }

  /// From the least to the greatest of them.
  public var scale: ClosedRange<Int> {
    guard let least = rates.first, let most = rates.last else { return 1...5 }
    return least...most
  }

  /// The ends between which a number must be; a slider's are 0 and 100 when nothing is said.
  public var span: (min: Int?, max: Int?) {
    type == .slider ? (min ?? 0, max ?? 100) : (min, max)
  }

  /// The items that stand below the choices, and mean something beside them.
  public var specials: [Special] {
    var specials: [Special] = []
    if showNoneItem == true { specials.append(.none) }
    if showOtherItem == true { specials.append(.other) }
    if showRefuseItem == true { specials.append(.refuse) }
    if showDontKnowItem == true { specials.append(.dontKnow) }
    return specials
  }

  /// Items with a meaning of their own, by the values that SurveyJS gives them.
  public enum Special: String, Sendable, CaseIterable {
    case none, other, refuse
    case dontKnow = "dontknow"
  }

  /// The kinds that offer choices.
  public var offersChoices: Bool {
    switch type {
    case .radiogroup, .dropdown, .checkbox, .tagbox, .ranking, .imagepicker: true
    case .rating, .comment, .text, .slider, .boolean, .matrix, .multipletext: false
    }
  }
}
