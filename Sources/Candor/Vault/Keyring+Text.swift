import Crypto
import Foundation

extension Keyring {
  /// The text of a keyring is not one.
  ///
  /// Names the line and the rule, never what stands on it.
  public struct Unreadable: Error, Equatable, CustomStringConvertible {
    /// Counted from 1; nil when a line is missing.
    public let line: Int?
    public let rule: String

    public var description: String { line.map { "line \($0) \(rule)" } ?? rule }
  }

  public init(_ text: String) throws(Unreadable) {
    var bytes = Data(text.utf8)
    defer { bytes.wipe() }
    try self.init(utf8: bytes)
  }

  /// - Parameter text: what the caller wipes; of the keys, no other copy is left by this.
  public init(utf8 text: Data) throws(Unreadable) {
    var wraps: [Epoch: SymmetricKey] = [:]
    var index: SymmetricKey?
    for line in Self.lines(of: text) {
      let name = try line.name()
      let key = try line.key()
      switch name {
      case .index:
        guard index == nil else { throw line.breaks("names 'index' a second time") }
        index = key
      case .wrap(let epoch):
        guard wraps[epoch] == nil else {
          throw line.breaks("names '\(Self.name(of: epoch))' a second time")
        }
        // Whoever copied a line has rotated nothing.
        guard !wraps.values.contains(key) else {
          throw line.breaks("has the key of another epoch")
        }
        wraps[epoch] = key
      }
    }
    guard let index else { throw Unreadable(line: nil, rule: "there is no line 'index'") }
    guard let newest = wraps.keys.max() else {
      throw Unreadable(line: nil, rule: "there is no line 'wrap'")
    }
    self.init(wraps: wraps, newest: newest, index: index)
  }

  /// The text of a new keyring, from the system's randomness.
  public static func freshText() -> String {
    freshLine(1) + line("index")
  }

  /// A line with a new key of an epoch, to be added to a keyring.
  public static func freshLine(_ epoch: Epoch) -> String {
    line(name(of: epoch))
  }

  private static func line(_ name: String) -> String {
    let key = SymmetricKey(size: .bits256).withUnsafeBytes { Data($0) }
    return "\(name) \(key.base64EncodedString())\n"
  }

  /// A keyring's text without the key of an epoch.
  public static func text(_ text: Data, without epoch: Epoch) throws(Unreadable) -> Data {
    var kept = Data()
    for line in lines(of: text) {
      if try line.name() == .wrap(epoch) { continue }
      kept.append(contentsOf: line.words.joined(separator: [UInt8(ascii: " ")]))
      kept.append(UInt8(ascii: "\n"))
    }
    return kept
  }

  /// The first epoch was there before there were others.
  public static func name(of epoch: Epoch) -> String {
    epoch == 1 ? "wrap" : "wrap.\(epoch)"
  }
}

extension Keyring {
  private enum Name: Equatable {
    case index
    case wrap(Epoch)
  }

  /// A line that is not empty: slices of the text, so that wiping it wipes them.
  private struct Line {
    let number: Int
    let words: [Data]

    func breaks(_ rule: String) -> Unreadable { Unreadable(line: number, rule: rule) }

    func name() throws(Unreadable) -> Name {
      let text = words.first.map { String(decoding: $0, as: UTF8.self) } ?? ""
      if text == "index" { return .index }
      if text == "wrap" { return .wrap(1) }
      let parts = text.split(separator: ".", omittingEmptySubsequences: false)
      guard parts.count == 2, parts[0] == "wrap", let epoch = Epoch(parts[1]), epoch > 1,
        String(epoch) == parts[1]
      else { throw breaks("does not begin with 'wrap', 'wrap.2', 'wrap.3' … or 'index'") }
      return .wrap(epoch)
    }

    func key() throws(Unreadable) -> SymmetricKey {
      guard words.count == 2, var bytes = Data(base64Encoded: words[1]) else {
        throw breaks("is not a name, a space and a key in base64")
      }
      defer { bytes.wipe() }
      guard bytes.count == 32 else { throw breaks("has a key of another length than 32 bytes") }
      return SymmetricKey(data: bytes)
    }
  }

  /// Commas stand for ends of lines as well, for the sake of the environment.
  private static func lines(of text: Data) -> [Line] {
    let ends = [UInt8(ascii: "\n"), UInt8(ascii: ",")]
    let spaces = [UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r")]
    return text.split(omittingEmptySubsequences: false) { ends.contains($0) }
      .enumerated()
      .map { Line(number: $0 + 1, words: $1.split { spaces.contains($0) }) }
      .filter { !$0.words.isEmpty }
  }
}
