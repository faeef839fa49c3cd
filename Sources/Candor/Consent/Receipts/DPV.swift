import Foundation

/// JSON-LD in the terms of the W3C group's Data Privacy Vocabulary.
enum DPV {
  /// All that is needed to read the terms stands in the receipt: nothing is fetched.
  static let context: JSON = [
    "dct": .string("http://purl.org/dc/terms/"),
    "dpv": .string("https://w3id.org/dpv#"),
    "eu-gdpr": .string("https://w3id.org/dpv/legal/eu/gdpr#"),
    "legal-eu": .string("https://w3id.org/dpv/legal/eu#"),
    "loc": .string("https://w3id.org/dpv/loc#"),
    "pd": .string("https://w3id.org/dpv/pd#"),
    "rdf": .string("http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    "schema": .string("https://schema.org/"),
    "skos": .string("http://www.w3.org/2004/02/skos/core#"),
    "xsd": .string("http://www.w3.org/2001/XMLSchema#"),
  ]

  /// The profiles: a record or a receipt, also with what the GDPR asks for.
  static func profile(_ name: String, gdpr: Bool) -> JSON {
    iri("https://w3id.org/dpv/schema/dpv-27560#\(name)\(gdpr ? "-eu-gdpr" : "")")
  }

  static func iri(_ iri: String) -> JSON { ["@id": .string(iri)] }

  static func iris(_ iris: [String]) -> JSON { .array(iris.map(iri)) }

  static func moment(_ date: Date) -> JSON {
    ["@type": .string("xsd:dateTime"), "@value": .string(date.rfc3339)]
  }

  /// A name for bytes that is their hash (RFC 6920).
  static func hashName(_ bytes: some Collection<UInt8>) -> String {
    let text = Data(bytes).base64EncodedString().replacing("+", with: "-")
      .replacing("/", with: "_").replacing("=", with: "")
    return "ni:///sha-256;\(text)"
  }

  /// Until a moment.
  static func duration(until date: Date) -> JSON {
    ["@type": .string("dpv:UntilTimeDuration"), "rdf:value": moment(date)]
  }

  /// Until something happens.
  static func duration(untilEvent event: String) -> JSON {
    ["@type": .string("dpv:UntilEventDuration"), "rdf:value": .string(event)]
  }

  /// So long, counted from what it is said of.
  static func duration(_ term: Term) -> JSON {
    [
      "@type": .string("dpv:TemporalDuration"),
      "rdf:value": ["@type": .string("xsd:duration"), "@value": .string(term.iso8601)],
    ]
  }

  /// The kinds of personal data.
  static func kind(_ attribute: Attribute?) -> String? {
    switch (attribute?.type, attribute?.kind) {
    case (.email, _): "pd:EmailAddress"
    case (_, .interest): "pd:Interest"
    case (_, .preference): "pd:Preference"
    case (_, .intention): "pd:Intention"
    case (_, .motivation): "pd:Thought"
    case (_, .contact): "pd:Contact"
    case (_, nil): nil
    }
  }
}

extension Term {
  /// An ISO 8601 duration: `P18M`.
  var iso8601: String {
    switch unit {
    case .day: "P\(count)D"
    case .week: "P\(7 * count)D"
    case .month: "P\(count)M"
    case .year: "P\(count)Y"
    }
  }
}
