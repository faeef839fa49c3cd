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
    #expect(notice.hash == "553099f5d0f7991b3bd5840f5f10b2a27e8108d1565e0442d0b7a1bf58f44ee0")
    let own = Notice(
      purpose: "lists",
      recipient: nil,
      version: 2,
      attributes: ["acts"],
      text: "Dürfen wir?\n"
    )
    #expect(own.hash == "b3083080518a863f7dbb4124c24407847c5de133cf6c7be6e0020123b5cd973a")
  }

  @Test(arguments: [
    ("title: Tern Travel", "title: Tern"),
    ("for: sends you voyages", "for: sends you letters"),
    ("contact: privacy@petrel.example", "contact: privacy@petrel.example\n  address: Elsewhere"),
  ])
  func `what the rules say around the text is part of it`(
    _ passage: String,
    _ other: String
  ) throws {
    let offers = Consent("offers", at: "tern-travel")
    let before = try #require(Rules.small.notice(for: offers)).hash
    let after = try #require(try Rules.changed(passage, to: other).notice(for: offers)).hash
    // Where the company sits is not on the page that asks.
    #expect((before == after) == passage.hasPrefix("contact"))
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
