import Foundation

/// A value that events are made of: it has one canonical form, and comes back from it.
protocol Recorded {
  var json: JSON { get }
  init(_ json: JSON) throws(Malformed)
}

extension JSON {
  /// An object without the members that are nil.
  public static func members(_ members: KeyValuePairs<String, JSON?>) -> JSON {
    .object(Members(members.compactMap { key, value in value.map { (key, $0) } }))
  }

  static func strings(_ values: some Sequence<String>) -> JSON {
    .array(values.map(JSON.string))
  }

  static func names<Owner>(_ names: some Sequence<Identifier<Owner>>) -> JSON {
    strings(names.map(\.rawValue))
  }

  static func name<Owner>(_ name: Identifier<Owner>?) -> JSON? {
    name.map { .string($0.rawValue) }
  }

  static func date(_ date: Date?) -> JSON? {
    date.map { .integer($0.milliseconds) }
  }

  func name<Owner>(_ key: String) throws(Malformed) -> Identifier<Owner> {
    Identifier(try string(key))
  }

  func optionalName<Owner>(_ key: String) throws(Malformed) -> Identifier<Owner>? {
    self[key] == nil ? nil : try name(key)
  }

  func names<Owner>(_ key: String) throws(Malformed) -> [Identifier<Owner>] {
    try strings(key).map { Identifier($0) }
  }

  func optionalDate(_ key: String) throws(Malformed) -> Date? {
    self[key] == nil ? nil : try date(key)
  }

  func optionalString(_ key: String) throws(Malformed) -> String? {
    self[key] == nil ? nil : try string(key)
  }
}
