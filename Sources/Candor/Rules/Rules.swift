import Foundation

/// The house rules: what a company may ask, why, for whom, and what it gives back.
///
/// Read from `rules.yaml`; a value of this type has passed every check.
public struct Rules: Sendable, Codable {
  public let company: Company
  public let sale: Sale
  public let attributes: [Attribute]
  public let purposes: [Purpose]
  public let recipients: [Recipient]
  public let benefits: [Benefit]
  public private(set) var notices: [Notice]
  public let lists: Lists
  public let experiences: [Experience]
  /// Nil where nobody else may show them.
  public let embedding: Embedding?
  /// What analytics clients may tell; nil: nothing.
  public let behaviour: Behaviour?
  /// How recipients may pay for a yes; nil: in no way.
  public let exchange: Exchange?
  /// How copies for recipients are told apart.
  public let copies: Copies
  /// The language of the default texts first, then the others.
  public private(set) var languages: [String]
  /// The same rules with their texts in the other languages.
  private var others: [String: Rules] = [:]

  enum CodingKeys: CodingKey {
    case company, sale, attributes, purposes, recipients, benefits, notices, lists, experiences
    case embedding, behaviour, exchange, copies
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    func list<Element: Decodable>(_ key: CodingKeys) throws -> [Element] {
      try container.decodeIfPresent([Element].self, forKey: key) ?? []
    }
    company = try container.decode(Company.self, forKey: .company)
    sale = try container.decodeIfPresent(Sale.self, forKey: .sale) ?? .never
    attributes = try list(.attributes)
    purposes = try list(.purposes)
    recipients = try list(.recipients)
    benefits = try list(.benefits)
    notices = try list(.notices)
    lists = try container.decodeIfPresent(Lists.self, forKey: .lists) ?? Lists()
    experiences = try list(.experiences)
    embedding = try container.decodeIfPresent(Embedding.self, forKey: .embedding)
    behaviour = try container.decodeIfPresent(Behaviour.self, forKey: .behaviour)
    exchange = try container.decodeIfPresent(Exchange.self, forKey: .exchange)
    copies = try container.decodeIfPresent(Copies.self, forKey: .copies) ?? Copies()
    languages = [company.language ?? Self.usualLanguage]
    notices = notices.map { $0.shown(by: self) }
  }

  /// What the default texts are in when the file does not say.
  static let usualLanguage = "en"

  /// These rules, with their texts for people in the language; where one is missing, the default.
  public func spoken(in language: String) -> Rules { others[language] ?? self }

  /// Takes up the same rules in other languages: a yes to one wording of a notice is a yes to it.
  mutating func speak(_ others: [String: Rules]) {
    let languages = languages + others.keys.sorted()
    for index in notices.indices {
      let hashes = others.values.map { $0.notices[index].hash } + [notices[index].hash]
      notices[index].hashes = Set(hashes)
    }
    let notices = notices
    self.languages = languages
    self.others = others.mapValues { rules in
      var rules = rules
      rules.languages = languages
      for index in notices.indices { rules.notices[index].hashes = notices[index].hashes }
      return rules
    }
  }
}

/// Who keeps the records.
public struct Company: Sendable, Codable {
  public let name: String
  /// An e-mail address at which a person reaches somebody about their record.
  public let contact: String
  public let address: String?
  public let phone: String?
  /// Where it is found on the web.
  public let url: String?
  /// Whose law holds for the records: `DE`, `US-CA`, `EU`.
  public let jurisdiction: Jurisdiction?
  public let language: String?
  /// Where its clock stands, by its IANA name.
  public let timezone: String?
  /// Where it is, in words: the privacy policy tells it.
  public let country: String?
  /// Its data protection officer, with a way to reach them.
  public let officer: String?
  /// The authority to complain to.
  public let authority: String?

  /// GMT unless it says otherwise.
  public var zone: TimeZone { timezone.flatMap(TimeZone.init(iana:)) ?? .gmt }
}

/// Whether answers may be sold.
public enum Sale: String, Sendable, Codable, CaseIterable {
  /// No rule, key or call can sell anything.
  case never
  /// Recipients make offers, and the person is the one who sells, or does not.
  case exchange
}

/// The sizes of the lists, and how they are made.
public struct Lists: Sendable, Codable {
  /// Picks in a Discover list.
  public let discover: Int
  /// At most so many picks by one creator in one list.
  public let creators: Int
  /// How far back Radar looks.
  public let radar: Term
  /// What fewer people read or like than this explains no pick and moves none: it would tell of them.
  public let smallest: Int
  /// After how long, at the latest, the model is made anew.
  public let train: Term

  public init(
    discover: Int? = nil,
    creators: Int? = nil,
    radar: Term? = nil,
    smallest: Int? = nil,
    train: Term? = nil
  ) {
    self.discover = discover ?? 30
    self.creators = creators ?? 2
    self.radar = radar ?? Term(30, .day)
    self.smallest = smallest ?? 5
    self.train = train ?? Term(1, .day)
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      discover: try container.decodeIfPresent(Int.self, forKey: .discover),
      creators: try container.decodeIfPresent(Int.self, forKey: .creators),
      radar: try container.decodeIfPresent(Term.self, forKey: .radar),
      smallest: try container.decodeIfPresent(Int.self, forKey: .smallest),
      train: try container.decodeIfPresent(Term.self, forKey: .train)
    )
  }
}

extension Rules {
  public func attribute(_ name: Attribute.Name) -> Attribute? {
    attributes.first { $0.name == name }
  }

  public func purpose(_ name: Purpose.Name) -> Purpose? {
    purposes.first { $0.name == name }
  }

  public func recipient(_ name: Recipient.Name) -> Recipient? {
    recipients.first { $0.name == name }
  }

  public func benefit(_ name: Benefit.Name) -> Benefit? {
    benefits.first { $0.name == name }
  }

  /// The benefit that is this list, if the house gives it.
  public func benefit(for list: Benefit.List) -> Benefit? {
    benefits.first { $0.list == list }
  }

  public func experience(_ name: Experience.Name) -> Experience? {
    experiences.first { $0.name == name }
  }

  /// The text that is shown today when this consent is asked for.
  public func notice(for consent: Consent) -> Notice? {
    notices.first { $0.consent == consent }
  }
}
