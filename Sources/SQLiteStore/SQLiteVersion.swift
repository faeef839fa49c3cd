import GRDB

/// The SQLite that this process runs on.
public enum SQLiteVersion {
  /// Such as `3.40.1`.
  public static var text: String { text(of: Int(Database.sqliteLibVersionNumber)) }

  /// Whether two connections that write or move the log into the file at the same moment may damage
  /// a database (fixed in 3.51.3, and before that only in 3.44.6 and 3.50.7).
  public static var losesResets: Bool { losesResets(Int(Database.sqliteLibVersionNumber)) }

  static func text(of number: Int) -> String {
    "\(number / 1_000_000).\(number / 1000 % 1000).\(number % 1000)"
  }

  static func losesResets(_ number: Int) -> Bool {
    switch number {
    case ..<3_007_000, 3_044_006..<3_045_000, 3_050_007..<3_051_000, 3_051_003...: false
    default: true
    }
  }
}
