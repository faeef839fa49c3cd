import Foundation

/// Kantara Initiative, Consent Receipt Specification 1.1.0.
extension ConsentReceipt {
  var kantara: JSON {
    let sensitive = word.attributes.filter(isSensitive)
    return .members([
      "collectionMethod": .string(method),
      // Whole seconds.
      "consentTimestamp": .integer((word.given ?? word.event.time).milliseconds / 1000),
      "consentReceiptID": .string(identifier("kantara")),
      "evidence": evidence,
      "jurisdiction": .string(jurisdiction.code),
      "language": .string(notice.language),
      "piiControllers": [controllerOfKantara],
      "piiPrincipalId": .string(String(describing: word.event.person)),
      "policyUrl": .string("\(origin)/privacy"),
      "sensitive": .bool(!sensitive.isEmpty),
      "services": [["service": .string(companyName), "purposes": [purposeOfKantara]]],
      "spiCat": .strings(sensitive.map { notice.title(of: $0) }),
      "version": .string("KI-CR-v1.1.0"),
    ])
  }

  private var controllerOfKantara: JSON {
    let company = rules.company
    return .members([
      "address": .members([
        "addressCountry": .string(jurisdiction.country),
        "streetAddress": company.address.map(JSON.string),
      ]),
      "contact": .string(company.contact),
      "email": .string(company.contact),
      "onBehalf": .bool(false),
      // The format wants one, and not every company has one.
      "phone": .string(company.phone ?? "none"),
      "piiController": .string(companyName),
      "piiControllerUrl": .string(company.url ?? origin),
    ])
  }

  private var purposeOfKantara: JSON {
    let end = word.until.map { "It ends on \($0.rfc3339), or as soon as it is withdrawn" }
    return .members([
      "consentType": .string(word.evidence == nil ? "EXPLICIT" : "EXPRESSED"),
      "piiCategory": .strings(word.attributes.map { notice.title(of: $0) }),
      "primaryPurpose": .bool(word.consent.recipient == nil),
      "purpose": .string(notice.sentence),
      "purposeCategory": .strings([word.consent.purpose.rawValue]),
      "termination": .string("\(end ?? "It ends when it is withdrawn"): \(origin)/me/consents"),
      "thirdPartyDisclosure": .bool(word.consent.recipient != nil),
      "thirdPartyName": recipientName.map(JSON.string),
    ])
  }

  /// What the format has no place for, and whoever checks the receipt needs.
  private var evidence: JSON {
    [
      "event": .string(commitment.bytes.base64EncodedString()),
      "log": .string(logKey),
      "notice": .string(notice.hash.rawValue),
      "noticeShown": .string(String(decoding: notice.bytes, as: UTF8.self)),
      "noticeVersion": .integer(Int64(notice.version)),
      "sequence": .integer(Int64(word.event.sequence)),
    ]
  }
}
