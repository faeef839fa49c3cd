import Foundation

/// ISO/IEC TS 27560:2023 as the W3C group's guide writes it: a receipt around a consent record.
extension ConsentReceipt {
  var jsonLD: JSON {
    let id = identifier("receipt-27560")
    return [
      "@context": DPV.context,
      "@id": .string("urn:uuid:\(id)"),
      "@type": .string("dpv:ConsentReceipt"),
      "dct:conformsTo": DPV.profile("receipt", gdpr: jurisdiction.isUnderGDPR),
      // The receipt tells of this moment, whenever it is asked for.
      "dct:created": DPV.moment(isOver ? word.until ?? word.event.time : word.event.time),
      "dct:identifier": .string(id),
      "dct:publisher": DPV.iri(controllerIRI),
      "dpv:hasRecordOfActivity": record,
    ]
  }

  private var record: JSON {
    let id = identifier("record-27560")
    let isUnderGDPR = jurisdiction.isUnderGDPR
    return .members([
      "@id": .string("urn:uuid:\(id)"),
      "@type": .string("dpv:ConsentRecord"),
      "dct:conformsTo": DPV.profile("record", gdpr: isUnderGDPR),
      "dct:identifier": .string(id),
      "dct:source": source,
      "dpv:hasApplicableLaw": isUnderGDPR ? DPV.iri("legal-eu:law-GDPR") : nil,
      "dpv:hasAuthority": isUnderGDPR ? DPV.iri(authorityIRI) : nil,
      "dpv:hasConsentStatus": .array(states),
      "dpv:hasDataController": DPV.iri(controllerIRI),
      "dpv:hasDataSubject": DPV.iri(personIRI),
      "dpv:hasEntity": .array(entities),
      "dpv:hasJurisdiction": DPV.iri("loc:\(jurisdiction.code)"),
      "dpv:hasNotice": shown,
      "dpv:hasProcess": process,
    ])
  }

  /// Where the log holds the event, so that its own receipt proves this one.
  private var source: JSON {
    [
      "@id": .string(DPV.hashName(commitment.bytes)),
      "dct:identifier": .string(commitment.bytes.base64EncodedString()),
      "dct:isPartOf": .string(logKey),
      "schema:position": .integer(Int64(word.event.sequence)),
    ]
  }

  private var shown: JSON {
    let digest = stride(from: 0, to: notice.hash.rawValue.count, by: 2).compactMap { place in
      UInt8(notice.hash.rawValue.dropFirst(place).prefix(2), radix: 16)
    }
    return [
      "@id": .string(DPV.hashName(digest)),
      "@type": .string("dpv:ConsentNotice"),
      "dct:identifier": .string(notice.hash.rawValue),
      // A yes names the text; so it was there by then, also where it was kept only later.
      "dct:issued": DPV.moment(min(notice.since, word.given ?? word.event.time)),
      "dct:language": .string(notice.language),
      // Exactly what is hashed, and what of it there is to read.
      "rdf:value": .string(String(decoding: notice.bytes, as: UTF8.self)),
      "schema:text": ["@language": .string(notice.language), "@value": .string(notice.text)],
      "schema:version": .integer(Int64(notice.version)),
    ]
  }

  /// What was said, oldest first; the last one stands.
  private var states: [JSON] {
    let end =
      word.until.map { DPV.duration(until: $0) }
      ?? DPV.duration(untilEvent: "The person takes the yes back")
    func state(_ name: String, at time: Date, _ duration: JSON, by method: String) -> JSON {
      .members([
        "@type": .strings(["dpv:\(name)", consentType]),
        "dct:valid": name == "ConsentGiven" ? word.until.map { DPV.moment($0) } : nil,
        "dpv:hasDuration": duration,
        "dpv:hasIndicationMethod": .string(method),
        "dpv:isIndicatedAtTime": DPV.moment(time),
        "dpv:isIndicatedBy": DPV.iri(personIRI),
      ])
    }
    let other = DPV.duration(untilEvent: "The person says yes")
    let click = "One click on a page of \(companyName)"
    let given = word.given.map { state("ConsentGiven", at: $0, end, by: method) }
    switch (word.answer, word.until) {
    case (.given, let until?) where isOver:
      let over = state("ConsentExpired", at: until, other, by: "The term that was shown ran out")
      return [given, over].compactMap { $0 }
    case (.given, _): return [given].compactMap { $0 }
    case (.refused, _): return [state("ConsentRefused", at: word.event.time, other, by: method)]
    case (.withdrawn, _):
      let withdrawn = state("ConsentWithdrawn", at: word.event.time, other, by: click)
      return [given, withdrawn].compactMap { $0 }
    }
  }

  var consentType: String {
    word.evidence == nil ? "dpv:ExplicitlyExpressedConsent" : "dpv:ExpressedConsent"
  }
}
