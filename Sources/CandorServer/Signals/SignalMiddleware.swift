import Candor
import Hummingbird
import Logging

/// Hears what a browser asks, and writes it into the record of whom it is known to belong to.
struct SignalMiddleware: RouterMiddleware {
  let house: House

  func handle(
    _ request: Request,
    context: CandorContext,
    next: (Request, CandorContext) async throws -> Response
  ) async throws -> Response {
    var context = context
    context.signal = request.signal
    if let visitor = context.visitor {
      context.optOut = await optOut(of: visitor.person, hearing: context.signal, context)
    }
    return try await next(request, context)
  }

  /// Nobody is turned away when it cannot be written: the next request brings it again, and what is
  /// said before that does not count in spite of it.
  private func optOut(
    of person: Person.ID,
    hearing signal: Signal?,
    _ context: CandorContext
  ) async -> OptOut? {
    do {
      let record = try await house.vault.record(of: person)
      guard let signal, !record.contents(of: signal).isEmpty else { return record.optOut }
      return try await house.signal(signal, by: person, .init(isMinimal: true)).record.optOut
    } catch is Vault.UnknownPerson {
      return nil
    } catch {
      context.logger.error("a signal was not written: \(type(of: error))")
      return nil
    }
  }
}
