import Candor
import Foundation

/// The events of a record, newest first, a page at a time.
struct Timeline: Sendable {
  struct Line: Sendable {
    let sequence: Int
    let kind: String
    let sign: String
    let word: String
    let says: String
    let time: Moment
  }

  /// A link that shows one kind alone.
  struct Filter: Sendable {
    let query: String
    let word: String
    let count: Int
    let isChosen: Bool
  }

  static let length = 30

  let lines: [Line]
  let filters: [Filter]
  let all: Int
  let isAll: Bool
  /// The query of the page before these.
  let earlier: String?
}

extension Timeline {
  /// - Parameters:
  ///   - kind: the kind to show, or nil for all.
  ///   - sequence: the event before which to begin, or nil for the newest.
  init(_ events: [Event], _ words: Words, only kind: String?, before sequence: Int?) {
    let signed = events.reversed().map { (event: $0, sign: words.sign(of: $0.content)) }
    let counts = Dictionary(grouping: signed, by: { $0.sign.kind })
    let kind = kind.flatMap { counts[$0] == nil ? nil : $0 }
    let chosen = signed.filter { event, sign in
      (kind == nil || sign.kind == kind) && event.sequence < sequence ?? .max
    }
    let page = chosen.prefix(Self.length)
    let query = kind.map { "kind=\($0)&" } ?? ""
    self.init(
      lines: page.map { event, sign in
        Line(
          sequence: event.sequence,
          kind: sign.kind,
          sign: sign.sign,
          word: sign.word,
          says: words.says(event.content),
          time: Moment(event.time, words.language)
        )
      },
      filters: counts.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }.map {
        name,
        of in
        Filter(
          query: "kind=\(name)",
          word: of.first?.sign.word ?? name,
          count: of.count,
          isChosen: name == kind
        )
      },
      all: events.count,
      isAll: kind == nil,
      earlier: chosen.count > page.count
        ? page.last.map { "\(query)before=\($0.event.sequence)" } : nil
    )
  }
}
