import Candor
import Foundation

/// A `DecisionsRequest` that is written plainly, read in one pass over its bytes.
///
/// Plain is what programs write: each member once, no escapes and no nulls. Whatever else comes is left
/// to the decoder that reads all other bodies; so there is one place that says what is wrong with a
/// body, and this one has only to be sure of what it takes.
struct PlainUses {
  let uses: [AskedUse]

  /// Nil when the bytes are not plain.
  init?(_ bytes: Data) {
    var reader = Reader(bytes: Array(bytes))
    guard let uses = reader.request() else { return nil }
    self.uses = uses
  }
}

/// Goes through the bytes once; every method answers nil when it finds something else.
private struct Reader {
  let bytes: [UInt8]
  var place = 0

  mutating func request() -> [AskedUse]? {
    guard take("{"), text() == "uses", take(":"), let uses = list({ $0.use() }), take("}") else {
      return nil
    }
    skipBlanks()
    return place == bytes.count ? uses : nil
  }

  private mutating func use() -> AskedUse? {
    var (person, purpose, recipient): (String?, String?, String?)
    var attributes: [Attribute.Name]?
    guard take("{") else { return nil }
    repeat {
      guard let key = text(), take(":") else { return nil }
      switch key {
      case "person": guard readOnce(&person) else { return nil }
      case "purpose": guard readOnce(&purpose) else { return nil }
      case "recipient": guard readOnce(&recipient) else { return nil }
      case "attributes":
        guard attributes == nil, let names = list({ $0.text() }) else { return nil }
        attributes = names.map { Attribute.Name($0) }
      default: return nil
      }
    } while take(",")
    guard take("}"), let person, let purpose, let attributes else { return nil }
    return AskedUse(
      Person.ID(person),
      Use(Purpose.Name(purpose), at: recipient.map { Recipient.Name($0) }, of: attributes)
    )
  }

  private mutating func readOnce(_ member: inout String?) -> Bool {
    guard member == nil, let text = text() else { return false }
    member = text
    return true
  }

  private mutating func list<Element>(_ element: (inout Self) -> Element?) -> [Element]? {
    guard take("[") else { return nil }
    var elements: [Element] = []
    if take("]") { return elements }
    repeat {
      guard let next = element(&self) else { return nil }
      elements.append(next)
    } while take(",")
    return take("]") ? elements : nil
  }

  private mutating func text() -> String? {
    guard take("\"") else { return nil }
    let start = place
    while place < bytes.count, bytes[place] != UInt8(ascii: "\"") {
      if bytes[place] < 0x20 || bytes[place] == UInt8(ascii: "\\") { return nil }
      place += 1
    }
    guard place < bytes.count else { return nil }
    place += 1
    return String(validating: bytes[start..<(place - 1)], as: UTF8.self)
  }

  private mutating func take(_ letter: Unicode.Scalar) -> Bool {
    skipBlanks()
    guard place < bytes.count, bytes[place] == UInt8(ascii: letter) else { return false }
    place += 1
    return true
  }

  private mutating func skipBlanks() {
    while place < bytes.count, bytes[place] <= 0x20, bytes[place].isBlank { place += 1 }
  }
}

extension UInt8 {
  fileprivate var isBlank: Bool { self == 0x20 || self == 0x09 || self == 0x0a || self == 0x0d }
}
