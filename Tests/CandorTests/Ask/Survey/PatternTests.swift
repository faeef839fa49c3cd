import Foundation
import Testing

@testable import Candor

struct PatternTests {
  static let found: [(pattern: String, text: String)] = [
    ("b", "abc"), ("^abc$", "abc"), ("^a.c$", "aöc"), ("^[a-c]{2,3}$", "abc"), ("^a{2}$", "aa"),
    ("^a{2,}b$", "aaaab"), ("^(?:ab|cd)+$", "abcdab"), (#"^\d{5}(-\d{4})?$"#, "12345-6789"),
    (#"^\S+@\S+$"#, "a@b"), (#"\bcat\b"#, "a cat sat"), (#"^[^0-9]+$"#, "no digits"),
    (#"^\u00e9\x41$"#, "éA"), ("^a*?b$", "aab"), ("^(a|)$", ""), ("", "anything"), ("x{y", "x{y"),
    ("^(a*)*$", "aaa"), (#"^[\w.-]+$"#, "a.b-c"), ("[]]|a", "a"),
  ]

  @Test(arguments: PatternTests.found)
  func `a pattern occurs as in JavaScript`(_ pattern: String, _ text: String) throws {
    #expect(try Pattern(pattern).occurs(in: text))
  }

  static let absent: [(pattern: String, text: String)] = [
    ("d", "abc"), ("^bc", "abc"), ("ab$", "abc"), ("^.$", "\n"), ("^[a-c]{2,3}$", "abca"),
    ("^a{2,}$", "a"), ("^(?:ab|cd)+$", "abc"), (#"^\d+$"#, "٣"), (#"\bcat\b"#, "concatenate"),
    ("^[^0-9]+$", "a1"), ("^[A-Z]+$", "abc"), ("[]", "anything"),
  ]

  @Test(arguments: PatternTests.absent)
  func `what does not match is not found`(_ pattern: String, _ text: String) throws {
    #expect(try !Pattern(pattern).occurs(in: text))
  }

  static let refused: [(pattern: String, rule: String)] = [
    (#"(a)\1"#, "refer back"), (#"(?<n>a)\k<n>"#, "ahead or behind"), ("(?=a)", "ahead or behind"),
    ("(?!a)", "ahead or behind"), ("(?<=a)b", "ahead or behind"), ("(a", "not closed"),
    ("a)", "not opened"), ("[a", "not closed"), ("[z-a]", "a range"), ("*a", "repeats nothing"),
    ("a**", "without brackets"), (#"\"#, "backslash"), (#"\p{L}"#, "not known here"),
    ("a{3,2}", "too often"), ("a{9999}", "too often"), ("((a{30}){30}){30}", "too often"),
    (#"\x4"#, "by number"), (#"[\D]"#, "square brackets"),
    (String(repeating: "(", count: 40), "too many brackets"),
    (String(repeating: "a", count: 1001), "too long"),
  ]

  @Test(arguments: PatternTests.refused)
  func `what could be slow or is no pattern is refused`(_ pattern: String, _ rule: String) {
    let invalid = #expect(throws: Pattern.Invalid.self) { try Pattern(pattern) }
    #expect(invalid?.rule.contains(rule) == true, "\(String(describing: invalid))")
  }

  /// Each takes time without end where all ways are tried one after the other.
  @Test(arguments: ["^(a|a)*b$", "^(a+)+b$", "^a*a*a*a*a*a*a*a*b$", "^(a?){60}a{60}b$", "(x+x+)+y"])
  func `no text makes a pattern slow`(_ pattern: String) throws {
    let text = String(repeating: pattern.contains("x") ? "x" : "a", count: 1000)
    #expect(try !Pattern(pattern).occurs(in: text))
  }

  @Test func `a text that is longer than any answer keeps no pattern`() throws {
    let pattern = try Pattern("^a+$")
    #expect(pattern.occurs(in: String(repeating: "a", count: Pattern.longest)))
    #expect(!pattern.occurs(in: String(repeating: "a", count: Pattern.longest + 1)))
  }
}
