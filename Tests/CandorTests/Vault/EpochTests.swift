import CandorFixtures
import Crypto
import Foundation
import Testing

@testable import Candor

private func key(_ byte: UInt8) -> String {
  Data(repeating: byte, count: 32).base64EncodedString()
}

private let badLines: [(text: String, line: Int?, rule: String)] = [
  ("wrap \(key(1))\n", nil, "no line 'index'"),
  ("index \(key(9))\n", nil, "no line 'wrap'"),
  ("\n\nwrap \(key(1))\nindex", 4, "a name, a space and a key"),
  ("wrap \(key(1))\nindex \(key(9))\nwrap \(key(2))", 3, "'wrap' a second time"),
  ("wrap \(key(1)),index \(key(9)),index \(key(9))", 3, "'index' a second time"),
  ("wrap \(key(1))\nwrap.2 \(key(1))\nindex \(key(9))", 2, "key of another epoch"),
  ("wrap.2 \(key(1))\nwrap.2 \(key(2))\nindex \(key(9))", 2, "'wrap.2' a second time"),
  ("wrap.1 \(key(1))\nindex \(key(9))", 1, "does not begin with"),
  ("wrap.02 \(key(1))\nindex \(key(9))", 1, "does not begin with"),
  ("wrap.+2 \(key(1))\nindex \(key(9))", 1, "does not begin with"),
  ("wrap.-2 \(key(1))\nindex \(key(9))", 1, "does not begin with"),
  ("wrap. \(key(1))\nindex \(key(9))", 1, "does not begin with"),
  ("wrap.2.3 \(key(1))\nindex \(key(9))", 1, "does not begin with"),
  ("wrap.4294967296 \(key(1))\nindex \(key(9))", 1, "does not begin with"),
  ("wrap QUFB\nindex \(key(9))", 1, "another length than 32"),
  ("wrap \(key(1)) \(key(1))\nindex \(key(9))", 1, "a name, a space and a key"),
]

@Suite struct `Master keys of several epochs` {
  /// The first, then one more for each rotation.
  private static func text(_ epochs: Int) -> String {
    (1...epochs).map { "\(Keyring.name(of: UInt32($0))) \(key(UInt8($0)))\n" }.joined()
      + "index \(key(0x49))\n"
  }

  private func keyring(_ epochs: Int) throws -> Keyring { try Keyring(Self.text(epochs)) }

  private let root = SymmetricKey(data: Data(repeating: 0x33, count: 32))
  private let mara = Cast.mara.id

  /// As keys were wrapped before there were epochs.
  private func wrappedBefore() throws -> Data {
    let box = try AES.GCM.seal(
      Data(repeating: 0x33, count: 32),
      using: SymmetricKey(data: Data(repeating: 1, count: 32)),
      authenticating: Data("candor/kw/v1\0".utf8) + mara.bytes
    )
    return Data([1]) + box.nonce + box.ciphertext + box.tag
  }

  @Test func `the newest wraps, and every one that is there unwraps`() throws {
    let old = try keyring(1).wrap(root, for: mara)
    let new = try keyring(3).wrap(root, for: mara)
    #expect(try keyring(3).newest == 3)
    #expect(try keyring(3).epochs == [1, 2, 3])
    #expect(try Keyring.epoch(of: old) == 1)
    #expect(try Keyring.epoch(of: new) == 3)
    #expect(try keyring(3).unwrap(old, for: mara) == root)
    #expect(try keyring(3).unwrap(new, for: mara) == root)
    let missing = #expect(throws: Malformed.self) { try keyring(2).unwrap(new, for: mara) }
    #expect(missing?.what.contains("epoch 3") == true)
  }

  @Test func `what was wrapped before there were epochs is of the first`() throws {
    let wrapped = try wrappedBefore()
    #expect(try Keyring.epoch(of: wrapped) == 1)
    #expect(try keyring(1).unwrap(wrapped, for: mara) == root)
    #expect(try keyring(2).unwrap(wrapped, for: mara) == root)
    #expect(throws: Malformed.self) { try keyring(1).unwrap(wrapped, for: Cast.teodor.id) }
  }

  @Test func `a wrapped key says its version, its epoch and nothing else`() throws {
    let wrapped = try keyring(2).wrap(root, for: mara)
    #expect(wrapped.count == 65)
    #expect(Array(wrapped.prefix(5)) == [2, 0, 0, 0, 2])
    for place in wrapped.indices {
      var broken = wrapped
      broken[place] ^= 3
      #expect(throws: Malformed.self) { try keyring(2).unwrap(broken, for: mara) }
    }
    for length in 0..<wrapped.count {
      #expect(throws: Malformed.self) {
        try keyring(2).unwrap(wrapped.prefix(length), for: mara)
      }
    }
  }

  @Test func `a key is wrapped anew once, and then opens without the old master key`() throws {
    let without = try Keyring(utf8: Keyring.text(Data(Self.text(2).utf8), without: 1))
    #expect(without.epochs == [2])
    for old in [try keyring(1).wrap(root, for: mara), try wrappedBefore()] {
      #expect(throws: Malformed.self) { try without.unwrap(old, for: mara) }
      let new = try #require(try keyring(2).rewrapped(old, for: mara))
      #expect(try without.unwrap(new, for: mara) == root)
      #expect(try keyring(2).rewrapped(new, for: mara) == nil)
    }
    #expect(try keyring(1).rewrapped(wrappedBefore(), for: mara) == nil)
  }

  @Test func `somebody else's key, or a broken one, is not wrapped anew`() throws {
    let old = try keyring(1).wrap(root, for: mara)
    #expect(throws: Malformed.self) { try keyring(2).rewrapped(old, for: Cast.teodor.id) }
    #expect(throws: Malformed.self) { try keyring(2).rewrapped(old.dropLast(), for: mara) }
    #expect(throws: Malformed.self) { try keyring(2).rewrapped(Data([3, 0, 0, 0, 1]), for: mara) }
  }

  @Test func `a new line makes a new epoch, and what is looked up stays as it is`() throws {
    let before = try Keyring(Keyring.freshText())
    let text = Keyring.freshText()
    let (first, second) = (try Keyring(text), try Keyring(text + Keyring.freshLine(2)))
    #expect(second.epochs == [1, 2])
    #expect(first.handle(of: Cast.mara.address) == second.handle(of: Cast.mara.address))
    #expect(first.handle(ofErased: mara) == second.handle(ofErased: mara))
    #expect(first.code(ofBackup: Data([1])) == second.code(ofBackup: Data([1])))
    #expect(first.code(ofBackup: Data([1])) != before.code(ofBackup: Data([1])))
  }

  @Test(arguments: badLines.indices)
  func `a line that breaks a rule is named, and not repeated`(_ index: Int) {
    let bad = badLines[index]
    let error = #expect(throws: Keyring.Unreadable.self) { try Keyring(bad.text) }
    #expect(error?.line == bad.line)
    #expect(error?.rule.contains(bad.rule) == true, "\(error?.rule ?? "")")
    for secret in [key(1), key(2), key(9), "QUFB"] {
      #expect(error?.description.contains(secret) == false)
    }
  }
}
