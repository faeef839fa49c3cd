extension JSON {
  /// The members of an object, always in the order of RFC 8785: that is how they are written and
  /// read, and of the few that there are, one is found as soon as by its hash.
  public struct Members: Hashable, Sendable {
    private var pairs: [Pair] = []

    private struct Pair: Hashable, Sendable {
      let key: String
      var value: JSON
    }

    public init() {}

    /// Of those with the same key, the last counts.
    public init(_ members: some Sequence<(String, JSON)>) {
      pairs.reserveCapacity(members.underestimatedCount)
      for (key, value) in members where !append(key, value) { self[key] = value }
    }

    /// - Parameter isASCII: whether no key before it in the order can be the same text in other
    ///   characters.
    /// - Returns: false, and nothing is added, when the key does not come behind all others, or is the
    ///   same text as one of them.
    mutating func append(_ key: String, isASCII: Bool = false, _ value: JSON) -> Bool {
      if let last = pairs.last {
        guard JSON.precedes(last.key, key), isASCII || self[key] == nil else { return false }
      }
      pairs.append(Pair(key: key, value: value))
      return true
    }

    public subscript(key: String) -> JSON? {
      get { pairs.first { $0.key == key }?.value }
      set {
        let place = pairs.firstIndex { $0.key == key }
        switch (place, newValue) {
        case (let place?, let value?): pairs[place].value = value
        case (let place?, nil): pairs.remove(at: place)
        case (nil, let value?):
          let place = pairs.firstIndex { JSON.precedes(key, $0.key) } ?? pairs.endIndex
          pairs.insert(Pair(key: key, value: value), at: place)
        case (nil, nil): break
        }
      }
    }
  }
}

extension JSON.Members: RandomAccessCollection {
  public var startIndex: Int { pairs.startIndex }
  public var endIndex: Int { pairs.endIndex }
  public subscript(place: Int) -> (key: String, value: JSON) {
    (pairs[place].key, pairs[place].value)
  }
  public var keys: some Sequence<String> { pairs.lazy.map(\.key) }
}
