import Foundation
import Testing
import TransparencyLog

/// The vectors of other projects, all of them; they lie beside the repository, not in it.
struct PublicVectors {
  private static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent()
    .appending(path: "../../../../shared/vectors")
    .standardizedFileURL

  @Test func `every public vector comes out as its authors say`() throws {
    guard FileManager.default.fileExists(atPath: Self.folder.path) else {
      print("public vectors: \(Self.folder.path) is not there, nothing checked")
      return
    }
    let inclusion = try merkle("inclusion", InclusionVector.self)
    let consistency = try merkle("consistency", ConsistencyVector.self)
    let checkpoints = try SampleLog(Self.folder.appending(path: "tessera/testdata")).check()
    let notes = try signedNotes()
    print(
      "public vectors: \(inclusion) inclusion, \(consistency) consistency,",
      "\(checkpoints) checkpoints of a sample log, \(notes) signed note"
    )
    #expect(inclusion == 98)
    #expect(consistency == 98)
    #expect(checkpoints == 16)
    #expect(notes == 1)
  }

  private func merkle<Vector: MerkleVector>(_ name: String, _: Vector.Type) throws -> Int {
    let folder = Self.folder.appending(path: "transparency-dev-merkle/testdata/\(name)")
    let files = try #require(
      FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    )
    var count = 0
    for case let file as URL in files where file.pathExtension == "json" {
      let vector = try JSONDecoder().decode(Vector.self, from: Data(contentsOf: file))
      let holds = (try? vector.verify()) != nil
      #expect(holds == !vector.wantErr, "\(file.path)")
      count += 1
    }
    return count
  }

  private func signedNotes() throws -> Int {
    let file = Self.folder.appending(path: "signed-note.json")
    let vectors = try JSONDecoder().decode(NoteVectors.self, from: Data(contentsOf: file)).vectors
    var count = 0
    for vector in vectors {
      let key = try VerifierKey(vector.vkey)
      #expect(key.text == vector.vkey)
      // The other key is that of the sample log, checked above.
      guard let text = vector.note else { continue }
      let note = try SignedNote(parsing: text)
      #expect(try note.verified(by: [key]) == [key])
      #expect(note.encoded == text)
      count += 1
    }
    return count
  }
}

private struct NoteVectors: Decodable {
  struct Vector: Decodable {
    let vkey: String
    let note: String?
  }

  let vectors: [Vector]
}

private protocol MerkleVector: Decodable {
  var wantErr: Bool { get }
  func verify() throws
}

/// Sizes and indexes reach 2^64 - 1 there: as `Int`, -1, and to be refused all the same.
private struct InclusionVector: MerkleVector {
  let leafIdx: UInt64
  let treeSize: UInt64
  let root: String
  let leafHash: String
  let proof: [String]?
  let wantErr: Bool

  func verify() throws {
    try InclusionProof(
      index: Int(truncatingIfNeeded: leafIdx),
      size: Int(truncatingIfNeeded: treeSize),
      hashes: (proof ?? []).map(hash)
    )
    .verify(leaf: hash(leafHash), root: hash(root))
  }
}

private struct ConsistencyVector: MerkleVector {
  let size1: UInt64
  let size2: UInt64
  let root1: String
  let root2: String
  let proof: [String]?
  let wantErr: Bool

  func verify() throws {
    try ConsistencyProof(
      oldSize: Int(truncatingIfNeeded: size1),
      newSize: Int(truncatingIfNeeded: size2),
      hashes: (proof ?? []).map(hash)
    )
    .verify(oldRoot: hash(root1), newRoot: hash(root2))
  }
}

private struct NoHash: Error {}

/// Some vectors have words where a hash would be; one wants two equal ones accepted.
///
/// A word stands for its own hash, so that the verifier and not the reader has to decide. No bytes
/// at all are no hash.
private func hash(_ text: String) throws -> Hash {
  if let hash = Hash(base64: text) { return hash }
  guard let word = Data(base64Encoded: text), !word.isEmpty else { throw NoHash() }
  return MerkleTree.leaf(word)
}
