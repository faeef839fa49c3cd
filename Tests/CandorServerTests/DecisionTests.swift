import Candor
import CandorAPI
import CandorFixtures
import Foundation
import Hummingbird
import Testing

@testable import CandorServer

@Suite struct `Uses that are asked for plainly` {
  private static let plain = """
    {"uses":[{"person":"0192f3a0-5c6e-7b1a-9d2e-3f4a5b6c7d8e","purpose":"lists","attributes":[]},
     { "attributes" : ["genres", "acts"], "recipient":"tern","purpose":"åland", "person":"x"}]}
    """

  private func decoded(_ bytes: Data) throws -> [AskedUse] {
    try Request.body(DecisionsRequest.self, from: bytes).uses.map(AskedUse.init)
  }

  private func isSame(_ left: [AskedUse], _ right: [AskedUse]) -> Bool {
    left.map(\.use) == right.map(\.use) && left.map(\.person) == right.map(\.person)
  }

  @Test func `are read as the decoder reads them`() throws {
    let bytes = Data(Self.plain.utf8)
    let plain = try #require(PlainUses(bytes))
    #expect(plain.uses.count == 2)
    #expect(isSame(plain.uses, try decoded(bytes)))
    #expect(PlainUses(Data(#"{"uses":[]}"#.utf8))?.uses.count == 0)
  }

  @Test(arguments: [
    "", "{}", "[]", #"{"uses":{}}"#, #"{"uses":[{}]}"#, #"{"uses":[]} x"#, #"{"uses":[],"more":1}"#,
    #"{"uses":[{"person":"x","purpose":"p","attributes":[],"recipent":"r"}]}"#,
    #"{"uses":[{"person":"x","purpose":"p","attributes":[],"purpose":"q"}]}"#,
    #"{"uses":[{"person":"x","purpose":"p","attributes":["a",]}]}"#,
    #"{"uses":[{"person":"x","purpose":"p","attributes":["a"]},]}"#,
    #"{"uses":[{"person":"x","purpose":"p","attributes":["\u0061"]}]}"#,
    #"{"uses":[{"person":"x","purpose":"p","recipient":null,"attributes":["a"]}]}"#,
    #"{"uses":[{"person":"x","purpose":1,"attributes":["a"]}]}"#, #"{"uses":["#, #"{"uses":[{"per"#,
  ])
  func `and whatever else comes is left to the decoder`(_ text: String) {
    #expect(PlainUses(Data(text.utf8)) == nil)
  }

  @Test func `and never take what the decoder would refuse`() throws {
    var taken = 0
    let letters = Array(Self.plain.utf8)
    let noise = Array(#"{}[]:," \x0é"#.utf8) + [0, 0x1f, 0x7f, 0xff, 0xc3]
    for seed in UInt64(0)..<20_000 {
      var dice = Dice(seed)
      var bytes = letters
      for _ in 0...dice.roll(0...2) {
        let place = dice.roll(0...(bytes.count - 1))
        switch dice.roll(0...2) {
        case 0: bytes[place] = dice.pick(noise)
        case 1: bytes.remove(at: place)
        default: bytes.insert(dice.pick(noise), at: place)
        }
      }
      guard let plain = PlainUses(Data(bytes)) else { continue }
      taken += 1
      let decoded = try #require(try? decoded(Data(bytes)), "seed \(seed)")
      try #require(isSame(plain.uses, decoded), "seed \(seed)")
    }
    #expect(taken > 1000, "the seeds try nothing")
  }

  @Test func `are answered as the encoder writes`() throws {
    let reasons = [
      RefusalReason(.muted, "genres"), RefusalReason(.attributeUnknown, "a\"/\\\u{1}é"),
      RefusalReason(.recipientUnknown),
    ]
    let answers = [[], [reasons[0]], [], reasons]
    var written = DecisionsBytes()
    for answer in answers { written.add(answer) }
    written.addUnknown()
    let unknown = ReasonReply(
      cause: "person-unknown",
      says: "No record of that identifier is kept here."
    )
    let replies = answers.map { $0.map(ReasonReply.init) } + [[unknown]]
    let decisions = replies.map { DecisionsReply.Decision(allowed: $0.isEmpty, reasons: $0) }
    #expect(written.bytes == (try Response.bytes(DecisionsReply(decisions: decisions))))
  }
}
