/// How the house tells apart the copies that it gives to recipients.
public struct Copies: Sendable, Codable {
  /// The domain whose mail servers pass on what is sent to an alias, in lower case; nil: copies have
  /// people's own addresses.
  public let relay: String?
  /// How many fictional people a long copy has.
  public let seeds: Int
  /// Postal addresses that receive mail for the company and for nobody else.
  public let addresses: [String]

  /// As many as the rules may ask for.
  public static let mostSeeds = 100

  public init(relay: String? = nil, seeds: Int? = nil, addresses: [String] = []) {
    self.relay = relay?.lowercased()
    self.seeds = seeds ?? 10
    self.addresses = addresses
  }

  enum CodingKeys: CodingKey {
    case relay, seeds, addresses
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      relay: try container.decodeIfPresent(String.self, forKey: .relay),
      seeds: try container.decodeIfPresent(Int.self, forKey: .seeds),
      addresses: try container.decodeIfPresent([String].self, forKey: .addresses) ?? []
    )
  }
}

extension Shape {
  static let copies = Shape.object(
    required: [:],
    optional: [
      "relay": .textThat("must be a domain that takes mail, such as relay.company.example") {
        $0.wholeMatch(of: /[A-Za-z0-9]([A-Za-z0-9-]*\.)+[A-Za-z]{2,}/) != nil
      },
      "seeds": .number(0...Copies.mostSeeds), "addresses": .list(.text),
    ]
  )
}

extension Attribute {
  /// What its form asks of it.
  func brokenForm(at path: String) -> [Problem] {
    var problems: [Problem] = []
    if form != nil, type != .text {
      problems.append(Problem("\(path).form", "belongs to a text; this is of the type \(type)"))
    }
    if (form == .coordinates) != (decimals != nil) {
      let rule =
        decimals == nil
        ? "is missing: say how many decimals of the coordinates are right"
        : "belongs to coordinates alone"
      problems.append(Problem("\(path).decimals", rule))
    }
    return problems
  }
}
