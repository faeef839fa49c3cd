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
  /// What stands behind the reason; nil when nothing about the person speaks for the pick.
  let weighed: Weighed?
  let controls: Controls?

  /// The reasons in numbers.
  struct Weighed: Sendable {
    /// 'That you said you are curious about Poetry carries 42 % of what speaks for it.'.
    let shares: [String]
    /// What would be without the first of them; nil when nobody can tell.
    let without: String?
  }

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
  ///   - otherwise: what to say of a pick that nothing about the person speaks for, unless that it
  ///     is popular.
  init(
    _ pick: Pick,
    _ words: Words,
    _ record: Record,
    back: String?,
    otherwise: String? = nil
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
      byline: words.language.list(item.creators),
      facts: [
        item.kind,
        item.genres.map { words.genre($0) }.joined(separator: words.language(", ")),
      ].compactMap { $0 }
        .filter { !$0.isEmpty }.joined(separator: " · ").asOpening,
      summary: item.summary,
      why: words.mainly(pick.whys) ?? otherwise
        ?? words.language("Popular with readers here"),
      weighed: Weighed(pick, words),
      controls: back.flatMap { back in
        keepsActs ? Controls(item, record, back: back) : nil
      }
    )
  }
}

extension PickRow.Weighed {
  /// So many reasons are told; the rest is told as one.
  private static let most = 3

  init?(_ pick: Pick, _ words: Words) {
    guard !pick.whys.isEmpty else { return nil }
    let language = words.language
    var shares = pick.whys.prefix(Self.most).map { why in
      language(
        "That you {reason} carries {share} of what speaks for it.",
        ["reason": words.clause(why), "share": why.share.percent]
      )
    }
    let rest = pick.whys.dropFirst(Self.most)
    if !rest.isEmpty {
      let share = rest.reduce(0) { $0 + $1.share }
      let others = language.counted(
        rest.count,
        "{n} other thing you told us or did carries",
        "{n} other things you told us or did carry"
      )
      shares.append(
        language("{others} {share}.", ["others": others.asOpening, "share": share.percent])
      )
    }
    var without: String?
    if let rank = pick.rank {
      without =
        pick.rankWithout.map { other in
          let ranks = ["rank": String(rank), "other": String(other)]
          return other == rank
            ? language(
              "Without the first of these it would still be number {rank} of all that fit you.",
              ranks
            )
            : language(
              "Without the first of these it would be number {other} instead of {rank}.",
              ranks
            )
        } ?? language("Without the first of these it would not be among what fits you.")
    }
    self.init(shares: shares, without: without)
  }
}

extension Double {
  /// '42 %', with a space that does not break.
  fileprivate var percent: String { "\(Int((self * 100).rounded()))\u{a0}%" }
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
