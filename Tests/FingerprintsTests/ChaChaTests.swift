import Testing

@testable import Fingerprints

struct ChaChaTests {
  @Test func `twenty rounds are the block of RFC 8439, section 2.3.2`() {
    let stream = ChaCha(key: UInt8(0)..<32, rounds: 20)
    let block = stream.bytes(counter: 1, nonce: SIMD3(0x0900_0000, 0x4a00_0000, 0))
    #expect(
      block == [
        0x10, 0xf1, 0xe7, 0xe4, 0xd1, 0x3b, 0x59, 0x15, 0x50, 0x0f, 0xdd, 0x1f, 0xa3, 0x20, 0x71,
        0xc4, 0xc7, 0xd1, 0xf4, 0xc7, 0x33, 0xc0, 0x68, 0x03, 0x04, 0x22, 0xaa, 0x9a, 0xc3, 0xd4,
        0x6c, 0x4e, 0xd2, 0x82, 0x64, 0x46, 0x07, 0x9f, 0xaa, 0x09, 0x14, 0xc2, 0xd7, 0x05, 0xd9,
        0x8b, 0x02, 0xa2, 0xb5, 0x12, 0x9c, 0xd1, 0xde, 0x16, 0x4e, 0xb9, 0xcb, 0xd0, 0x83, 0xe8,
        0xa2, 0x50, 0x3c, 0x4e,
      ]
    )
  }

  /// The key stream of eight rounds for the key, counter and nonce of zero, as published with the
  /// test vectors of the cipher (Strombergson, 'Test vectors for the stream cipher ChaCha').
  @Test func `eight rounds are the published block`() {
    let stream = ChaCha(key: Array(repeating: UInt8(0), count: 32))
    let block = stream.bytes(counter: 0, nonce: .zero)
    #expect(
      block.prefix(16) == [
        0x3e, 0x00, 0xef, 0x2f, 0x89, 0x5f, 0x40, 0xd6, 0x7f, 0x5b, 0xb8, 0xe8, 0x1f, 0x09, 0xa5,
        0xa1,
      ]
    )
  }

  @Test func `every lane is a block of its own`() {
    let stream = ChaCha(key: UInt8(1)...32)
    var input: ChaCha.Input = (.zero, .zero, .zero, .zero)
    for lane in 0..<ChaCha.lanes {
      input.0[lane] = UInt32(lane * 7)
      input.3[lane] = UInt32(lane)
    }
    let blocks = stream.blocks(input)
    for lane in 0..<ChaCha.lanes {
      let alone = stream.bytes(counter: UInt32(lane * 7), nonce: SIMD3(0, 0, UInt32(lane)))
      #expect(blocks.5[lane] == alone.littleEndianWord(at: 20))
    }
  }
}
