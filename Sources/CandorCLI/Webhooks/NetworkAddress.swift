#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// An address that a name stands for.
struct NetworkAddress: Hashable, Sendable {
  /// Four bytes, or sixteen.
  let bytes: [UInt8]

  /// Nil for what is written otherwise than in whole numbers or as of IPv6.
  init?(_ text: String) {
    var four = in_addr()
    var sixteen = in6_addr()
    if inet_pton(AF_INET, text, &four) == 1 {
      bytes = withUnsafeBytes(of: four) { Array($0) }
    } else if inet_pton(AF_INET6, text, &sixteen) == 1 {
      bytes = withUnsafeBytes(of: sixteen) { Array($0) }
    } else {
      return nil
    }
  }

  /// Whether everybody would come to the same machine by it.
  ///
  /// What is inside a network, on this machine, for many at once or for nobody is not.
  var isPublic: Bool {
    guard bytes.count == 16 else { return !Self.reserved4.contains { $0.holds(bytes) } }
    if let inner { return Self.isPublic4(inner) }
    // All that is given out today begins with 001.
    return bytes[0] >> 5 == 1 && !Self.reserved6.contains { $0.holds(bytes) }
  }

  private static func isPublic4(_ bytes: [UInt8]) -> Bool {
    !reserved4.contains { $0.holds(bytes) }
  }

  /// The address of IPv4 that one of IPv6 leads to: mapped, compatible, translated, or by 6to4.
  private var inner: [UInt8]? {
    if bytes[..<10].allSatisfy({ $0 == 0 }), bytes[10] == bytes[11], [0, 0xff].contains(bytes[10]) {
      return Array(bytes[12...])
    }
    if bytes[..<4] == [0, 0x64, 0xff, 0x9b], bytes[4..<12].allSatisfy({ $0 == 0 }) {
      return Array(bytes[12...])
    }
    if bytes[..<2] == [0x20, 0x02] { return Array(bytes[2..<6]) }
    return nil
  }

  /// The first so many bits of addresses.
  private struct Block: Sendable {
    let start: [UInt8]
    let bits: Int

    init(_ start: [UInt8], _ bits: Int) {
      (self.start, self.bits) = (start, bits)
    }

    func holds(_ bytes: [UInt8]) -> Bool {
      for (index, byte) in start.enumerated() {
        let left = min(8, bits - index * 8)
        guard left > 0 else { return true }
        let mask = UInt8(truncatingIfNeeded: 0xff00 >> left)
        if byte & mask != bytes[index] & mask { return false }
      }
      return true
    }
  }

  /// After IANA's registry of special addresses.
  private static let reserved4 = [
    Block([0], 8), Block([10], 8), Block([100, 64], 10), Block([127], 8), Block([169, 254], 16),
    Block([172, 16], 12), Block([192, 0, 0], 24), Block([192, 0, 2], 24), Block([192, 88, 99], 24),
    Block([192, 168], 16), Block([198, 18], 15), Block([198, 51, 100], 24),
    Block([203, 0, 113], 24), Block([224], 4), Block([240], 4),
  ]

  private static let reserved6 = [
    Block([0x20, 0x01, 0x00], 23), Block([0x20, 0x01, 0x0d, 0xb8], 32),
    Block([0x3f, 0xff, 0x00], 20),
  ]
}

extension NetworkAddress {
  /// What a name stands for now, the best to come by first.
  ///
  /// Blocks the thread.
  static func all(of host: String) -> [String] {
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    hints.ai_flags = AI_ADDRCONFIG
    var found: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(host, nil, &hints, &found) == 0 else { return [] }
    defer { freeaddrinfo(found) }
    var texts: [String] = []
    var next = found
    while let entry = next?.pointee {
      var name = [CChar](repeating: 0, count: Int(NI_MAXHOST))
      let length = socklen_t(name.count)
      if getnameinfo(
        entry.ai_addr,
        entry.ai_addrlen,
        &name,
        length,
        nil,
        0,
        NI_NUMERICHOST
      ) == 0 {
        texts.append(String(decoding: name.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self))
      }
      next = entry.ai_next
    }
    return texts
  }
}
