import Candor
import Foundation
import Hummingbird
import Logging

/// What travels with one request through middleware and routes.
public struct CandorContext: RequestContext {
  public var coreContext: CoreRequestContextStorage
  /// The API key that the caller showed.
  var key: Access?
  /// The person at the pages.
  var visitor: Visitor?
  /// What the pages speak to whoever asks; nil before anybody looked.
  var language: Language?
  /// The page that was asked for, to come back to.
  var path: String?
  /// Set when another site shows the page.
  var guest: Guest?
  /// What the browser at the pages asks of us.
  var signal: Signal?
  /// What of it stands in the visitor's record.
  var optOut: OptOut?

  public init(source: Source) {
    self.coreContext = .init(source: source)
  }

  func require(_ scope: Scope) throws {
    guard let key else { throw Refused.noKey }
    guard key.scopes.contains(scope) else { throw Refused.noScope(scope) }
  }

  func name<Owner>(_ parameter: String) throws -> Identifier<Owner> {
    Identifier(try part(parameter))
  }

  /// A part of the path, as it was before it was written into one.
  func part(_ parameter: String) throws -> String {
    guard let part = try parameters.require(parameter).removingPercentEncoding else {
      throw HTTPError(.badRequest)
    }
    return part
  }

  /// The person in the path.
  ///
  /// What is no UUID is nobody.
  func person() throws -> Person.ID {
    guard let person = Person.ID(try parameters.require("person")) else {
      throw Vault.UnknownPerson()
    }
    return person
  }
}

/// A caller who may not do this.
enum Refused: Error {
  case noKey
  case noScope(Scope)
}
