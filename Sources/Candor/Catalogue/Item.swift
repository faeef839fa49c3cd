/// Something that can be given back: a story, a book, a film.
public struct Item: Hashable, Sendable, Codable {
  public typealias ID = Identifier<Item>

  public let id: ID
  public let title: String
  /// The people who made it; the first is the one it is filed under.
  public let creators: [String]
  /// The first is the one it mainly belongs to.
  public let genres: [String]
  public let released: Day?
  /// How many people are known to have read it elsewhere; what is read here is counted on top.
  public let popularity: Int
  public let summary: String?
  public let url: String?
  /// What sort of thing it is, in the company's own word: essay, podcast, novel.
  public let kind: String?

  public init(
    id: ID,
    title: String,
    creators: [String] = [],
    genres: [String] = [],
    released: Day? = nil,
    popularity: Int = 0,
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

extension Item {
  /// Every rule that an item breaks, each at a path below `path`.
  public func problems(at path: String) -> [Problem] {
    var problems: [Problem] = []
    func wrong(_ key: String, _ rule: String) { problems.append(Problem("\(path).\(key)", rule)) }
    if id.rawValue.trimmed.isEmpty || id.rawValue.utf8.count > 200 {
      wrong("id", "must be 1 to 200 bytes long")
    }
    if title.trimmed.isEmpty || title.count > 500 {
      wrong("title", "must be 1 to 500 letters long")
    }
    if popularity < 0 { wrong("popularity", "must not be negative") }
    for (key, names) in [("creators", creators), ("genres", genres)]
    where names.contains(where: { $0.trimmed.isEmpty }) || names.count > 100 {
      wrong(key, "must be at most 100 names, none of them empty")
    }
    if let url, !["/", "http://", "https://"].contains(where: url.hasPrefix) {
      wrong("url", "must begin with '/', 'http://' or 'https://'")
    }
    return problems
  }
}
