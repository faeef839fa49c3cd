import Fingerprints

/// People who do not exist, with the habits of records: how often there is a middle initial, a
/// title, a unit, as measured lists have them (assumed shares, see the notes of each draw).
struct Town {
  private var dice: Draws

  init(_ seed: UInt64 = 1) {
    dice = Draws(seed)
  }

  static let columns = [
    Column("name", .name), Column("address", .address), Column("phone", .phone),
    Column("email", .email), Column("home", .coordinates(decimals: 4)),
    Column("seen", .minute), Column("taste", .plain), Column("plan", .plain),
  ]

  /// What somebody may have in each column; with approved forms of the name, or without.
  mutating func values(_ number: Int, approved: Int = 0) -> [Row.Value?] {
    let name = name()
    return [
      Row.Value(name, approved: approved > 1 ? forms(of: name, approved) : []),
      Row.Value(address()),
      happens(0.75) ? Row.Value(phone()) : nil,
      Row.Value("p\(number)@mail.example"),
      happens(0.5) ? Row.Value(coordinates()) : nil,
      happens(0.9) ? Row.Value(time()) : nil,
      Row.Value(pick(["jazz", "novels", "gardens"])),
      Row.Value(pick(["monthly", "yearly"])),
    ]
  }

  static func person(_ number: Int, isNumbered: Bool = true) -> Row.Person {
    Row.Person(
      withUnsafeBytes(of: UInt64(number).bigEndian) { Array($0) },
      number: isNumbered ? UInt64(number) : nil
    )
  }

  mutating func name() -> String {
    let title = happens(0.3) ? pick(["Mr", "Ms", "Dr.", "Mrs.", "Prof"]) + " " : ""
    let initial = happens(0.45) ? pick(["A", "B.", "C", "J.", "Q", "R."]) + " " : ""
    let middle = initial.isEmpty && happens(0.2) ? pick(["Marie", "Quincy", "Rose"]) + " " : ""
    let suffix = happens(0.05) ? pick([" Jr", ", Jr.", " III", " Sr.", ", MD"]) : ""
    return title + pick(Self.given) + " " + initial + middle + pick(Self.family) + suffix
  }

  mutating func forms(of name: String, _ count: Int) -> [String] {
    let family = pick(Self.family)
    let forms = [
      "Robert \(family)", "Bob \(family)", "R. \(family)", "Rob \(family)", "Robert J. \(family)",
      "R. J. \(family)", "Mr. \(family)", "Bobby \(family)",
    ]
    return Array(forms.prefix(count))
  }

  mutating func address() -> String {
    let direction = happens(0.2) ? pick(["North", "N", "South", "W.", "East"]) + " " : ""
    let after = happens(0.03) ? " " + pick(["South", "NW"]) : ""
    let type = pick(["Street", "St", "Ave.", "Avenue", "Road", "Lane", "Drive", "Blvd", "Court"])
    let unit =
      happens(0.25)
      ? pick([", Apt ", " Apt. ", " #", ", Unit ", ", Suite "]) + "\(below(40) + 1)"
        + pick(["", "A", "B"]) : ""
    let plusFour = happens(0.9) ? "-\(1000 + below(9000))" : ""
    let (city, state) = Self.cities[below(Self.cities.count)]
    return "\(1 + below(9999)) \(direction)\(pick(Self.streets)) \(type)\(after)\(unit), \(city)"
      + "\(pick([", ", " "]))\(state) \(10000 + below(89999))\(plusFour)"
  }

  mutating func phone() -> String {
    let digits = (200 + below(800), 200 + below(800), 1000 + below(9000))
    return pick([
      "\(digits.0)-\(digits.1)-\(digits.2)", "+1 (\(digits.0)) \(digits.1)-\(digits.2)",
      "\(digits.0).\(digits.1).\(digits.2)", "+1\(digits.0)\(digits.1)\(digits.2)",
    ])
  }

  mutating func coordinates() -> String {
    "\(25 + below(24)).\(10000 + below(90000)),-\(70 + below(50)).\(10000 + below(90000))"
  }

  mutating func time() -> String {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "2026-\(two(1 + below(12)))-\(two(1 + below(28)))T\(two(below(24))):\(two(below(60))):"
      + "\(two(below(60)))Z"
  }

  mutating func below(_ limit: Int) -> Int { Int(dice.next() % UInt64(limit)) }

  mutating func happens(_ chance: Double) -> Bool { Double(below(1_000_000)) < chance * 1e6 }

  mutating func pick(_ choices: [String]) -> String { choices[below(choices.count)] }

  mutating func marks() -> UInt8 { UInt8(truncatingIfNeeded: dice.next()) }
}

extension Town {
  static let given = [
    "Ana", "José", "Zoë", "Liam", "Olivia", "Noah", "Emma", "Ava", "Mia", "Ethan", "Grace", "Henry",
    "Ivy", "Jack", "Karl", "Luz", "Maya", "Nils", "Otto", "Paul",
  ]
  static let family = [
    "Smith", "Núñez", "O'Brien", "Garcia", "Lopez-Diaz", "Weiß", "Nguyen", "Kim", "Ng", "Roy",
    "Baker", "Carter", "Dunn", "Evans", "Frost", "Gray", "Hall", "Irwin", "Jones", "Klein",
  ]
  static let streets = [
    "Main", "Oak", "5th", "Park", "St James", "Martin Luther King", "Elm", "North", "Court",
    "Avenue B", "Lake View", "Mill",
  ]
  static let cities = [
    ("New York", "NY"), ("New York", "New York"), ("Key West", "FL"), ("Chicago", "Illinois"),
    ("Kansas City", "Kansas"), ("Charleston", "West Virginia"), ("Key West", "Virginia"),
    ("St. Paul", "MN"), ("Los Angeles", "California"), ("Salt Lake City", "UT"),
  ]
}

/// SplitMix64: the same draws on every machine.
struct Draws: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var word = state
    word = (word ^ (word >> 30)) &* 0xbf58_476d_1ce4_e5b9
    word = (word ^ (word >> 27)) &* 0x94d0_49bb_1331_11eb
    return word ^ (word >> 31)
  }
}
