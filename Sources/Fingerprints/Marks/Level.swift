/// How likely a mark is a one.
///
/// Three dyadic levels, a third of all marks each: close to Nuida's optimum for five and six
/// colluders, and without a hole below (Nuida and others, 2009, 'An improvement of discrete Tardos
/// fingerprinting codes'). With one level alone a minority of three colluders cannot be named at all.
public enum Level: Int, Sendable, CaseIterable, Codable {
  case low, even, high

  /// The chance of a one.
  public var chance: Double {
    switch self {
    case .low: 0.125
    case .even: 0.5
    case .high: 0.875
    }
  }

  /// A mark from three even bits: exactly as likely a one as it should be.
  func mark(_ one: Bool, _ two: Bool, _ three: Bool) -> Bool {
    switch self {
    case .low: one && two && three
    case .even: one
    case .high: one || two || three
    }
  }
}
