/// Who is who in a receipt.
extension ConsentReceipt {
  var controllerIRI: String { rules.company.url ?? "\(origin)/" }

  var recipientIRI: String { "\(origin)/#recipient-\(word.consent.recipient?.rawValue ?? "none")" }

  var personIRI: String { "urn:uuid:\(word.event.person)" }

  /// Where the European Data Protection Board lists the authorities of all its countries: a person
  /// chooses that of where they live, work, or were wronged (GDPR, Article 77).
  var authorityIRI: String { "https://www.edpb.europa.eu/about-edpb/about-edpb/members_en" }

  var entities: [JSON] {
    [controller, person] + (word.consent.recipient == nil ? [] : [receiver])
      + (jurisdiction.isUnderGDPR ? [authority] : [])
  }

  private var controller: JSON {
    let company = rules.company
    return party(
      controllerIRI,
      ["dpv:DataController"],
      companyName,
      address: company.address,
      email: company.contact,
      phone: company.phone,
      url: company.url ?? origin
    )
  }

  /// Nothing but what tells the record from others.
  private var person: JSON {
    [
      "@id": .string(personIRI), "@type": .string("dpv:DataSubject"),
      "dpv:hasIdentifier": .string(String(describing: word.event.person)),
    ]
  }

  private var receiver: JSON {
    let role = notice.recipientRole ?? recipient?.role ?? .partner
    return party(
      recipientIRI,
      ["dpv:Recipient", role == .processor ? "dpv:DataProcessor" : "dpv:ThirdParty"],
      recipientName ?? "",
      address: recipient?.address,
      email: recipient?.contact,
      phone: nil,
      url: nil
    )
  }

  private var authority: JSON {
    party(
      authorityIRI,
      ["dpv:DataProtectionAuthority"],
      rules.company.authority ?? "The data protection authority of where you live or work",
      address: "That of the authority, in the list at \(authorityIRI)",
      email: nil,
      phone: nil,
      url: authorityIRI
    )
  }

  /// - Parameter address: where it is not told, the receipt says so, and whom to ask.
  private func party(
    _ iri: String,
    _ types: [String],
    _ name: String,
    address: String?,
    email: String?,
    phone: String?,
    url: String?
  ) -> JSON {
    .members([
      "@id": .string(iri),
      "@type": .strings(types),
      "dpv:hasIdentifier": .string(iri),
      "dpv:hasName": .string(name),
      "schema:address": [
        "@type": .string("schema:PostalAddress"),
        "schema:streetAddress": .string(
          address ?? "Not told here; ask \(email ?? rules.company.contact)"
        ),
      ],
      "schema:contactPoint": .members([
        "@type": .string("schema:ContactPoint"),
        "schema:email": email.map(JSON.string),
        "schema:telephone": phone.map(JSON.string),
        "schema:url": .string(url ?? "\(origin)/"),
      ]),
      "schema:url": url.map { DPV.iri($0) },
    ])
  }
}
