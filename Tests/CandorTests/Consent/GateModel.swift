/// What the Gate should say, written down once more in the plainest way: tables, words and days, with
/// nothing of the Gate or of the record in it.
struct GateModel {
  /// The last that was said of one attribute under one consent.
  struct Word {
    var kind: String
    var day: Int
    var text = 0
    var until = 0
    /// A yes beside a signal that was shown.
    var isDespite = false
  }

  struct Told {
    var said: Int
    var until: Int
    var purposes: [String]
  }

  /// Everything that is known of somebody.
  struct Somebody {
    var words: [String: Word] = [:]
    var told: [String: Told] = [:]
    var muted: Set<String> = []
    var signal: Int?
  }

  static let consents = ["lists", "offers", "offers at tern", "care at mill", "post at gannet"]
  /// What each may use, and how many days a yes lasts; none where no yes is needed.
  static let uses = [
    "lists": ["a", "b"], "offers": ["a", "c"], "offers at tern": ["a", "c"], "care at mill": ["b"],
    "post at gannet": ["c"],
  ]
  static let lasts = ["lists": 20, "offers": 30, "offers at tern": 30, "care at mill": 10]
  static let kept = ["a": 40, "b": 30, "c": 50]
  /// By the rules that are in force, one set after the other: the text of each consent, and what it
  /// leaves out.
  static let texts: [[String: Int]] = [
    [:], ["lists": 1], ["offers at tern": 1], ["offers at tern": 2],
  ]
  static let leftOut = [[], [], [], ["offers at tern c"]]

  var people = [Somebody(), Somebody()]
  var today = 0
  var rules = 0

  mutating func say(
    _ kind: String,
    _ who: Int,
    _ consent: String,
    _ attributes: [String],
    despite: Bool
  ) {
    for name in attributes {
      var word = Word(kind: kind, day: today)
      if kind == "yes" {
        word.text = Self.texts[rules][consent] ?? 0
        word.until = today + (Self.lasts[consent] ?? 0)
        word.isDespite = despite && people[who].signal != nil
      }
      people[who].words["\(consent) \(name)"] = word
    }
  }

  mutating func withdraw(_ who: Int, _ consent: String) {
    for name in Self.uses[consent] ?? [] {
      let key = "\(consent) \(name)"
      guard people[who].words[key]?.kind == "yes" else { continue }
      people[who].words[key] = Word(kind: "stop", day: today)
    }
  }

  mutating func signal(_ who: Int, _ isOn: Bool) {
    if isOn == (people[who].signal != nil) { return }
    people[who].signal = isOn ? today : nil
    for key in people[who].words.keys { people[who].words[key]?.isDespite = false }
  }

  /// The first takes over what the second said, who is no more.
  mutating func claim() {
    let other = people[1]
    people[1] = Somebody()
    for (key, word) in other.words {
      guard let mine = people[0].words[key] else {
        people[0].words[key] = word
        continue
      }
      let isNo = word.kind != "yes" && mine.kind == "yes"
      if word.day > mine.day || (word.day == mine.day && isNo) { people[0].words[key] = word }
    }
    for (name, told) in other.told where told.said > people[0].told[name]?.said ?? -1 {
      people[0].told[name] = told
    }
    people[0].muted.formUnion(other.muted)
    if let theirs = other.signal { people[0].signal = min(theirs, people[0].signal ?? theirs) }
  }

  /// 'cause attribute' for each that is refused; none when the use is allowed.
  func reasons(against attributes: [String], _ consent: String, of who: Int) -> [String] {
    attributes.sorted().compactMap { name in
      cause(name, consent, people[who]).map { "\($0) \(name)" }
    }
  }

  private func cause(_ name: String, _ consent: String, _ person: Somebody) -> String? {
    let key = "\(consent) \(name)"
    let word = person.words[key]
    let told = person.told[name]
    if consent == "offers at tern", person.signal != nil, word?.isDespite != true {
      return "opted-out"
    }
    if consent == "post at gannet" {
      if let told, !told.purposes.contains("post") { return "not-covered" }
    } else {
      guard let word else { return "never-asked" }
      if word.kind == "no" { return "refused" }
      if word.kind == "stop" { return "withdrawn" }
      if today >= word.until { return "expired" }
      if word.text != Self.texts[rules][consent] ?? 0 { return "not-covered" }
      if Self.leftOut[rules].contains(key) { return "not-covered" }
      if person.muted.contains(name) { return "muted" }
    }
    guard let told else { return nil }
    return today >= told.until || today >= told.said + (Self.kept[name] ?? 0) ? "expired" : nil
  }
}
