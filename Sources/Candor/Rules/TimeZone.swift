import Foundation

extension TimeZone {
  /// What a text breaks that names none.
  static let rule = "must be the name of a time zone, such as Europe/Berlin"

  /// By the name that the IANA database has for it: `Europe/Berlin`, or `UTC`.
  ///
  /// Nil for abbreviations and bare offsets, which do not know when clocks change.
  init?(iana name: String) {
    if ["UTC", "GMT"].contains(name) {
      self = .gmt
    } else if name.contains("/"), let zone = TimeZone(identifier: name), zone.identifier == name {
      self = zone
    } else {
      return nil
    }
  }
}

extension Permitted {
  /// The zone that the person told, if that may be used here, or the other one.
  public func zone(otherwise other: TimeZone) -> TimeZone {
    guard case .text(let name)? = facts.first(where: { $0.attribute.name == .timezone })?.value
    else { return other }
    return TimeZone(iana: name) ?? other
  }
}
