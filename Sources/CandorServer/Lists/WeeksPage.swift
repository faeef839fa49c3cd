import Candor
import Foundation
import Recommender

/// The Discover lists of weeks that are over.
struct WeeksPage: Page {
  static let template = "weeks"

  struct PastItem: Sendable {
    let title: String
    let link: String?
    let byline: String?
  }

  struct Past: Sendable {
    let id: String
    let title: String
    let made: String
    let items: [PastItem]
  }

  let frame: Frame
  let weeks: [Past]
}

extension WeeksPage.Past {
  init(_ past: PastWeek, _ words: Words) {
    let made = past.gift.model.map { " with the model live since \(Moment($0.live).exact)" } ?? ""
    self.init(
      id: String(describing: past.week),
      title: "Week \(past.week.number) of \(past.week.year)",
      made: "Given on \(Moment(past.given).day)\(made).",
      items: past.gift.items.map { WeeksPage.PastItem($0, words) }
    )
  }
}

extension WeeksPage.PastItem {
  fileprivate init(_ id: Item.ID, _ words: Words) {
    let item = words.recommender.item(id)
    let isOnTheWeb = ["http://", "https://"].contains { item?.url?.hasPrefix($0) == true }
    let creators = item?.creators ?? []
    self.init(
      title: item?.title ?? id.rawValue,
      link: isOnTheWeb ? item?.url : nil,
      byline: creators.isEmpty ? nil : creators.formatted(.list(type: .and))
    )
  }
}
