import Candor

extension House {
  /// A yes, a no, or the end of a yes.
  enum ConsentAnswer: Sendable {
    /// - Parameter despite: a signal against it that was shown beside the notice.
    case grant(shown: Notice.Hash, attributes: [Attribute.Name]?, despite: Signal?)
    case refuse(shown: Notice.Hash, attributes: [Attribute.Name]?)
    case withdraw
  }

  func consent(
    _ consent: Consent,
    _ answer: ConsentAnswer,
    by person: Person.ID
  ) async throws -> Changed {
    let now = now()
    let content: Event.Content =
      switch answer {
      case .grant(let hash, let attributes, let despite):
        .granted(
          try rules.grant(consent, attributes: attributes, shown: hash, despite: despite, at: now)
        )
      case .refuse(let hash, let attributes):
        .refused(try rules.refusal(consent, attributes: attributes, shown: hash))
      case .withdraw: .withdrawn(try rules.withdrawal(consent))
      }
    return try await change(person) { record in
      guard case .withdrawn = content else { return [content] }
      // A yes to an offer of the same recipient is one as well.
      let stands = record.hasYes(to: consent)
      guard stands || record.standings[consent] != nil else {
        throw Invalid([Problem("answer", "there is no yes to withdraw")])
      }
      // Saying stop twice is one stop.
      return stands ? [content] : []
    }
  }
}
