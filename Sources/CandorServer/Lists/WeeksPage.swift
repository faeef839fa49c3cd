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
    let language = words.language
    let day = Moment(past.given, language).day
    self.init(
      id: String(describing: past.week),
      title: language(
        "Week {week} of {year}",
        ["week": String(past.week.number), "year": String(past.week.year)]
      ),
      made: past.gift.model.map { model in
        language(
          "Given on {day} with the model live since {time}.",
          ["day": day, "time": Moment(model.live, language).exact]
        )
      } ?? language("Given on {day}.", ["day": day]),
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
      byline: creators.isEmpty ? nil : words.language.list(creators)
    )
  }
}
