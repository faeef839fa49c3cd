extension Alias {
  /// The aliases in a text, in any form in which mail writes an address.
  ///
  /// Capitals, angle brackets and `mailto:` do not matter; the percent signs of links and the
  /// quoted-printable of mails (RFC 2045, section 6.7) are taken away. Each is tried by itself, since
  /// what one takes for a sign is text to another.
  public static func all(in text: String, relay: String) -> Set<Alias> {
    let bytes = Array(text.utf8)
    var found = find(in: bytes, relay)
    if bytes.contains(percent) { found.formUnion(find(in: decode(bytes, percent), relay)) }
    if bytes.contains(equals) { found.formUnion(find(in: decode(bytes, equals), relay)) }
    return found
  }

  private static let percent = UInt8(ascii: "%")
  private static let equals = UInt8(ascii: "=")

  private static func find(in bytes: [UInt8], _ relay: String) -> Set<Alias> {
    var found: Set<Alias> = []
    let domain = Array(relay.lowercased().utf8)
    for (place, byte) in bytes.enumerated() where byte == UInt8(ascii: "@") {
      let end = place + 1 + domain.count
      guard end <= bytes.count,
        zip(bytes[(place + 1)..<end], domain).allSatisfy({ lower($0) == $1 }),
        isEnd(bytes[end...])
      else { continue }
      var start = place
      while start > 0, isLocal(bytes[start - 1]) { start -= 1 }
      // What follows a plus sign is the sender's own.
      let local = bytes[start..<place].prefix { $0 != UInt8(ascii: "+") }
      if let alias = Alias(local: local) { found.insert(alias) }
    }
    return found
  }

  private static func lower(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
  }

  private static func isLocal(_ byte: UInt8) -> Bool {
    switch lower(byte) {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
      UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"):
      true
    default: false
    }
  }

  /// Whether a domain ends here: a dot may end a sentence, but not go on to another label.
  private static func isEnd(_ rest: ArraySlice<UInt8>) -> Bool {
    guard let first = rest.first else { return true }
    if first == UInt8(ascii: ".") {
      return rest.dropFirst().first.map { !isLocal($0) } ?? true
    }
    return !isLocal(first)
  }

  /// Takes away `%40` and `=40`, and with `=` the line ends behind it.
  private static func decode(_ bytes: [UInt8], _ sign: UInt8) -> [UInt8] {
    var decoded: [UInt8] = []
    decoded.reserveCapacity(bytes.count)
    var place = 0
    while place < bytes.count {
      let rest = bytes[place...].prefix(3)
      if bytes[place] != sign {
        decoded.append(bytes[place])
        place += 1
      } else if sign == equals, rest.dropFirst().first == 10 {
        place += 2
      } else if sign == equals, rest.dropFirst() == [13, 10] {
        place += 3
      } else if rest.count == 3,
        let byte = UInt8(String(decoding: rest.dropFirst(), as: UTF8.self), radix: 16)
      {
        decoded.append(byte)
        place += 3
      } else {
        decoded.append(sign)
        place += 1
      }
    }
    return decoded
  }
}
