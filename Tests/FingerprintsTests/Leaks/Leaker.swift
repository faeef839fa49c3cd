import Fingerprints
import Foundation

/// What is done to a copy before it is found again; written apart from how leaks are read.
enum Leaker {
  /// L1: small letters, no punctuation, no spaces, composed.
  static func letters(_ text: String) -> String {
    String(
      text.precomposedStringWithCanonicalMapping.lowercased()
        .filter { $0.isLetter || $0.isNumber }
    )
  }

  /// Small letters and no punctuation, in words as before.
  static func tidied(_ text: String, _ kind: Column.Kind) -> String {
    switch kind {
    case .email, .coordinates, .minute: text
    default:
      text.precomposedStringWithCanonicalMapping.lowercased()
        .filter { $0.isLetter || $0.isNumber || $0 == "-" || $0 == " " }
    }
  }

  /// L1 for a column of addresses of mail or of numbers.
  static func light(_ text: String, _ kind: Column.Kind) -> String {
    switch kind {
    case .email, .coordinates, .minute: text
    default: letters(text)
    }
  }

  /// L2: capitals, postal abbreviations, no punctuation; phones in E.164; ZIP+4 as the mailer's file
  /// has it, which is not as it was.
  static func postal(_ text: String, _ kind: Column.Kind) -> String {
    switch kind {
    case .address: return address(text.uppercased())
    case .name:
      return text.uppercased().filter { $0 != "." && $0 != "," }
    case .phone:
      let digits = text.filter(\.isNumber)
      return (digits.count == 10 ? "+1" : "+") + digits
    default: return text
    }
  }

  private static func address(_ text: String) -> String {
    let cut = text.lastIndex(of: " ") ?? text.endIndex
    let (zip, body) = (text[cut...].dropFirst().prefix(5), String(text[..<cut]))
    // The comma decides first: Key West is in Virginia, or Key in West Virginia.
    let state =
      states.first { body.hasSuffix(", " + $0.long) }
      ?? states.first { body.hasSuffix(" " + $0.long) }
    let rest = state.map { String(body.dropLast($0.long.count)) + $0.short } ?? body
    let words = rest.replacingOccurrences(of: "#", with: "APT ")
      .components(separatedBy: CharacterSet(charactersIn: " ,.")).filter { !$0.isEmpty }
    return (words.map { abbreviations[$0] ?? $0 } + [String(zip)]).joined(separator: " ")
  }

  private static let states = [
    ("WEST VIRGINIA", "WV"), ("VIRGINIA", "VA"), ("NEW YORK", "NY"), ("ILLINOIS", "IL"),
    ("KANSAS", "KS"), ("FLORIDA", "FL"), ("MINNESOTA", "MN"), ("CALIFORNIA", "CA"), ("UTAH", "UT"),
  ].map { (long: $0.0, short: $0.1) }

  private static let abbreviations = [
    "STREET": "ST", "AVENUE": "AVE", "ROAD": "RD", "LANE": "LN", "DRIVE": "DR",
    "BOULEVARD": "BLVD", "COURT": "CT", "NORTH": "N", "SOUTH": "S", "EAST": "E", "WEST": "W",
    "NORTHWEST": "NW", "UNIT": "APT", "SUITE": "STE",
  ]
}
