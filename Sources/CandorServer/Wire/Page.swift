import Candor
import Foundation
import Hummingbird
import Mustache

/// A page is a value: what its template shows, as stored properties.
///
/// Mustache reads by reflection and renders computed properties and misspelled names as nothing;
/// so every page has a test that looks for its words.
protocol Page: Sendable {
  static var template: String { get }
}

/// What surrounds every page.
struct Frame: Sendable {
  let company: String
  let contact: String
  let language: String
  let title: String
  let isSignedIn: Bool
  let hasMailbox: Bool
  /// What we do about a browser that asks us not to sell or share; nil when it does not.
  let optOut: String?
  /// Nil on our own pages.
  let embedded: Embedded?

  /// How a page is shown within another site.
  struct Embedded: Sendable {
    /// Whether something is held that nothing else leads back to.
    let isForgettable: Bool
  }
}

/// The templates, read once at the start.
struct Templates: Sendable {
  private let library: MustacheLibrary

  /// A page whose template is not there.
  struct Missing: Error {
    let template: String
  }

  init() async throws {
    let folder = Bundle.module.bundleURL.appending(path: "Templates").path
    library = try await MustacheLibrary(directory: folder)
  }

  func render(_ page: some Page, status: HTTPResponse.Status = .ok) throws -> Response {
    guard let text = library.render(page, withTemplate: type(of: page).template) else {
      throw Missing(template: type(of: page).template)
    }
    return Response(
      status: status,
      headers: [.contentType: "text/html; charset=utf-8", .cacheControl: "no-store"],
      body: .init(byteBuffer: ByteBuffer(string: text))
    )
  }
}

extension House {
  func frame(_ title: String, _ context: CandorContext) -> Frame {
    Frame(
      company: rules.company.name,
      contact: rules.company.contact,
      language: rules.company.language ?? "en",
      title: title,
      isSignedIn: context.visitor != nil,
      hasMailbox: mailbox != nil,
      optOut: tellsOfOptOut(context),
      embedded: context.guest.map { guest in
        .init(isForgettable: !guest.isKnown && context.visitor != nil)
      }
    )
  }
}

extension Response {
  /// 303: the answer to a form is a page to get, so that a reload repeats nothing.
  static func seeOther(_ path: String) -> Response {
    Response(status: .seeOther, headers: [.location: path, .cacheControl: "no-store"])
  }
}
