import Foundation

/// An e-mail address, in the one spelling under which it is looked up.
public struct EmailAddress: Hashable, Sendable {
  /// Trimmed, NFC, lower case.
  ///
  /// The local part is lowered too: no large mail host tells case apart, and a person who types a
  /// capital must still find their record.
  public let normalized: String

  /// Nil unless there is exactly one `@` with something sensible on either side.
  public init?(_ text: String) {
    let text = text.trimmed.precomposedStringWithCanonicalMapping.lowercased()
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    let plain = text.unicodeScalars.allSatisfy {
      !$0.properties.isWhitespace && $0.value > 0x20 && $0.value != 0x7f
        && !",;<>()\"".unicodeScalars.contains($0)
    }
    guard plain, text.utf8.count <= 254, parts.count == 2, !parts[0].isEmpty, parts[0].first != "-",
      parts[1].contains("."), !parts[1].hasPrefix("."), !parts[1].hasSuffix("."),
      !parts[1].contains("..")
    else { return nil }
    normalized = text
  }
}

extension String {
  public var trimmed: String {
    var scalars = unicodeScalars[...]
    while scalars.first?.isBlank == true { scalars.removeFirst() }
    while scalars.last?.isBlank == true { scalars.removeLast() }
    return String(scalars)
  }
}

extension Unicode.Scalar {
  /// White space, and the space without width.
  fileprivate var isBlank: Bool { properties.isWhitespace || self == "\u{200B}" }
}
