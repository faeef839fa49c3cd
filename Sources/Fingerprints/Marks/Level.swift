/// How likely a mark is a one.
///
/// Three dyadic levels, a third of all marks each: close to Nuida's optimum for five and six
/// colluders, and without a hole below (Nuida and others, 2009, 'An improvement of discrete Tardos
/// fingerprinting codes'). With one level alone a minority of three colluders cannot be named at all.
public enum Level: Int, Sendable, CaseIterable {
  case low, even, high

  /// The chance of a one.
  public var chance: Double {
    switch self {
    case .low: 0.125
    case .even: 0.5
    case .high: 0.875
    }
  }

  /// A byte of the keystream below this is a one.
  var limit: UInt8 {
    switch self {
    case .low: 32
    case .even: 128
    case .high: 224
    }
  }
}
