import Candor

extension Rules {
  /// A house with every kind of question, one partner, one processor and one contract purpose.
  public static let small: Rules = {
    do {
      return try Rules(yaml: smallYAML)
    } catch {
      preconditionFailure("the small house breaks a rule: \(error)")
    }
  }()

  /// The small house with one passage of its file, the first that reads so, written differently.
  public static func changed(_ passage: String, to other: String) throws(Invalid) -> Rules {
    try Rules(yaml: changedYAML(passage, to: other))
  }

  /// The file of the small house with one passage written differently.
  public static func changedYAML(
    _ passage: String,
    to other: String
  ) throws(Invalid) -> String {
    guard smallYAML.contains(passage) else {
      throw Invalid([Problem("", "the small house does not say '\(passage)'")])
    }
    return smallYAML.replacing(passage, with: other, maxReplacements: 1)
  }

  /// The file of the small house.
  public static let smallYAML = """
    company:
      name: Petrel House
      contact: privacy@petrel.example

    sale: never

    attributes:
      - name: genres
        title: What you like to read about
        type: choices
        kind: interest
        matches: genre
        expires: 2 years
      - name: makers
        title: Authors you look for
        type: tags
        kind: preference
        matches: creator
        expires: 2 years
      - name: verse
        title: How you feel about verse
        type: rating
        kind: preference
        matches: genre
        term: Verse
        expires: 2 years
      - name: acts
        title: What you read and like here
        type: acts
        kind: preference
        expires: 1 year
      - name: mood
        title: Why you read
        type: choice
        kind: motivation
        expires: 1 year
      - name: pace
        title: How long a story may be
        type: choice
        kind: preference
        expires: 6 months
      - name: wish
        title: What we should write about
        type: text
        kind: interest
        expires: 1 year
      - name: pen-name
        title: The name under your letters
        type: text
        kind: preference
        expires: 1 year
      - name: departure
        title: When you would like to leave
        type: date
        kind: intention
        expires: 90 days
      - name: email
        title: Your e-mail address
        type: email
        kind: contact
        expires: 3 years

    purposes:
      - name: lists
        sentence: We choose stories for you from what you told us.
        basis: consent
        uses: [genres, makers, verse, acts]
        expires: 1 year
      - name: planning
        sentence: Our editors plan the next issue with your answers.
        basis: consent
        uses: [mood, pace, wish, pen-name]
        expires: 1 year
      - name: offers
        sentence: Tern Travel sends you voyages that fit what you like.
        basis: consent
        uses: [genres, departure, email]
        expires: 30 days
      - name: sign-in
        sentence: We send you the link that lets you in.
        basis: contract
        uses: [email]

    recipients:
      - name: gannet-mail
        title: Gannet Mail
        role: processor
        for: sends our letters and does nothing else with them
        contact: privacy@gannet.example
        purposes: [sign-in]
      - name: tern-travel
        title: Tern Travel
        role: partner
        for: sends you voyages that fit what you like
        contact: privacy@tern.example
        purposes: [offers]
        key: 11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=

    benefits:
      - name: discover
        sentence: Stories that are new to you.
        list: discover
        purpose: lists
      - name: mixes
        sentence: A mix for each subject you pick.
        list: mixes
        purpose: lists
      - name: radar
        sentence: New work by your authors.
        list: radar
        purpose: lists
      - name: letters
        sentence: Our letters page prints what readers told us.
      - name: voyages
        sentence: Voyages that fit your answers, by e-mail.

    notices:
      - purpose: lists
        version: 1
        attributes: [genres, makers, verse, acts]
        text: May we choose stories for you from what you tell us and read here?
      - purpose: planning
        version: 1
        attributes: [mood, pace, wish, pen-name]
        text: May our editors plan the next issue with your answers?
      - purpose: offers
        recipient: tern-travel
        version: 1
        attributes: [genres, departure, email]
        text: May we give three of your answers to Tern Travel?

    lists:
      discover: 30
      creators: 2
      radar: 30 days

    experiences:
      - name: tastes
        title: Find your reading
        kind: match
        pages:
          - name: subjects
            elements:
              - type: checkbox
                name: genres
                title: What do you like to read about?
                isRequired: true
                choices: [Ocean, Night, Verse, Bread, Machines, Weather, Theatre, Maps]
                attribute: genres
                gives: [discover, mixes]
                uses: [lists, offers]
              - type: tagbox
                name: makers
                title: Whose work do you look for?
                attribute: makers
                gives: [discover, radar]
                uses: [lists]
              - type: rating
                name: verse
                title: How do you feel about verse?
                rateMin: 1
                rateMax: 5
                attribute: verse
                gives: [discover]
                uses: [lists]
          - name: reasons
            elements:
              - type: radiogroup
                name: mood
                title: Why do you read?
                choices:
                  - {value: heronrest, text: To rest}
                  - {value: larkrise, text: To start the day}
                  - {value: owlwake, text: To stay awake}
                attribute: mood
                gives: [letters]
                uses: [planning]
              - type: dropdown
                name: pace
                title: How long may a story be?
                choices: [sandglass, candle, lantern]
                attribute: pace
                gives: [letters]
                uses: [planning]
      - name: journey
        title: Where would you go?
        kind: quiz
        pages:
          - name: plans
            elements:
              - type: comment
                name: wish
                title: What should we write about?
                maxLength: 80
                attribute: wish
                gives: [letters]
                uses: [planning]
              - type: text
                name: pen-name
                title: Which name shall stand under your letters?
                attribute: pen-name
                gives: [letters]
                uses: [planning]
              - type: text
                inputType: date
                name: departure
                title: When would you like to leave?
                attribute: departure
                gives: [voyages]
                uses: [offers]
                expires: 60 days
              - type: text
                inputType: email
                name: email
                title: Where may we write to you?
                attribute: email
                gives: [voyages]
                uses: [sign-in, offers]
    """
}
