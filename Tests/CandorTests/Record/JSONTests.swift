import Candor
import CandorFixtures
import Testing

/// Canonical JSON: written in one way (RFC 8785), and read in no other.
struct JSONTests {
  private func written(_ json: JSON) -> String {
    String(decoding: json.canonicalBytes, as: UTF8.self)
  }

  @Test func `keys stand in the order of their UTF-16 code units`() {
    // U+1F600 is the surrogates D83D DE00: before U+FB33, though its code point is greater.
    let json: JSON = [
      "\u{20ac}": .string("euro"), "\r": .string("return"), "\u{fb33}": .string("dalet"),
      "1": .string("one"),
      "\u{1f600}": .string("smile"), "\u{80}": .string("control"), "\u{f6}": .string("o"),
    ]
    let text =
      #"{"\r":"return","1":"one","\#u{80}":"control","\#u{f6}":"o","\#u{20ac}":"euro","#
      + #""\#u{1f600}":"smile","\#u{fb33}":"dalet"}"#
    #expect(json.canonicalBytes == Array(text.utf8))
  }

  @Test(arguments: [
    ("\u{8}\t\n\u{c}\r", #""\b\t\n\f\r""#),
    ("\u{0}\u{1f}", #""\u0000\u001f""#),
    ("\"\\/", #""\"\\/""#),
    ("\u{7f}\u{2028}é\u{1f600}", "\"\u{7f}\u{2028}é\u{1f600}\""),
  ])
  func `only what must be escaped is escaped`(_ text: String, _ spelled: String) throws {
    #expect(JSON.string(text).canonicalBytes == Array(spelled.utf8))
    #expect(try JSON(canonical: Array(spelled.utf8)) == .string(text))
  }

  @Test func `nothing stands between the parts`() {
    let json: JSON = ["b": [.integer(-1), .bool(false), .string("x"), [:]], "a": .integer(.max)]
    #expect(written(json) == #"{"a":9223372036854775807,"b":[-1,false,"x",{}]}"#)
  }

  @Test(arguments: [
    #"{ "a":1}"#, #"{"a": 1}"#, #"{"a":1 }"#, "[1, 2]", " 1", "1\n",  // white space
    #"{"b":1,"a":2}"#, #"{"a":1,"a":1}"#, #"{"a":1,"a":2}"#,  // order, repetition
    #""\u0041""#, #""\u00e9""#, #""\u001F""#, #""\u000a""#, #""\/""#, "\"\n\"",  // escapes
    "01", "-0", "+1", "1.0", "1e3", "0.5", "-", "9223372036854775808", "1-1",  // numbers
    "1x", "{}{}", #"{"a":1},"#, "[1,]", #"{"a":1,}"#, "[,1]",  // what is too much
    "", "{", "[", "\"", #"{"a""#, #"{"a":"#, #""\"#, #""\u00"#, "tru", "nul",  // too little
    "null", #"{"a":null}"#, "NaN", "'a'", "{a:1}", "True",  // what is no part of it
  ])
  func `bytes in any other spelling are refused`(_ text: String) {
    #expect(throws: Malformed.self) { try JSON(canonical: Array(text.utf8)) }
  }

  @Test(
    arguments: [
      [0x22, 0xff, 0x22], [0x22, 0xc3, 0x22], [0x22, 0xed, 0xa0, 0x80, 0x22],
      [0xef, 0xbb, 0xbf, 0x31],
    ] as [[UInt8]]
  )
  func `bytes that are not UTF-8 are refused`(_ bytes: [UInt8]) {
    #expect(throws: Malformed.self) { try JSON(canonical: bytes) }
  }

  @Test func `nesting ends at thirty-two`() throws {
    func nested(_ depth: Int) -> [UInt8] {
      Array(String(repeating: "[", count: depth).utf8)
        + Array(String(repeating: "]", count: depth).utf8)
    }
    #expect(try JSON(canonical: nested(32)).canonicalBytes == nested(32))
    #expect(throws: Malformed.self) { try JSON(canonical: nested(33)) }
    #expect(throws: Malformed.self) { try JSON(canonical: nested(100_000)) }
  }

  @Test func `a refusal does not repeat what it read`() throws {
    for secret in Cast.mara.secrets {
      let error = #expect(throws: Malformed.self) {
        try JSON(canonical: Array("{\"value\":\"\(secret)\",}".utf8))
      }
      #expect(error?.what.contains(secret) == false)
    }
  }

  @Test func `two keys are two texts, whatever characters they are in`() {
    // The same letter, composed and not.
    let twice = "{\"e\u{301}\":1,\"\u{e9}\":2}"
    #expect(throws: Malformed.self) { try JSON(canonical: Array(twice.utf8)) }
    #expect(written(["\u{e9}": .integer(2), "e\u{301}": .integer(1)]).contains("2") == false)
  }

  @Test func `members are added, replaced and removed in their order`() {
    var members = JSON.Members([("b", .integer(1)), ("a", .integer(2)), ("b", .integer(3))])
    members["c"] = .integer(4)
    members["a"] = nil
    members["\u{1f600}"] = .bool(true)
    members["\u{fb33}"] = .bool(false)
    #expect(written(.object(members)) == "{\"b\":3,\"c\":4,\"\u{1f600}\":true,\"\u{fb33}\":false}")
  }

  @Test(arguments: UInt64(0)..<200)
  func `what is written is read as the same`(_ seed: UInt64) throws {
    var dice = Dice(seed)
    let json = dice.json(depth: 0)
    #expect(try JSON(canonical: json.canonicalBytes) == json)
  }
}

extension Dice {
  /// Any value, nested up to five deep, with text of every sort.
  fileprivate mutating func json(depth: Int) -> JSON {
    switch roll(0...(depth < 5 ? 4 : 2)) {
    case 0: return .string(text())
    case 1: return .integer(Int64(truncatingIfNeeded: next()))
    case 2: return .bool(chance(50))
    case 3:
      var elements: [JSON] = []
      for _ in 0..<roll(0...4) { elements.append(json(depth: depth + 1)) }
      return .array(elements)
    default:
      var members = JSON.Members()
      for _ in 0..<roll(0...4) { members[text()] = json(depth: depth + 1) }
      return .object(members)
    }
  }

  private mutating func text() -> String {
    let scalars: [Unicode.Scalar] = [
      "a", "Z", "0", "\"", "\\", "/", "\n", "\u{0}", "\u{1f}", "\u{7f}", "é", "\u{301}", "\u{fb33}",
      "\u{1f600}", "\u{10ffff}", "\u{e000}",
    ]
    var text = String.UnicodeScalarView()
    for _ in 0..<roll(0...6) { text.append(pick(scalars)) }
    return String(text)
  }
}
