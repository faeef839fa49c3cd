import Candor
import Foundation
import Testing

/// One contradiction that was written into a text on purpose.
struct Seed: Sendable, CustomTestStringConvertible {
  let file: String
  let rule: BrokenPromise.Rule
  /// Words of the line on which it stands; nil for what a whole text leaves out.
  let place: String?

  init(_ file: String, _ rule: BrokenPromise.Rule, _ place: String?) {
    self.file = file
    self.rule = rule
    self.place = place
  }

  var testDescription: String { "\(file): \(rule.rawValue) at '\(place ?? "the text")'" }
}

/// A policy that somebody could have written, and the house that it is about.
struct Written: Sendable, CustomTestStringConvertible {
  let file: String

  init(_ file: String) { self.file = file }

  var testDescription: String { file }

  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  static let honest = [
    "honest-magazine-letter.md", "honest-magazine-formal.html", "honest-magazine-faq.txt",
    "honest-strict-poster.md", "honest-strict-form.txt", "honest-loose-policy.md",
  ].map { Written($0) }

  static let untrue = [
    "false-magazine-corporate.md", "false-magazine-study.txt", "false-magazine-friendly.html",
    "false-strict-adtech.txt", "false-loose-bank.md", "false-loose-terms.html",
  ].map { Written($0) }

  var text: String {
    get throws { try Self.read("Tests/Policies/\(file)") }
  }

  /// The file of its house's rules.
  var yaml: String {
    get throws {
      let house = String(file.split(separator: "-")[1])
      return try Self.read(
        house == "magazine" ? "Examples/magazine/rules.yaml" : "Tests/Policies/\(house).yaml"
      )
    }
  }

  static func read(_ path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  func brokenPromises(under rules: Rules? = nil) throws -> [BrokenPromise] {
    let rules = try rules ?? Rules(yaml: yaml)
    return rules.brokenPromises(in: try text, as: file.hasSuffix("html") ? .html : .markdown)
  }
}

extension Seed {
  private static let corporate = "false-magazine-corporate.md"
  private static let study = "false-magazine-study.txt"
  private static let friendly = "false-magazine-friendly.html"
  private static let adtech = "false-strict-adtech.txt"
  private static let bank = "false-loose-bank.md"
  private static let terms = "false-loose-terms.html"

  static let all: [Seed] = inMagazine + inOthers

  private static let inMagazine = [
    Seed(corporate, .openList, "such as"),
    Seed(corporate, .unknownAttribute, "We track your location"),
    Seed(corporate, .otherSource, "from other sources"),
    Seed(corporate, .vaguePurpose, "improve our services"),
    Seed(corporate, .legitimateInterest, "legitimate interests"),
    Seed(corporate, .maybe, "may be used"),
    Seed(corporate, .vaguePurpose, "research purposes"),
    Seed(corporate, .maybe, "may share"),
    Seed(corporate, .vagueRecipient, "trusted partners"),
    Seed(corporate, .vagueRecipient, "Service providers"),
    Seed(corporate, .openList, "including but not limited to"),
    Seed(corporate, .unknownRecipient, "Skyline Analytics Ltd"),
    Seed(corporate, .sale, "rent your data"),
    Seed(corporate, .vagueRecipient, "to advertisers"),
    Seed(corporate, .vagueTerm, "as long as necessary"),
    Seed(corporate, .term, "five years"),
    Seed(corporate, .vagueTerm, "no longer needed"),
    Seed(corporate, .absolute, "industry standard"),
    Seed(corporate, .absolute, "100% secure"),
    Seed(corporate, .deemedConsent, "By continuing"),
    Seed(corporate, .priceOfNo, "no longer be able"),
    Seed(corporate, .changesAtWill, "at any time without notice"),
    Seed(corporate, .missingRecipient, nil),
    Seed(study, .anonymous, "are anonymous"),
    Seed(study, .anonymous, "de-identified"),
    Seed(study, .onlyAccess, "only be seen by the research team"),
    Seed(study, .onlyAccess, "Only project staff will have access"),
    Seed(study, .onlyAccess, "approved research team"),
    Seed(study, .aggregate, "only be shared in aggregate form"),
    Seed(study, .aggregate, "in statistical tables"),
    Seed(study, .deletion, "All data will be destroyed"),
    Seed(study, .anonymous, "nobody can identify you"),
    Seed(study, .absolute, "strictly confidential"),
    Seed(study, .neverShares, "will not disclose"),
    Seed(study, .term, "lasts for two years"),
    Seed(study, .term, "stored for six months"),
    Seed(study, .irrevocable, "cannot be withdrawn"),
    Seed(study, .deemedConsent, "silence as agreement"),
    Seed(study, .missingRecipient, nil),
    Seed(friendly, .neverShares, "never share"),
    Seed(friendly, .neverShares, "stay <em>within"),
    Seed(friendly, .onlyAccess, "number three: nobody"),
    Seed(friendly, .deniedAttribute, "ask for your e-mail address"),
    Seed(friendly, .noMachine, "No algorithm"),
    Seed(friendly, .noMachine, "not used to train any model"),
    Seed(friendly, .onlyAccess, "Only you can see"),
    Seed(friendly, .staysHere, "never leaves the European Union"),
    Seed(friendly, .absolute, "be hacked"),
    Seed(friendly, .forever, "forever"),
    Seed(friendly, .term, "lasts one year"),
    Seed(friendly, .anonymous, "pseudonymised"),
    Seed(friendly, .confidential, "in confidence"),
  ]

