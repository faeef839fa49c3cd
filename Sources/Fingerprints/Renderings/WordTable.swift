/// What is known of short words, found by their bytes: a file of many is written without a text for
/// each word of it.
struct WordTable<Value: Sendable>: Sendable {
  private var slots: [(key: WordKey, value: Value)?]

  init(_ all: [(word: StaticString, value: Value)]) {
    var size = 4
    while size < 4 * all.count { size *= 2 }
    slots = Array(repeating: nil, count: size)
    for (word, value) in all {
      guard let key = WordKey(word.bytes) else { preconditionFailure("a word of \(word)") }
      slots[place(of: key)] = (key, value)
    }
  }

  subscript(word: Bytes) -> Value? { WordKey(word).flatMap(value) }

  /// A name of two words.
  subscript(first: Bytes, second: Bytes) -> Value? { WordKey(first, second).flatMap(value) }

  func contains(_ word: Bytes) -> Bool { self[word] != nil }

  private func value(of key: WordKey) -> Value? { slots[place(of: key)]?.value }

  /// Where a key is, or would be: three quarters of the slots are empty.
  private func place(of key: WordKey) -> Int {
    var place = key.mixed & (slots.count - 1)
    while let slot = slots[place], slot.key != key { place = (place + 1) & (slots.count - 1) }
    return place
  }
}

extension WordTable<Void> {
  init(_ words: StaticString...) {
    self.init(words.map { ($0, ()) })
  }
}

/// The bytes of a word of at most sixteen.
private struct WordKey: Equatable, Sendable {
  private var low: UInt64 = 0
  private var high: UInt64 = 0
  private var count = 0

  init?(_ word: Bytes) {
    guard word.count <= 16 else { return nil }
    add(word)
  }

  /// Two words with a space between them.
  init?(_ first: Bytes, _ second: Bytes) {
    guard first.count + second.count < 16 else { return nil }
    add(first)
    add(CollectionOfOne(UInt8(ascii: " ")))
    add(second)
  }

  private mutating func add(_ word: some Collection<UInt8>) {
    for byte in word {
      high = high << 8 | low >> 56
      low = low << 8 | UInt64(byte)
    }
    count += word.count
  }

  var mixed: Int {
    let product = (low ^ high &* 0x9e37_79b9_7f4a_7c15) &* 0xbf58_476d_1ce4_e5b9
    return Int(truncatingIfNeeded: product >> 40)
  }
}
