import Fingerprints
import Foundation
import NIOCore
import TransparencyLog

/// A copy on disk: beside its own name until it is whole.
struct CopyFile {
  private let url: URL
  private let part: URL
  private let handle: FileHandle
  private let format: Copy.Format
  /// The reference of the last line that is there already.
  let lastReference: String?

  /// - Parameter isContinued: whether to go on with what an earlier try left.
  init(_ url: URL, as format: Copy.Format, isContinued: Bool) throws {
    self.url = url
    self.format = format
    part = url.appendingPathExtension("part")
    if !isContinued || !FileManager.default.fileExists(atPath: part.path) {
      try PrivateFile.write(Data(), to: part)
    }
    handle = try FileHandle(forUpdating: part)
    let bytes = try handle.readToEnd() ?? Data()
    let ends = format.lineEnds(in: bytes)
    let last = ends.last.map { bytes[(ends.dropLast().last ?? 0)..<$0] }
    lastReference = last.flatMap(Self.reference)
    // A head alone is written again.
    try handle.truncate(atOffset: UInt64(lastReference == nil ? 0 : ends.last ?? 0))
    try handle.seekToEnd()
  }

  /// 32 digits in hexadecimal, first in the line; a head has none.
  private static func reference(of line: Data) -> String? {
    let text = String(decoding: line.prefix(64), as: UTF8.self)
    return text.firstMatch(of: /^(?:{"reference":")?([0-9a-f]{32})/).map { String($0.1) }
  }

  func write(_ bytes: ByteBuffer) throws {
    try handle.write(contentsOf: Data(bytes.readableBytesView))
  }

  /// Forgets what is there.
  func begin() throws {
    try handle.truncate(atOffset: 0)
    try handle.seek(toOffset: 0)
  }

  /// The tree over its lines.
  func tree() throws -> Frontier {
    try handle.synchronize()
    let bytes = try Data(contentsOf: part, options: .mappedIfSafe)
    var (tree, start) = (Frontier(), 0)
    for (index, end) in format.lineEnds(in: bytes).enumerated() {
      if index > 0 || !format.hasHead { tree.append(Copy.leaf(Array(bytes[start..<end]))) }
      start = end
    }
    return tree
  }

  /// Gives the file its name.
  func keep() throws {
    try handle.close()
    guard rename(part.path, url.path) == 0 else { throw CocoaError(.fileWriteUnknown) }
  }
}
