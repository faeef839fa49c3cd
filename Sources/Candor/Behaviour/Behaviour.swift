/// What analytics clients may tell of people, and what is made of it: `behaviour` in the rules.
///
/// What is not named here is not taken.
public struct Behaviour: Sendable, Codable {
  /// A category of the tool that asks for consent elsewhere, and a purpose that needs it.
  ///
  /// A purpose with several categories needs all of them.
  public struct Category: Sendable, Codable {
    /// As the tool spells it; case counts.
    public let category: String
    public let purpose: Purpose.Name
  }

  /// A message that is an act: which, by the name of its event or page.
  public struct Occasion: Sendable, Codable {
    public let type: Message.Kind
    public let event: String
    public let act: Act.Kind
    /// The property that holds the item's identifier.
    public let item: String?
    /// The property that holds the creator's name; of `follow`.
    public let creator: String?
    /// What the act is taken for.
    public let purpose: Purpose.Name
  }

  /// A trait that is an answer, and the question that the person answered.
  public struct Trait: Sendable, Codable {
    public let trait: String
    public let experience: Experience.Name
    public let question: Question.Name
    /// What the answer is taken for.
    public let purpose: Purpose.Name
  }

  public let consent: [Category]
  public let acts: [Occasion]
  public let traits: [Trait]
  /// The purpose without a yes to which nobody's names are joined; nil: they never are.
  public let alias: Purpose.Name?
  /// The name by which a message leaves this house out, or in.
  public let integration: String

  enum CodingKeys: CodingKey {
    case consent, acts, traits, alias, integration
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    consent = try container.decode([Category].self, forKey: .consent)
    acts = try container.decodeIfPresent([Occasion].self, forKey: .acts) ?? []
    traits = try container.decodeIfPresent([Trait].self, forKey: .traits) ?? []
    alias = try container.decodeIfPresent(Purpose.Name.self, forKey: .alias)
    integration = try container.decodeIfPresent(String.self, forKey: .integration) ?? "Candor"
  }
}

extension Behaviour {
  /// The categories that a purpose needs.
  func categories(of purpose: Purpose.Name) -> [String] {
    consent.filter { $0.purpose == purpose }.map(\.category)
  }

  func occasion(for message: Message) -> Occasion? {
    acts.first { $0.type == message.kind && $0.event == message.event }
  }
}
