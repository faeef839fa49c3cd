import Candor
import Foundation

/// A language that the pages speak: its words, its direction, its days and lists.
///
/// The phrases that the code and the templates hold are English, and are the keys of the catalogue.
/// What varies stands in braces, so that each language puts it where it belongs.
struct Language: Sendable {
  /// A phrase of the catalogue: one text, or one by the kind of number that is in it.
  enum Phrase: Sendable, Decodable {
    case one(String)
    case byNumber([String: String])

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let text = try? container.decode(String.self) {
        self = .one(text)
      } else {
        self = .byNumber(try container.decode([String: String].self))
      }
    }
  }

  /// By its tag: `en`, `ar`, `pt-BR`.
  let code: String
  let locale: Locale
  private let phrases: [String: Phrase]

  static let english = Language("en", phrases: [:])

  init(_ code: String, phrases: [String: Phrase]) {
    self.code = code
    self.phrases = phrases
    // Everywhere the digits of the dates and counts that stand beside them in the record.
    locale = code == "en" ? Locale(identifier: "en_GB") : Locale(identifier: "\(code)-u-nu-latn")
  }

  private var base: Substring { code.prefix { $0 != "-" } }

  /// `ltr` or `rtl`, as HTML names it.
  var direction: String {
    ["ar", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"].contains(base) ? "rtl" : "ltr"
  }

  var isEnglish: Bool { base == "en" }

  /// What it calls itself.
  var name: String {
    (locale.localizedString(forLanguageCode: code) ?? code).capitalized(with: locale)
  }

  /// The phrase in this language, or as it is where the catalogue lacks it.
  func callAsFunction(_ phrase: String, _ values: [String: String] = [:]) -> String {
    guard case .one(let text)? = phrases[phrase] else { return phrase.filled(values) }
    return text.filled(values)
  }

  /// Whether the catalogue has the phrase; English is its own catalogue.
  func knows(_ phrase: String) -> Bool { isEnglish || phrases[phrase] != nil }

  /// 'three answers': a number and what is counted, with `{n}` for the number.
  func counted(_ number: Int, _ one: String, _ many: String) -> String {
    guard case .byNumber(let forms)? = phrases[many] else {
      return (number == 1 ? one : many).filled(["n": isEnglish ? number.inWords : String(number)])
    }
    let form = forms[kind(of: number)] ?? forms["other"] ?? many
    return form.filled(["n": String(number)])
  }

  /// Which form of what is counted goes with a number, after Unicode's plural rules.
  private func kind(of number: Int) -> String {
    guard base == "ar" else { return number == 1 ? "one" : "other" }
    switch (number, number % 100) {
    case (0, _): return "zero"
    case (1, _): return "one"
    case (2, _): return "two"
    case (_, 3...10): return "few"
    case (_, 11...99): return "many"
    default: return "other"
    }
  }

  /// 'two years'.
  func term(_ term: Term) -> String {
    switch term.unit {
    case .day: counted(term.count, "{n} day", "{n} days")
    case .week: counted(term.count, "{n} week", "{n} weeks")
    case .month: counted(term.count, "{n} month", "{n} months")
    case .year: counted(term.count, "{n} year", "{n} years")
    }
  }

  /// 'one, two and three'.
  func list(_ parts: some Sequence<String>) -> String {
    Array(parts).formatted(.list(type: .and).locale(isEnglish ? Locale(identifier: "en") : locale))
  }

  /// 'Monday 23 November 2026'.
  func day(_ date: Date) -> String {
    let style = Date.FormatStyle(locale: locale, timeZone: .gmt)
      .weekday(.wide).day().month(.wide).year()
    return date.formatted(style).replacing(",", with: "").replacing("،", with: "")
  }
}

extension String {
  /// With the values in place of the names in braces.
  fileprivate func filled(_ values: [String: String]) -> String {
    guard !values.isEmpty else { return self }
    var filled = ""
    var rest = self[...]
    // In one pass: what a person wrote is never taken for a name.
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      let name = String(rest[rest.index(after: open)..<close])
      filled += rest[..<open]
      filled += values[name] ?? "{\(name)}"
      rest = rest[rest.index(after: close)...]
    }
    return filled + rest
  }
}
