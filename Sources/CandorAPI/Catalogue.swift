/// Something that can be given back.
public struct ItemBody: Codable, Sendable {
  public var id: String
  public var title: String
  public var creators: [String]?
  public var genres: [String]?
  /// `YYYY-MM-DD`.
  public var released: String?
  public var popularity: Int?
  public var summary: String?
  public var url: String?
  public var kind: String?

  public init(
    id: String,
    title: String,
    creators: [String]? = nil,
    genres: [String]? = nil,
    released: String? = nil,
    popularity: Int? = nil,
    summary: String? = nil,
    url: String? = nil,
    kind: String? = nil
  ) {
    self.id = id
    self.title = title
    self.creators = creators
    self.genres = genres
    self.released = released
    self.popularity = popularity
    self.summary = summary
    self.url = url
    self.kind = kind
  }
}

/// `PUT /v1/catalogue/items`: all or none.
public struct CatalogueRequest: StrictBody {
  public var items: [ItemBody]

  public init(items: [ItemBody]) {
    self.items = items
  }
}

public struct CatalogueReply: Codable, Sendable {
  public var added: Int
  public var replaced: Int

  public init(added: Int, replaced: Int) {
    self.added = added
    self.replaced = replaced
  }
}
