import Foundation
import Testing
import TransparencyLog

struct HashTests {
  @Test func `the constants of RFC 6962 implementations come out`() {
    #expect(
      MerkleTree.emptyRoot.bytes.hex
        == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    )
    #expect(
      MerkleTree.leaf([UInt8]()).bytes.hex
        == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
    )
    #expect(
      MerkleTree.leaf(Data("L123456".utf8)).bytes.hex
        == "395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56"
    )
  }

  @Test func `an entry that spells a node does not hash like it`() {
    let left = SmallLog.leaf(0)
    let right = SmallLog.leaf(1)
    #expect(MerkleTree.leaf([1] + left.bytes + right.bytes) != MerkleTree.node(left, right))
    #expect(MerkleTree.leaf(left.bytes + right.bytes) != MerkleTree.node(left, right))
    #expect(MerkleTree.node(left, right) != MerkleTree.node(right, left))
  }

  @Test func `a hash has 32 bytes and comes back from them`() {
    let bytes = Array(UInt8(100)..<132)
    #expect(Hash(bytes)?.bytes == bytes)
    #expect(Hash(bytes.dropLast()) == nil)
    #expect(Hash(bytes + [0]) == nil)
    #expect(Hash([UInt8]()) == nil)
    #expect(Hash([UInt8](repeating: 0, count: 32)) != Hash(bytes))
  }

  @Test func `base64 has one spelling`() throws {
    let text = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
    #expect(Hash(base64: text) == MerkleTree.emptyRoot)
    #expect(MerkleTree.emptyRoot.base64 == text)
    for other in [
      "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFV=",  // a bit set that belongs to no byte
      "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU",
      "47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU=",
      "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
      " 47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
      "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuA==",
      "",
    ] {
      #expect(Hash(base64: other) == nil, "\(other)")
    }
  }
}

extension Sequence<UInt8> {
  var hex: String {
    map { (($0 < 16 ? "0" : "") + String($0, radix: 16)) }.joined()
  }
}
