import CandorFixtures
import Testing

/// One passage of the small house's file, written so that it breaks a rule.
struct Breach: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let passage: String
  let other: String
  let path: String
  /// What stands on the line of the problem, and after it if need be.
  let place: String
  /// Part of the sentence that says what is wrong.
  let rule: String

  init(
    _ description: String,
    _ passage: String,
    _ other: String,
    path: String,
    at place: String,
    says rule: String
  ) {
    self.testDescription = description
    self.passage = passage
    self.other = other
    self.path = path
    self.place = place
    self.rule = rule
  }

  /// The number of the first line at which the place begins.
  static func line(of place: String, in text: String) throws -> Int {
    let parts = text.split(separator: place, maxSplits: 1, omittingEmptySubsequences: false)
    try #require(parts.count == 2, "the file does not say '\(place)'")
    return parts[0].count(where: { $0 == "\n" }) + 1
  }
}

extension Breach {
  /// What is missing, of the wrong form, or no key at all.
  static let ofForm: [Breach] = [
    Breach(
      "a question without gives",
      "            gives: [discover, radar]\n",
      "",
      path: "experiences[0].pages[0].elements[1].gives",
      at: "type: tagbox",
      says: "a question that gives nothing back may not be asked"
    ),
    Breach(
      "an attribute without expires",
      "    expires: 90 days\n",
      "",
      path: "attributes[8].expires",
      at: "name: departure",
      says: "what is kept must say until when"
    ),
    Breach(
      "a recipient without title",
      "    title: Tern Travel\n",
      "",
      path: "recipients[1].title",
      at: "name: tern-travel",
      says: "people must be able to read its name"
    ),
    Breach(
      "a purpose without sentence",
      "    sentence: We send you the link that lets you in.\n",
      "",
      path: "purposes[3].sentence",
      at: "name: sign-in",
      says: "say in plain words what it is for"
    ),
    Breach(
      "a sentence without words",
      "sentence: We send you the link that lets you in.",
      "sentence: '  '",
      path: "purposes[3].sentence",
      at: "sentence: '  '",
      says: "must be text"
    ),
    Breach(
      "an unknown key",
      "    title: Why you read\n",
      "    title: Why you read\n    colour: red\n",
      path: "attributes[4].colour",
      at: "colour: red",
      says: "is no key here"
    ),
    Breach(
      "an unknown chapter",
      "sale: never",
      "sales: never",
      path: "sales",
      at: "sales: never",
      says: "is no key here"
    ),
    Breach(
      "a word for a number",
      "discover: 30",
      "discover: many",
      path: "lists.discover",
      at: "discover: many",
      says: "must be a whole number from 1 to 100"
    ),
    Breach(
      "a number out of range",
      "creators: 2",
      "creators: 0",
      path: "lists.creators",
      at: "creators: 0",
      says: "must be a whole number from 1 to 100"
    ),
    Breach(
      "a smallest count that tells of one person",
      "creators: 2",
      "creators: 2\n  smallest: 1",
      path: "lists.smallest",
      at: "smallest: 1",
      says: "must be a whole number from 2 to"
    ),
    Breach(
      "a number where a term belongs",
      "creators: 2",
      "creators: 2\n  train: 24",
      path: "lists.train",
      at: "train: 24",
      says: "must be a term"
    ),
    Breach(
      "a time zone that does not exist",
      "name: Petrel House",
      "name: Petrel House\n  timezone: Europe/Atlantis",
      path: "company.timezone",
      at: "timezone: Europe/Atlantis",
      says: "must be the name of a time zone, such as Europe/Berlin"
    ),
    Breach(
      "a kind that does not exist",
      "kind: intention",
      "kind: whim",
      path: "attributes[8].kind",
      at: "kind: whim",
      says: "must be one of"
    ),
    Breach(
      "a sale",
      "sale: never",
      "sale: always",
      path: "sale",
      at: "sale: always",
      says: "must be one of: never"
    ),
    Breach(
      "a term without end",
      "radar: 30 days",
      "radar: forever",
      path: "lists.radar",
      at: "radar: forever",
      says: "must be a term"
    ),
    Breach(
      "an address that is none",
      "contact: privacy@tern.example",
      "contact: the captain",
      path: "recipients[1].contact",
      at: "contact: the captain",
      says: "must be an e-mail address"
    ),
    Breach(
      "a name for a list",
      "uses: [email]",
      "uses: email",
      path: "purposes[3].uses",
      at: "uses: email",
      says: "must be a list"
    ),
    Breach(
      "a word for a flag",
      "isRequired: true",
      "isRequired: rather",
      path: "experiences[0].pages[0].elements[0].isRequired",
      at: "isRequired: rather",
      says: "must be true or false"
    ),
    Breach(
      "a name in capitals",
      "name: sign-in",
      "name: Sign In",
      path: "purposes[3].name",
      at: "name: Sign In",
      says: "lower-case letters, digits and dashes"
    ),
    Breach(
      "a choice that is a list",
      "choices: [sandglass, candle, lantern]",
      "choices: [sandglass, [candle, lantern]]",
      path: "experiences[0].pages[1].elements[1].choices[1]",
      at: "choices: [sandglass, [candle",
      says: "must be a block of keys and values"
    ),
  ]
}
