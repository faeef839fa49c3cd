import CandorFixtures
import Testing

@testable import Candor

struct NoticeTests {
  private let notice = Notice(
    purpose: "offers",
    recipient: "tern-travel",
    version: 1,
    attributes: ["genres", "email"],
    text: "May we?"
  )

  @Test func `the hash is that of the canonical bytes`() {
    #expect(notice.hash == "6b8d609715e7a351b3a8be41194351478ae2240b91477dc7d5912a6194f7ec23")
    let own = Notice(
      purpose: "lists",
      recipient: nil,
      version: 2,
      attributes: ["acts"],
      text: "Dürfen wir?\n"
    )
    #expect(own.hash == "1c3bf4a60c1123f298c998cd9b079266503211a8ad6770796b630ca6fa2a3fee")
  }

  @Test func `a change of what is shown is another hash`() {
    func hash(
      purpose: Purpose.Name = "offers",
      recipient: Recipient.Name? = "tern-travel",
      version: Int = 1,
      attributes: [Attribute.Name] = ["genres", "email"],
      text: String = "May we?"
    ) -> Notice.Hash {
      Notice(
        purpose: purpose,
        recipient: recipient,
        version: version,
        attributes: attributes,
        text: text
      ).hash
    }
    let hashes = [
      hash(), hash(purpose: "lists"), hash(recipient: nil), hash(recipient: "gannet-mail"),
      hash(version: 2), hash(attributes: ["genres"]),
      hash(attributes: ["genres", "email", "acts"]),
      hash(text: "May we? "), hash(text: "may we?"),
    ]
    #expect(hash() == notice.hash)
    #expect(Set(hashes).count == hashes.count)
  }
}
