/// What a log states by a signature: its name, its size and its root (C2SP tlog-checkpoint).
public struct Checkpoint: Sendable {
  /// The identity of the log, such as `example.com/log`.
  public let origin: String
  /// The number of leaves.
  public let size: Int
  /// The root of the tree at that size.
  public let root: Hash
  /// Opaque lines after the root; the specification advises against them.
  public let extensions: [String]

  /// Refuses empty lines, control characters, sizes below 0, and a wrong root of size 0.
  public init(
    origin: String,
    size: Int,
    root: Hash,
    extensions: [String] = []
  ) throws(CheckpointError) {
    for (line, text) in zip([1] + Array(4..<4 + extensions.count), [origin] + extensions) {
      guard !text.isEmpty, !text.utf8.hasControlCharacters else { throw .badLine(line) }
    }
    guard size >= 0 else { throw .badSize }
    // C2SP tlog-witness refuses it; a log that signed it would have no way on.
    guard size > 0 || root == MerkleTree.emptyRoot else { throw .wrongEmptyRoot }
    self.origin = origin
    self.size = size
    self.root = root
    self.extensions = extensions
  }

  /// Origin, size in decimal, root in base64 and the extensions, a line each.
  public var text: String {
    ([origin, String(size), root.base64] + extensions).map { $0 + "\n" }.joined()
  }

  public init(_ text: String) throws(CheckpointError) {
    try self.init(Array(text.utf8))
  }

  /// - Parameter text: UTF-8 throughout.
  init(_ text: [UInt8]) throws(CheckpointError) {
    var reader = LineReader(text)
    var lines: [ArraySlice<UInt8>] = []
    while let line = reader.next() {
      lines.append(line)
      guard !line.isEmpty else { throw .badLine(lines.count) }
    }
    guard reader.rest.isEmpty else { throw .badLine(lines.count + 1) }
    guard lines.count >= 3 else { throw .tooShort }
    guard let size = Int(decimal: lines[1]) else { throw .badSize }
    guard let root = Hash(base64: lines[2]) else { throw .badRoot }
    try self.init(
      origin: String(decoding: lines[0], as: UTF8.self),
      size: size,
      root: root,
      extensions: lines[3...].map { String(decoding: $0, as: UTF8.self) }
    )
  }
}

extension Checkpoint: Hashable {
  /// By bytes: Swift's strings are also equal when they only look it.
  public static func == (left: Checkpoint, right: Checkpoint) -> Bool {
    left.text.utf8.elementsEqual(right.text.utf8)
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(size)
    hasher.combine(root)
  }
}
