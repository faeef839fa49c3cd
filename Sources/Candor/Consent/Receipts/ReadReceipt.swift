import Crypto
import Foundation

/// What a consent receipt says, read from the bytes that were signed.
public struct ReadReceipt: Hashable, Sendable {
  public enum State: String, Sendable {
    case given, refused, withdrawn, expired
  }

  public let format: ConsentReceipt.Format
  public let state: State
  /// When the person said so, for the last time.
  public let time: Date
  public let person: Person.ID
  public let company: String
  public let purpose: Purpose.Name
  /// The purpose in the words that were shown.
  public let sentence: String
  /// Nil when nobody but the company is to have anything.
  public let recipient: String?
  /// What the yes or the no was about, as it was called on the page.
  public let fields: [String]
  public let notice: Notice.Hash
  /// All that the person was shown, as canonical JSON.
  public let shown: Data
  /// What its event is called in the log, and the log's key.
  public let commitment: Commitment
  public let logKey: String
  public let sequence: Int
}

extension ReadReceipt {
  /// - Throws: `Malformed` when it is no receipt that Candor wrote.
  public init(_ bytes: some Collection<UInt8>) throws(Malformed) {
    let json = try JSON(canonical: bytes)
    if json["version"] == .string("KI-CR-v1.1.0") {
      try self.init(kantara: json)
    } else if json["@type"] == .string("dpv:ConsentReceipt") {
      try self.init(jsonLD: json)
    } else {
      throw Malformed("it is no consent receipt")
    }
  }

  /// Whether the text in the receipt is the one that its hash names.
  public var holdsNotice: Bool {
    SHA256.hash(data: shown).hexadecimal == notice.rawValue
  }

  /// Holds it against the receipt of its event from the log, which has been verified.
  ///
  /// - Throws: `Malformed` when they do not tell the same.
  public func check(against proven: Receipt, _ event: Event) throws(Malformed) {
    guard proven.commitment == commitment, event.sequence == sequence, event.person == person else {
      throw Malformed("the log's receipt beside it is of another event")
    }
    // One format counts in seconds.
    let holds = Self.words(of: event).contains { word in
      word.answer == (state == .expired ? .given : state) && word.consent.purpose == purpose
        && (word.consent.recipient == nil) == (recipient == nil)
        && word.notice ?? notice == notice
        && word.time.milliseconds / 1000 == time.milliseconds / 1000
    }
    guard holds
    else { throw Malformed("the event in the log says something else than the receipt") }
  }
}

extension ReadReceipt {
  private typealias Word = (answer: State, consent: Consent, notice: Notice.Hash?, time: Date)

  /// What an event says about consents.
  private static func words(of event: Event) -> [Word] {
    switch event.content {
    case .granted(let grant): [(.given, grant.consent, grant.notice, event.time)]
    case .refused(let refusal): [(.refused, refusal.consent, refusal.notice, event.time)]
    case .withdrawn(let withdrawal): [(.withdrawn, withdrawal.consent, nil, event.time)]
    case .claimed(let claim):
      claim.words.compactMap { word in
        guard case .granted(let notice, _, let date) = word.standing else { return nil }
        return (.given, word.consent, notice, date)
      }
    default: []
    }
  }

  private init(kantara json: JSON) throws(Malformed) {
    let (service, controller) = (try json.first("services"), try json.first("piiControllers"))
    let purpose = try service.first("purposes")
    guard let evidence = json["evidence"], let name = try purpose.strings("purposeCategory").first
    else { throw Malformed("it lacks a purpose, or what its event is called") }
    self.init(
      format: .kantara,
      state: .given,
      time: Date(milliseconds: 1000 * (try json.integer("consentTimestamp"))),
      person: try Self.person(json.string("piiPrincipalId")),
      company: try controller.string("piiController"),
      purpose: Purpose.Name(name),
      sentence: try purpose.string("purpose"),
      recipient: try purpose.optionalString("thirdPartyName"),
      fields: try purpose.strings("piiCategory"),
      notice: Notice.Hash(try evidence.string("notice")),
      shown: Data(try evidence.string("noticeShown").utf8),
      commitment: try Self.commitment(evidence.string("event")),
      logKey: try evidence.string("log"),
      sequence: Int(try evidence.integer("sequence"))
    )
  }

  private init(jsonLD json: JSON) throws(Malformed) {
    guard let record = json["dpv:hasRecordOfActivity"], let process = record["dpv:hasProcess"],
      let purpose = process["dpv:hasPurpose"], let title = purpose["dct:title"],
      let notice = record["dpv:hasNotice"], let source = record["dct:source"],
      let last = try record.array("dpv:hasConsentStatus").last,
      let state = try Self.states[last.strings("@type").first ?? ""]
    else { throw Malformed("it lacks its record, its purpose, its notice or its state") }
    let said = state == .expired ? try record.first("dpv:hasConsentStatus") : last
    guard let moment = said["dpv:isIndicatedAtTime"],
      let time = Date(rfc3339: try moment.string("@value"))
    else { throw Malformed("it lacks the time") }
    let parties = try record.array("dpv:hasEntity")
    self.init(
      format: .iso27560,
      state: state,
      time: time,
      person: try Self.person(
        Self.party("dpv:DataSubject", in: parties).string("dpv:hasIdentifier")
      ),
      company: try Self.party("dpv:DataController", in: parties).string("dpv:hasName"),
      purpose: Purpose.Name(try purpose.string("dct:identifier")),
      sentence: try title.string("@value"),
      recipient: try? Self.party("dpv:Recipient", in: parties).string("dpv:hasName"),
      fields: try process.array("dpv:hasPersonalData").map { data throws(Malformed) in
        guard let title = data["dct:title"] else { throw Malformed("it does not name its data") }
        return try title.string("@value")
      },
      notice: Notice.Hash(try notice.string("dct:identifier")),
      shown: Data(try notice.string("rdf:value").utf8),
      commitment: try Self.commitment(source.string("dct:identifier")),
      logKey: try source.string("dct:isPartOf"),
      sequence: Int(try source.integer("schema:position"))
    )
  }

  private static let states: [String: State] = [
    "dpv:ConsentGiven": .given, "dpv:ConsentRefused": .refused,
    "dpv:ConsentWithdrawn": .withdrawn, "dpv:ConsentExpired": .expired,
  ]

  private static func party(_ role: String, in parties: [JSON]) throws(Malformed) -> JSON {
    for party in parties {
      if party["@type"] == .string(role) { return party }
      if case .array(let types)? = party["@type"], types.contains(.string(role)) { return party }
    }
    throw Malformed("it names nobody as \(role)")
  }

  private static func person(_ text: String) throws(Malformed) -> Person.ID {
    guard let person = Person.ID(text) else { throw Malformed("it is of nobody") }
    return person
  }

  private static func commitment(_ text: String) throws(Malformed) -> Commitment {
    guard let bytes = Data(base64Encoded: text), bytes.count == 32 else {
      throw Malformed("it does not say which event it is of")
    }
    return Commitment(bytes: bytes)
  }
}

extension JSON {
  /// The first of a list.
  fileprivate func first(_ key: String) throws(Malformed) -> JSON {
    guard let first = try array(key).first else { throw Malformed("nothing in \(key)") }
    return first
  }
}
