/// What is done with what, for how long, and what the person can do about it.
extension ConsentReceipt {
  var process: JSON {
    let recipient = word.consent.recipient
    return .members([
      "@type": .string("dpv:Process"),
      "dpv:hasConsentControl": [
        "@type": .string("dpv:WithdrawConsent"),
        "dpv:isExercisedAt": DPV.iri("\(origin)/me/consents"),
      ],
      "dpv:hasDataController": DPV.iri(controllerIRI),
      "dpv:hasDataSource": ["@type": .string("dpv:DataSubjectDataSource")],
      "dpv:hasJurisdiction": DPV.iri("loc:\(jurisdiction.code)"),
      "dpv:hasLegalBasis": DPV.iris([consentType] + gdprBasis),
      "dpv:hasPersonalData": .array(word.attributes.map(personalData)),
      "dpv:hasProcessing": DPV.iris(
        ["dpv:Collect", "dpv:Store", "dpv:Use"] + (recipient == nil ? [] : ["dpv:Transfer"])
      ),
      "dpv:hasPurpose": [
        "@type": .string("dpv:Purpose"), "dct:identifier": .string(word.consent.purpose.rawValue),
        "dct:title": text(notice.sentence),
      ],
      "dpv:hasRecipient": DPV.iri(recipient == nil ? controllerIRI : recipientIRI),
      "dpv:hasRight": .array(rights),
      "dpv:hasService": ["@type": .string("dpv:Service"), "dct:title": .string(companyName)],
      "dpv:hasStorageCondition": .array([storage] + word.attributes.map(retention)),
    ])
  }

  private var gdprBasis: [String] {
    guard jurisdiction.isUnderGDPR else { return [] }
    return word.attributes.contains(where: isSensitive)
      ? ["eu-gdpr:A6-1-a", "eu-gdpr:A9-2-a"] : ["eu-gdpr:A6-1-a"]
  }

  private func text(_ text: String) -> JSON {
    ["@language": .string(notice.language), "@value": .string(text)]
  }

  private func dataIRI(_ name: Attribute.Name) -> String { "\(origin)/#attribute-\(name)" }

  private func personalData(_ name: Attribute.Name) -> JSON {
    .members([
      "@id": .string(dataIRI(name)),
      "@type": .string(isSensitive(name) ? "dpv:SensitivePersonalData" : "dpv:PersonalData"),
      "dct:identifier": .string(name.rawValue),
      "dct:title": text(notice.title(of: name)),
      "skos:broader": DPV.kind(rules.attribute(name)).map { DPV.iri($0) },
    ])
  }

  /// Candor runs on a machine of the company's.
  private var storage: JSON {
    [
      "@type": .string("dpv:StorageLocation"),
      "dpv:hasLocation": [
        "@type": .string("dpv:Location"),
        "dct:title": .string("The server of \(companyName) at \(origin)"),
      ],
    ]
  }

  /// Counted from when the person said it; what the rules no longer name is kept no longer than the
  /// yes lasts.
  private func retention(of name: Attribute.Name) -> JSON {
    let duration =
      rules.attribute(name).map { DPV.duration($0.expires) }
      ?? word.until.map { DPV.duration(until: $0) }
      ?? DPV.duration(untilEvent: "The person takes the yes back")
    return [
      "@type": .string("dpv:StorageDuration"),
      "dpv:hasDuration": duration,
      "dpv:hasPersonalData": DPV.iri(dataIRI(name)),
    ]
  }

  private var rights: [JSON] {
    var rights = [
      ("A7-3", "Take back this yes", "\(origin)/me/consents"),
      ("A15", "See everything that is held", "\(origin)/me"),
      ("A16", "Correct it", "\(origin)/me#answers"),
      ("A17", "Have it erased", "\(origin)/me/erase"),
      ("A18", "Mute it, so that it is kept and not used", "\(origin)/me#answers"),
      ("A20", "Take it along", "\(origin)/me#ways-title"),
    ]
    if jurisdiction.isUnderGDPR {
      rights.append(("A77", "Complain to a data protection authority", authorityIRI))
    }
    return rights.map { article, title, place in
      [
        "@type": .strings(
          ["dpv:DataSubjectRight"] + (jurisdiction.isUnderGDPR ? ["eu-gdpr:\(article)"] : [])
        ),
        "dct:title": .string(title), "dpv:isExercisedAt": DPV.iri(place),
      ]
    }
  }
}
