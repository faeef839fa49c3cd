import CandorAPI

/// What is read of a JSON Feed 1.1 (jsonfeed.org/version/1.1).
struct JSONFeed: Decodable {
  struct Author: Decodable {
    let name: String?
  }

  struct Item: Decodable {
    let id: String
    let title: String?
    let url: String?
    let summary: String?
    let published: String?
    let authors: [Author]?
    /// Version 1 had one.
    let author: Author?
    let tags: [String]?

    enum CodingKeys: String, CodingKey {
      case id, title, url, summary, authors, author, tags
      case published = "date_published"
    }
  }

  /// An item, or why it is none: one that is wrong does not hide the others.
  struct Entry: Decodable {
    let item: Result<Item, any Error>

    init(from decoder: any Decoder) {
      item = Result { try Item(from: decoder) }
    }
  }

  let version: String
  let authors: [Author]?
  let author: Author?
  let items: [Entry]

  /// Who made everything whose own author is not named.
  var creators: [String] { (authors ?? author.map { [$0] } ?? []).compactMap(\.name) }
}

extension ItemBody {
  init(_ item: JSONFeed.Item, by feed: [String]) {
    let own = (item.authors ?? item.author.map { [$0] } ?? []).compactMap(\.name)
    self.init(
      id: item.id,
      title: item.title ?? item.summary ?? item.id,
      creators: own.isEmpty ? feed : own,
      genres: item.tags ?? [],
      released: item.published.map { String($0.prefix(10)) },
      summary: item.summary,
      url: item.url
    )
  }
}
