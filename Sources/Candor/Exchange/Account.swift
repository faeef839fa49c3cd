/// A place where money stands in the books.
public enum Account: Hashable, Sendable {
  /// What the company holds for all others, in its bank; the only account that money comes in by
  /// and leaves by.
  case bank
  /// What a recipient has paid in and set aside for nothing yet.
  case funding(Recipient.Name)
  /// What is set aside for the rewards of one offer.
  case escrow(Offer.ID)
  /// What is a person's.
  case person(Person.ID)
  /// What stands in payout files and has not left the bank.
  case payout

  /// Whether a debit makes it more: so it is with what one has, and not with what one owes.
  var isAsset: Bool { self == .bank }
}

extension Account: CustomStringConvertible {
  public var description: String {
    switch self {
    case .bank: "bank"
    case .funding(let recipient): "funding \(recipient)"
    case .escrow(let offer): "escrow \(offer)"
    case .person(let person): "person \(person)"
    case .payout: "payout"
    }
  }
}
