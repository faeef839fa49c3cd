import Crypto
import Foundation
import Testing

@testable import Candor

struct KeyedHashTests {
  @Test func `a keyed hash is HMAC-SHA-256`() {
    for size in [1, 20, 32, 64] {
      let key = SymmetricKey(data: (0..<size).map { UInt8($0) })
      for length in [0, 1, 55, 64, 200] {
        let text = (0..<length).map { UInt8($0) }
        let code = HMAC<SHA256>.authenticationCode(for: text, using: key)
        #expect(KeyedHash(key).code(text) { Array($0) } == Array(code))
      }
    }
  }

  @Test func `keys are derived as by HKDF-SHA-256`() {
    for size in [16, 32, 64] {
      let root = SymmetricKey(data: (0..<size).map { UInt8($0) })
      for label in ["", "candor/rec/v1", String(repeating: "long ", count: 40)] {
        let key = HKDF<SHA256>.deriveKey(
          inputKeyMaterial: root,
          info: Data(label.utf8),
          outputByteCount: 32
        )
        #expect(KeyedHash.Derivation(from: root)[label] == key)
      }
    }
  }
}
