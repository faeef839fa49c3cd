import Foundation

extension Offer {
  /// Every way in which the offer may not be posted under these rules.
  public func broken(in rules: Rules) -> [Problem] {
    guard rules.sale == .exchange, let exchange = rules.exchange else {
      return [Problem("", "the rules say 'sale: never': nothing is sold here, at no price")]
    }
    return brokenForm + brokenParties(in: rules) + brokenAttributes(in: rules)
      + brokenMoney(in: exchange) + brokenTimes(in: rules)
  }

  private var brokenForm: [Problem] {
    var problems: [Problem] = []
    if id.rawValue.wholeMatch(of: /[a-z0-9][a-z0-9-]{0,63}/) == nil {
      problems.append(Problem("id", "must be a name of lower-case letters, digits and dashes"))
    }
    if text.trimmed.isEmpty {
      problems.append(Problem("text", "is missing: say in plain words what it is for"))
    }
    if worth.method.trimmed.isEmpty {
      problems.append(Problem("worth.method", "is missing: say how the worth was estimated"))
    }
    if case .perk(let text) = reward, text.trimmed.isEmpty {
      problems.append(Problem("reward.perk", "is missing: say what the person gets"))
    }
    if wanted < 1 { problems.append(Problem("wanted", "must be one person at least")) }
    return problems
  }

  private func brokenParties(in rules: Rules) -> [Problem] {
    var problems: [Problem] = []
    let party = rules.recipient(recipient)
    if party == nil {
      problems.append(Problem("recipient", "'\(recipient)' is no recipient of this house"))
    }
    if party?.isSuspended == true {
      problems.append(Problem("recipient", "'\(recipient)' is suspended"))
    }
    if let problem = party?.brokenKey { problems.append(problem) }
    if party?.role == .processor {
      let rule = "'\(recipient)' is a processor: it works for the house, and buys nothing from it"
      problems.append(Problem("recipient", rule))
    }
    guard let purpose = rules.purpose(purpose) else {
      return problems + [Problem("purpose", "'\(self.purpose)' is no purpose of this house")]
    }
    if purpose.basis != .consent {
      let rule = "'\(purpose.name)' needs no yes, so there is none to pay for"
      problems.append(Problem("purpose", rule))
    } else if !rules.isForSale(purpose.name) {
      problems.append(
        Problem("purpose", "'\(purpose.name)' is not among the purposes that may be offered for")
      )
    }
    if let party, !party.purposes.contains(purpose.name) {
      problems.append(
        Problem("purpose", "'\(recipient)' does not have the purpose '\(purpose.name)'")
      )
    }
    return problems
  }

  private func brokenAttributes(in rules: Rules) -> [Problem] {
    guard !attributes.isEmpty else {
      return [Problem("attributes", "is empty: say what the person would give")]
    }
    let purpose = rules.purpose(purpose)
    let notice = rules.notice(for: Consent(self.purpose, at: recipient))
    return attributes.compactMap { name in
      guard let attribute = rules.attribute(name) else {
        return Problem("attributes", "'\(name)' is no attribute of this house")
      }
      if attribute.isSensitive {
        return Problem("attributes", "'\(name)' is sensitive: nobody is paid to tell it")
      }
      if let purpose, !purpose.uses.contains(name) {
        return Problem("attributes", "'\(name)' is not among the uses of '\(purpose.name)'")
      }
      let isAgreed = rules.recipient(recipient)?.mayGet(name) ?? true
      if !(notice?.attributes.contains(name) ?? true) || !isAgreed {
        return Problem("attributes", "'\(name)' is not what '\(recipient)' may get")
      }
      return nil
    }
  }

  private func brokenMoney(in exchange: Exchange) -> [Problem] {
    var problems: [Problem] = []
    func held(_ money: Money, _ path: String) {
      guard money.currency != exchange.currency else { return }
      problems.append(Problem(path, "must be in \(exchange.currency), as all is counted here"))
    }
    held(worth.money, "worth.money")
    if let escrow { held(escrow, "escrow") }
    guard let reward = reward.money else {
      if escrow != nil {
        problems.append(Problem("escrow", "belongs to a reward in money; this one is a perk"))
      }
      return problems
    }
    held(reward, "reward")
    if reward.isNone { problems.append(Problem("reward", "must be more than nothing")) }
    if let least = exchange.leastReward, let isLess = try? reward.isLess(than: least), isLess {
      problems.append(Problem("reward", "must be \(least) at least"))
    }
    guard let escrow else {
      return problems + [Problem("escrow", "is missing: nobody is promised what is not there")]
    }
    guard wanted >= 1 else { return problems }
    do {
      let needed = try reward.times(wanted)
      if try escrow.isLess(than: needed) {
        let rule = "must be \(needed) at least: the reward of everybody who is wanted"
        problems.append(Problem("escrow", rule))
      }
    } catch {
      // That one of the two is in a foreign currency is told above.
      if error == .tooMuch { problems.append(Problem("wanted", "times the reward \(error)")) }
    }
    return problems
  }

  private func brokenTimes(in rules: Rules) -> [Problem] {
    var problems: [Problem] = []
    if closes <= opens { problems.append(Problem("closes", "must be after the offer opens")) }
    if let agreement = rules.recipient(recipient)?.agreement, agreement.end <= opens {
      problems.append(
        Problem(
          "opens",
          "must be before the agreement with '\(recipient)' ends: \(agreement.until)"
        )
      )
    }
    if let longest = rules.purpose(purpose)?.expires,
      duration.end(from: opens) > longest.end(from: opens)
    {
      problems.append(Problem("duration", "must be \(longest) at most: so long a yes lasts"))
    }
    return problems
  }
}
