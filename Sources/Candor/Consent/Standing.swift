import Foundation

/// Where a person stands on one attribute under one consent: the last thing they said of it.
public enum Standing: Hashable, Sendable {
  case granted(notice: Notice.Hash, until: Date?, at: Date)
  case refused(at: Date)
  case withdrawn(at: Date)

  /// When the person said so.
  public var date: Date {
    switch self {
    case .granted(_, _, let date), .refused(let date), .withdrawn(let date): date
    }
  }
}

extension Standing: Recorded {
  var json: JSON {
    switch self {
    case .granted(let notice, let until, let date):
      .members(["granted": .date(date), "notice": .name(notice), "until": .date(until)])
    case .refused(let date): .members(["refused": .date(date)])
    case .withdrawn(let date): .members(["withdrawn": .date(date)])
    }
  }

  init(_ json: JSON) throws(Malformed) {
    if let date = try json.optionalDate("granted") {
      self = .granted(
        notice: try json.name("notice"),
        until: try json.optionalDate("until"),
        at: date
      )
    } else if let date = try json.optionalDate("refused") {
      self = .refused(at: date)
    } else {
      self = .withdrawn(at: try json.date("withdrawn"))
    }
  }
}
