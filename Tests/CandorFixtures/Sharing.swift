extension String {
  /// A house that shares: two partners, readers with a name, an address, a telephone and an e-mail
  /// address, and a relay for the mail of copies.
  public static let sharingYAML = """
    company:
      name: Lark
      contact: privacy@lark.example

    sale: never

    copies:
      relay: relay.lark.example
      seeds: 3

    attributes:
      - {name: full-name, title: Your name, type: text, form: name, kind: contact, expires: 3 years}
      - {name: address, title: Where you live, type: text, form: address, kind: contact, expires: 3 years}
      - {name: phone, title: Your telephone, type: text, form: phone, kind: contact, expires: 3 years}
      - {name: email, title: Your e-mail address, type: email, kind: contact, expires: 3 years}
      - {name: taste, title: What you like, type: choice, kind: preference, expires: 2 years}

    purposes:
      - name: offers
        sentence: They send you offers that fit what you like.
        basis: consent
        uses: [full-name, address, phone, email, taste]
        expires: 1 year
      - name: sign-in
        sentence: We send you the link that lets you in.
        basis: contract
        uses: [email]

    recipients:
      - name: auk-travel
        title: Auk Travel
        role: partner
        for: sends you offers that fit what you like
        contact: privacy@auk.example
        purposes: [offers]
        key: 11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=
      - name: brant-books
        title: Brant Books
        role: partner
        for: sends you offers that fit what you like
        contact: privacy@brant.example
        purposes: [offers]
        key: 11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=
        agreement: {attributes: [full-name, address, taste], until: 2099-12-31}

    benefits:
      - {name: letters, sentence: Our letters page prints what readers like.}

    notices:
      - purpose: offers
        recipient: auk-travel
        version: 1
        attributes: [full-name, address, phone, email, taste]
        text: Shall Auk Travel send you offers?
      - purpose: offers
        recipient: brant-books
        version: 1
        attributes: [full-name, address, taste]
        text: Shall Brant Books send you offers?

    experiences:
      - name: tastes
        title: Your subscription
        kind: quiz
        pages:
          - name: you
            elements:
              - {type: text, name: full-name, title: What is your name?, attribute: full-name, gives: [letters], uses: [offers]}
              - {type: text, name: address, title: Where do you live?, attribute: address, gives: [letters], uses: [offers]}
              - {type: text, name: phone, title: What is your telephone?, attribute: phone, gives: [letters], uses: [offers]}
              - {type: text, inputType: email, name: email, title: What is your e-mail address?, attribute: email, gives: [letters], uses: [sign-in, offers]}
              - {type: radiogroup, name: taste, title: What do you like?, choices: [tea, maps, wool], attribute: taste, gives: [letters], uses: [offers]}
    """
}
