import Foundation

/// The stylesheet of our pages, as it is right inside a shadow root on somebody else's page.
enum EmbeddedStyle {
  /// - What the page is there, the element is here; what `main` is there, a section is here.
  /// - `rem` would follow the font size of the host, which may be anything: so it is counted here.
  /// - What goes by the width of the window goes by the width of the element.
  static func of(_ css: String) -> String {
    css
      .replacing(/:root\b/, with: ":host")
      .replacing(/(^|[\n}{,;]\s*)(html|body)(?=\s*[{,])/) { "\($0.1):host" }
      .replacing(/(^|[\n}{,;]\s*)main(?=[\s.>{])/) { "\($0.1).page" }
      .replacing(/@media \((max|min)-width: ([0-9.]+)rem\)/) { match in
        "@container (\(match.1)-width: \((Double(match.2) ?? 0) * 16)px)"
      }
      .replacing(/(?<number>-?[0-9]*\.?[0-9]+)rem\b/) { "calc(\($0.number) * var(--rem))" }
        + """

        :host { --rem: 18px; display: block; min-block-size: 0; container-type: inline-size; \
        font-size: var(--rem); border-radius: 8px; }
        :host([hidden]) { display: none; }
        .page { padding-block: var(--g3); }
        .page:focus, h1:focus { outline: none; }
        """
  }
}
