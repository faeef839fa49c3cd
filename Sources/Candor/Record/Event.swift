import Foundation

/// One line of a record: something that happened between the person and the company.
///
/// An event is written once. Its canonical bytes are those of an RFC 8785 object with the members
/// `kind`, `person`, `previous`, `sequence`, `time` (milliseconds since 1970) and `what`.
public struct Event: Hashable, Sendable {
  public let person: Person.ID
  /// 1 for the first event of the record, then without gaps.
  public let sequence: Int
  public let time: Date
  /// The commitment to the event before it; nil in the first.
  ///
  /// It makes an omission show.
  public let previous: Commitment?
  public let content: Content

  public init(
    person: Person.ID,
    sequence: Int,
    time: Date,
    previous: Commitment? = nil,
    content: Content
  ) {
    self.person = person
    self.sequence = sequence
    self.time = Date(milliseconds: time.milliseconds)
    self.previous = previous
    self.content = content
  }

  /// The same event, chained to the one before it.
  func following(_ previous: Commitment?) -> Event {
    Event(
      person: person,
      sequence: sequence,
      time: time,
      previous: previous,
      content: content
    )
  }

  public var canonicalBytes: [UInt8] { json.canonicalBytes }

  public init(canonicalBytes: some Collection<UInt8>) throws(Malformed) {
    try self.init(JSON(canonical: canonicalBytes))
  }
}

extension Event: Recorded {
  /// The event as the person takes it along.
  public var json: JSON {
    .members([
      "kind": .string(content.kind),
      "person": .string(person.description),
      "previous": previous.map { .string($0.bytes.base64EncodedString()) },
      "sequence": .integer(Int64(sequence)),
      "time": .integer(time.milliseconds),
      "what": content.json,
    ])
  }

  init(_ json: JSON) throws(Malformed) {
    guard let person = Person.ID(try json.string("person")), let what = json["what"] else {
      throw Malformed("an event without a person or content")
    }
    let previous = try json.optionalString("previous").map { text throws(Malformed) in
      guard let bytes = Data(base64Encoded: text), bytes.count == 32 else {
        throw Malformed("no commitment at previous")
      }
      return Commitment(bytes: bytes)
    }
    self.init(
      person: person,
      sequence: Int(try json.integer("sequence")),
      time: try json.date("time"),
      previous: previous,
      content: try Content(kind: json.string("kind"), what)
    )
  }
}
