import Foundation

/// What a record is written in: the part of JSON that has one spelling.
///
/// No null and no fractions. Written by RFC 8785 (JSON Canonicalization Scheme), so that the bytes
/// of a value never depend on the machine or the library that wrote them.
public enum JSON: Hashable, Sendable {
  case string(String)
  case integer(Int64)
  case bool(Bool)
  case array([JSON])
  case object(Members)

  /// RFC 8785 bytes: UTF-8, no white space, keys in order of their UTF-16 code units.
  public var canonicalBytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(256)
    write(to: &bytes)
    return bytes
  }

  private func write(to bytes: inout [UInt8]) {
    switch self {
    case .string(let text):
      Self.write(text, to: &bytes)
    case .integer(let number):
      bytes += String(number).utf8
    case .bool(let flag):
      bytes += (flag ? "true" : "false").utf8
    case .array(let elements):
      bytes.append(UInt8(ascii: "["))
      for (index, element) in elements.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        element.write(to: &bytes)
      }
      bytes.append(UInt8(ascii: "]"))
    case .object(let members):
      bytes.append(UInt8(ascii: "{"))
      for (index, (key, value)) in members.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        Self.write(key, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        value.write(to: &bytes)
      }
      bytes.append(UInt8(ascii: "}"))
    }
  }

  /// The order of keys in RFC 8785, section 3.2.3: that of their UTF-16 code units.
  ///
  /// In UTF-8, which is what Swift's text is made of, it is the order of the bytes, but that what is
  /// a pair of surrogates, and begins with F0 or more, comes before what begins with EE or EF.
  static func precedes(_ left: String, _ right: String) -> Bool {
    var (left, right) = (left, right)
    return left.withUTF8 { left in
      right.withUTF8 { right in
        for (one, other) in zip(left, right) where one != other { return rank(one) < rank(other) }
        return left.count < right.count
      }
    }
  }

  private static func rank(_ byte: UInt8) -> UInt8 {
    byte < 0xee ? byte : byte < 0xf0 ? byte + 8 : byte - 2
  }

  private static func write(_ text: String, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    var text = text
    text.withUTF8 { utf8 in
      // Mostly nothing has to be escaped, and all of it is copied at once.
      if utf8.allSatisfy(isPlain) {
        bytes += utf8
      } else {
        for byte in utf8 { write(byte, to: &bytes) }
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private static func write(_ byte: UInt8, to bytes: inout [UInt8]) {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
    case 0x08: bytes += "\\b".utf8
    case 0x09: bytes += "\\t".utf8
    case 0x0a: bytes += "\\n".utf8
    case 0x0c: bytes += "\\f".utf8
    case 0x0d: bytes += "\\r".utf8
    case 0..<0x20: bytes += "\\u00\(byte.twoDigits)".utf8
    default: bytes.append(byte)
    }
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
  }
}

extension UInt8 {
  /// In hexadecimal, as RFC 8785 has it in an escape.
  var twoDigits: String { (self < 16 ? "0" : "") + String(self, radix: 16) }
}

extension JSON: ExpressibleByDictionaryLiteral, ExpressibleByArrayLiteral {
  public init(arrayLiteral elements: JSON...) {
    self = .array(elements)
  }

  public init(dictionaryLiteral elements: (String, JSON)...) {
    self = .object(Members(elements))
  }
}

/// Stored bytes that are not what Candor writes.
///
/// Says where or what, never the value.
public struct Malformed: Error, Equatable, CustomStringConvertible {
  public let what: String
  public var description: String { what }

  public init(_ what: String) {
    self.what = what
  }
}

extension JSON {
  public subscript(key: String) -> JSON? {
    guard case .object(let members) = self else { return nil }
    return members[key]
  }

  public func string(_ key: String) throws(Malformed) -> String {
    guard case .string(let text)? = self[key] else { throw Malformed("no text at \(key)") }
    return text
  }

  public func integer(_ key: String) throws(Malformed) -> Int64 {
    guard case .integer(let number)? = self[key] else { throw Malformed("no number at \(key)") }
    return number
  }

  public func date(_ key: String) throws(Malformed) -> Date {
    Date(milliseconds: try integer(key))
  }

  public func array(_ key: String) throws(Malformed) -> [JSON] {
    guard case .array(let elements)? = self[key] else { throw Malformed("no list at \(key)") }
    return elements
  }

  public func strings(_ key: String) throws(Malformed) -> [String] {
    try array(key).map { element throws(Malformed) in
      guard case .string(let text) = element else { throw Malformed("no text in \(key)") }
      return text
    }
  }
}
