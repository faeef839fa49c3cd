import CandorFixtures
import Crypto
import Foundation
import Testing

@testable import Candor

struct KeyringTests {
  static let key = Data(repeating: 1, count: 32).base64EncodedString()
  static let short = Data(repeating: 2, count: 31).base64EncodedString()
  static let long = Data(repeating: 3, count: 33).base64EncodedString()

  static let readable = [
    "wrap \(key)\nindex \(key)", "index \(key)\n\nwrap \(key)\n", "wrap \(key),index \(key)",
    "wrap  \(key)\r\nindex \(key)\r\n",
  ]

  @Test(arguments: KeyringTests.readable)
  func `two lines of a name and a key are a keyring`(_ text: String) throws {
    #expect(throws: Never.self) { try Keyring(text) }
  }

  static let unreadable = [
    "", "wrap \(key)", "index \(key)", "wrap \(key)\nwrap \(key)", "wrap \(short)\nindex \(key)",
    "wrap \(long)\nindex \(key)", "wrap \(key) \(key)\nindex \(key)", "wrap\nindex \(key)",
    "wrap !!!!\nindex \(key)", "\(key)\n\(key)", "Wrap \(key)\nindex \(key)",
  ]

  @Test(arguments: KeyringTests.unreadable)
  func `what is no keyring is refused, without repeating it`(_ text: String) {
    let error = #expect(throws: Keyring.Unreadable.self) { try Keyring(text) }
    for key in [KeyringTests.key, KeyringTests.short, KeyringTests.long] {
      #expect(error?.rule.contains(key) == false)
    }
  }

  @Test func `a fresh keyring can be read, and is like no other`() throws {
    let (one, other) = (Keyring.freshText(), Keyring.freshText())
    #expect(one != other)
    let keyring = try Keyring(one)
    #expect(keyring.wraps[1] != keyring.index)
    let handle = keyring.handle(of: Cast.mara.address)
    #expect(try Keyring(one).handle(of: Cast.mara.address) == handle)
    #expect(try Keyring(other).handle(of: Cast.mara.address) != handle)
  }

  @Test(arguments: [
    "Mara.Ilves@cast.example", " mara.ilves@CAST.example\n", "MARA.ILVES@CAST.EXAMPLE",
  ])
  func `one address in any spelling has one handle`(_ spelling: String) throws {
    let address = try #require(EmailAddress(spelling))
    #expect(Keyring.cast.handle(of: address) == Keyring.cast.handle(of: Cast.mara.address))
  }

  @Test func `a handle tells people and sorts of names apart, and nothing else`() throws {
    let handles = Cast.allCases.map { Keyring.cast.handle(of: $0.address) }
    let others = Cast.allCases.map { Keyring.cast.handle(ofExternal: $0.email) }
    #expect(Set(handles + others).count == 6)
    #expect(handles.allSatisfy { $0.bytes.count == 16 })
  }

  @Test func `the name that the company uses counts as it is written`() {
    let handles = ["a", "A", "a ", " a"].map { Keyring.cast.handle(ofExternal: $0) }
    #expect(Set(handles).count == 4)
  }

  @Test func `a handle depends on the index key alone`() throws {
    let first = try Keyring("wrap \(Self.key)\nindex \(Self.key)")
    let other = Data(repeating: 9, count: 32).base64EncodedString()
    let rotated = try Keyring("wrap \(other)\nindex \(Self.key)")
    let moved = try Keyring("wrap \(Self.key)\nindex \(other)")
    #expect(rotated.handle(of: Cast.mara.address) == first.handle(of: Cast.mara.address))
    #expect(moved.handle(of: Cast.mara.address) != first.handle(of: Cast.mara.address))
  }
}

struct EmailAddressTests {
  @Test(arguments: [
    ("mara.ilves@cast.example", "mara.ilves@cast.example"),
    ("  Mara@Cast.Example \n", "mara@cast.example"),
    ("mara+letters@mail.cast.example", "mara+letters@mail.cast.example"),
    ("o'quill_9@cast.example", "o'quill_9@cast.example"),
    ("JOSE\u{301}@cast.example", "jos\u{e9}@cast.example"),
    ("mara@b\u{fc}cher.example", "mara@b\u{fc}cher.example"),
  ])
  func `an address has one spelling`(_ text: String, _ normalized: String) throws {
    let address = try #require(EmailAddress(text))
    #expect(Array(address.normalized.utf8) == Array(normalized.utf8))
  }

  @Test(arguments: [
    "", "@", "mara", "mara@", "@cast.example", "mara@cast", "mara@@cast.example",
    "mara@cast@example.org", "mara@.example", "mara@cast.example.", "mara@cast..example",
    "ma ra@cast.example", "mara@cast.example,oona@cast.example", "mara@cast.example;",
    "Mara <mara@cast.example>", "\"mara\"@cast.example", "-mara@cast.example",
    "mara\u{0}@cast.example", "mara\n@cast.example", "mara\u{a0}@cast.example",
    String(repeating: "a", count: 250) + "@b.example",
  ])
  func `what no letter could be sent to is no address`(_ text: String) {
    #expect(EmailAddress(text) == nil)
  }
}