  private static let inOthers = [
    Seed(adtech, .vagueRecipient, "our partners"),
    Seed(adtech, .unknownRecipient, "Meridian Travel"),
    Seed(adtech, .maybe, "may disclose"),
    Seed(adtech, .vagueRecipient, "to sponsors"),
    Seed(adtech, .term, "one year"),
    Seed(adtech, .maybe, "reserve the right"),
    Seed(adtech, .deemedConsent, "Unless you opt out"),
    Seed(adtech, .vagueRecipient, "other organisations"),
    Seed(adtech, .unknownAttribute, "phone number"),
    Seed(adtech, .vaguePurpose, "business purposes"),
    Seed(adtech, .priceOfNo, "must agree"),
    Seed(adtech, .openList, "for example"),
    Seed(adtech, .forever, "indefinitely"),
    Seed(adtech, .sale, "sold to publishers"),
    Seed(bank, .absolute, "fully confidential"),
    Seed(bank, .neverShares, "never shared with anyone"),
    Seed(bank, .onlyAccess, "Only our trainers"),
    Seed(bank, .term, "after 12 months"),
    Seed(bank, .term, "Every yes lasts six months"),
    Seed(bank, .staysHere, "only within Ellery"),
    Seed(bank, .anonymous, "anonymised"),
    Seed(bank, .onlyAccess, "Nobody else receives"),
    Seed(bank, .aggregate, "only in aggregated form"),
    Seed(bank, .absolute, "bank-grade"),
    Seed(bank, .absolute, "no risk"),
    Seed(bank, .irrevocable, "waive all rights"),
    Seed(bank, .irrevocable, "irrevocable"),
    Seed(bank, .otherSource, "We buy data"),
    Seed(bank, .openList, "among other things"),
    Seed(bank, .vagueTerm, "reasonable period"),
    Seed(terms, .deemedConsent, "By signing up you consent"),
    Seed(terms, .vagueRecipient, "Vendors"),
    Seed(terms, .vagueRecipient, "selected companies"),
    Seed(terms, .deniedAttribute, "store your injuries"),
    Seed(terms, .term, "18 months"),
    Seed(terms, .vaguePurpose, "internal purposes"),
    Seed(terms, .maybe, "at our discretion"),
    Seed(terms, .otherSource, "Publicly available"),
    Seed(terms, .neverShares, "not be passed on"),
    Seed(terms, .forever, "permanently stored"),
    Seed(terms, .irrevocable, "only by registered letter"),
    Seed(terms, .missingRecipient, nil),
  ]
}
