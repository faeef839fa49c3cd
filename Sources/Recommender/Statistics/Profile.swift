/// What one person adds to the statistics: pure numbers, made from what the Gate let through.
public struct Profile: Hashable, Sendable {
  /// Places of items that the person read or liked, ascending.
  public let items: [UInt32]
  /// Numbers of the genres and creators that the person told, ascending.
  public let tags: [UInt32]

  /// - Parameters: in any order, without repetition.
  public init(items: [UInt32], tags: [UInt32] = []) {
    self.items = items.sorted()
    self.tags = tags.sorted()
  }

  public static let empty = Profile(items: [])
}
