import Candor
import Foundation
import Recommender

/// A pick as a page shows it.
struct PickRow: Sendable {
  let item: String
  let title: String
  let link: String?
  let letter: String
  /// By the sort of thing it is, never by the person.
  let tone: Int
  let byline: String
  let facts: String
  let summary: String?
  let why: String
  let controls: Controls?

  /// What the person can say to the pick; none for somebody who is not known.
  struct Controls: Sendable {
    let back: String
    let creator: String?
    let isFollowed: Bool
    let isLiked: Bool
  }
}

extension PickRow {
  /// - Parameters:
  ///   - back: the path of the page that shows it; nil to leave out the controls.
  ///   - otherwise: what to say of a pick that nothing about the person speaks for.
  init(
    _ pick: Pick,
    _ words: Words,
    _ record: Record,
    back: String?,
    otherwise: String = "Popular with readers here"
  ) {
    let item = pick.item
    let keepsActs = words.rules.attribute(.acts) != nil
    let isOnTheWeb = ["http://", "https://"].contains { item.url?.hasPrefix($0) == true }
    let article = ["The ", "An ", "A "].first { item.title.hasPrefix($0) } ?? ""
    let name = item.title.dropFirst(article.count)
    self.init(
      item: item.id.rawValue,
      title: item.title,
      link: isOnTheWeb ? item.url : nil,
      letter: String(name.first { $0.isLetter || $0.isNumber } ?? "·").uppercased(),
      tone: (item.kind ?? "").utf8.reduce(0) { $0 + Int($1) } % 5,
      byline: item.creators.formatted(.list(type: .and)),
      facts: [item.kind, item.genres.joined(separator: ", ")].compactMap { $0 }
        .filter { !$0.isEmpty }.joined(separator: " · ").asOpening,
      summary: item.summary,
      why: pick.whys.first.map(words.because) ?? otherwise,
      controls: back.flatMap { back in
        keepsActs ? Controls(item, record, back: back) : nil
      }
    )
  }
}

extension PickRow.Controls {
  fileprivate init(_ item: Item, _ record: Record, back: String) {
    let creator = item.creators.first
    self.init(
      back: back,
      creator: creator,
      isFollowed: creator.map { record.acts[.creator($0)]?[.follow] != nil } ?? false,
      isLiked: record.acts[.item(item.id)]?[.like] != nil
    )
  }
}
