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
  var frame: Frame { get }
}

/// What surrounds every page.
struct Frame: Sendable {
  /// A language that the house speaks, to choose at the foot of the page.
  struct Tongue: Sendable {
    let code: String
    let name: String
    let direction: String
    let isChosen: Bool
  }

  let company: String
  let contact: String
  let language: String
  let direction: String
  let tongues: [Tongue]
  /// Whether there is a choice.
  let hasTongues: Bool
  /// Where a choice leads back to.
  let path: String
  /// The form of the page that a choice sends along, with all that stands in it.
  let form: String?
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

/// The templates in each language, read once at the start.
struct Templates: Sendable {
  private let libraries: [String: MustacheLibrary]

  /// A page whose template is not there.
  struct Missing: Error {
    let template: String
  }

  init(in languages: [Language]) throws {
    let folder = Bundle.module.bundleURL.appending(path: "Templates")
    let files = try FileManager.default.contentsOfDirectory(
      at: folder,
      includingPropertiesForKeys: nil
    )
    var texts: [String: String] = [:]
    for file in files where file.pathExtension == "mustache" {
      texts[file.deletingPathExtension().lastPathComponent] =
        try String(contentsOf: file, encoding: .utf8)
    }
    var libraries: [String: MustacheLibrary] = [:]
    for language in languages {
      let templates = try texts.mapValues { text in
        try MustacheTemplate(string: language.translated(template: text))
      }
      libraries[language.code] = MustacheLibrary(templates: templates)
    }
    self.libraries = libraries
  }

  func render(_ page: some Page, status: HTTPResponse.Status = .ok) throws -> Response {
    let template = type(of: page).template
    guard let text = libraries[page.frame.language]?.render(page, withTemplate: template) else {
      throw Missing(template: template)
    }
    return Response(
      status: status,
      headers: [.contentType: "text/html; charset=utf-8", .cacheControl: "no-store"],
      body: .init(byteBuffer: ByteBuffer(string: text))
    )
  }
}

extension Language {
  /// A template with its phrases, `[[…]]`, in this language.
  ///
  /// A phrase of a template is HTML with its tags, and so is what the catalogue has for it.
  func translated(template: String) -> String {
    template.replacing(/\[\[((?s:.)*?)\]\]/) { self(String($0.1)) }
  }
}

extension House {
  func frame(_ title: String, _ context: CandorContext, form: String? = nil) -> Frame {
    let language = context.language ?? languages.own
    return Frame(
      company: rules.company.name,
      contact: rules.company.contact,
      language: language.code,
      direction: language.direction,
      tongues: languages.all.map { tongue in
        Frame.Tongue(
          code: tongue.code,
          name: tongue.name,
          direction: tongue.direction,
          isChosen: tongue.code == language.code
        )
      },
      hasTongues: languages.all.count > 1,
      path: context.path ?? "/",
      form: form,
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
