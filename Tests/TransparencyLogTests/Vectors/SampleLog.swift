import Foundation
import Testing
import TransparencyLog

/// The log of 15 entries that Tessera ships, with a checkpoint and tiles for each size.
struct SampleLog {
  private let folder: URL
  private let keys: [VerifierKey]
  private let signer: SigningKey
  private let origin = "example.com/log/testdata"

  /// - Parameter folder: with `log/` and the script that built it, which names the keys.
  init(_ folder: URL) throws {
    self.folder = folder.appending(path: "log")
    let script = try String(contentsOf: folder.appending(path: "build_log.sh"), encoding: .utf8)
    let publicKey = try #require(script.firstMatch(of: /LOG_PUBLIC_KEY="(.*)"/)?.1)
    let privateKey = try #require(script.firstMatch(of: /PRIVATE\+KEY\+[^+]*\+[^+]*\+(.*)"/)?.1)
    keys = [try VerifierKey(String(publicKey))]
    // The signature type, then the seed.
    let seed = try #require(Data(base64Encoded: String(privateKey))).dropFirst()
    signer = try SigningKey(KeyName(origin), seed: Data(seed))
    #expect(signer.verifier == keys[0])
  }

  /// - Returns: how many checkpoints there are; each was checked.
  func check() throws -> Int {
    var roots: [Hash] = []
    while let bytes = try? read("checkpoint.\(roots.count)") {
      let size = roots.count
      let signed = try SignedCheckpoint(parsing: bytes)
      let checkpoint = try signed.verified(origin: origin, by: keys)
      #expect(signed.note.bytes == bytes)
      #expect(checkpoint.size == size)
      #if os(Linux)
        #expect(try SignedCheckpoint(checkpoint, signedBy: [signer]) == signed)
      #endif
      roots.append(checkpoint.root)
      try checkTiles(size, checkpoint.root)
      try checkProofs(size, roots)
    }
    let newest = try read("checkpoint")
    #expect(try SignedCheckpoint(parsing: newest).claim.size == roots.count - 1)
    return roots.count
  }

  /// The entries hash to the leaves in the tile, and those to the root.
  private func checkTiles(_ size: Int, _ root: Hash) throws {
    var frontier = Frontier()
    for path in TilePath.bundles(from: 0, to: size) {
      let bundle = try EntryBundle(bytes: read(path.text), width: path.width)
      for leaf in bundle.leafHashes { frontier.append(leaf) }
      #expect(
        try tile(TilePath(.hashes(level: 0), index: 0, width: path.width)).hashes
          == bundle.leafHashes
      )
      #expect(try bundle.bytes == read(path.text))
    }
    #expect(frontier.size == size)
    #expect(frontier.root == root)
  }

  /// Proofs made from their tiles hold against their roots.
  private func checkProofs(_ size: Int, _ roots: [Hash]) throws {
    let reader = TileReader(size: size, read: tile)
    for index in 0..<size {
      let leaf = try #require(reader.hashes(at: [TreeIndex(level: 0, index: index)]).first)
      try InclusionProof(of: index, in: size, from: reader).verify(leaf: leaf, root: roots[size])
      try ConsistencyProof(from: index + 1, to: size, reading: reader)
        .verify(oldRoot: roots[index + 1], newRoot: roots[size])
    }
  }

  private func tile(_ path: TilePath) throws -> Tile {
    try Tile(bytes: read(path.text))
  }

  private func read(_ path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: folder.appending(path: path)))
  }
}
