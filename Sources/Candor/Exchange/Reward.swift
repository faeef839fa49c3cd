/// What a person gets for a yes, once what they agreed to was delivered.
public enum Reward: Hashable, Sendable {
  case money(Money)
  /// Something that is no money, in plain words: 'a year of our Sunday letter'.
  case perk(String)

  public var money: Money? { if case .money(let money) = self { money } else { nil } }
}

/// What the data of one person is worth to whoever asks for it: a good-faith estimate.
///
/// Shown with every offer, so that a price can be judged.
public struct Worth: Hashable, Sendable {
  public let money: Money
  /// How it was estimated, in plain words.
  public let method: String

  public init(_ money: Money, method: String) {
    self.money = money
    self.method = method
  }
}

extension Reward: CustomStringConvertible {
  public var description: String {
    switch self {
    case .money(let money): String(describing: money)
    case .perk(let text): text
    }
  }
}

extension Reward: Recorded {
  var json: JSON {
    switch self {
    case .money(let money): money.json
    case .perk(let text): ["perk": .string(text)]
    }
  }

  init(_ json: JSON) throws(Malformed) {
    if let perk = try json.optionalString("perk") {
      self = .perk(perk)
    } else {
      self = .money(try Money(json))
    }
  }
}

extension Worth: Recorded {
  var json: JSON { ["method": .string(method), "money": money.json] }

  init(_ json: JSON) throws(Malformed) {
    guard let money = json["money"] else { throw Malformed("a worth without an amount") }
    self.init(try Money(money), method: try json.string("method"))
  }
}
