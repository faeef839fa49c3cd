/// The words of addresses that have two spellings, after the postal service's own lists
/// (USPS Publication 28, appendices B and C1).
enum PostalWords {
  typealias Pair = (long: StaticString, short: StaticString)

  static let streets: [Pair] = [
    ("Avenue", "Ave"), ("Boulevard", "Blvd"), ("Circle", "Cir"), ("Court", "Ct"),
    ("Drive", "Dr"), ("Highway", "Hwy"), ("Lane", "Ln"), ("Parkway", "Pkwy"),
    ("Place", "Pl"), ("Road", "Rd"), ("Square", "Sq"), ("Street", "St"),
    ("Terrace", "Ter"), ("Trail", "Trl"),
  ]

  static let directions: [Pair] = [
    ("North", "N"), ("South", "S"), ("East", "E"), ("West", "W"),
    ("Northeast", "NE"), ("Northwest", "NW"), ("Southeast", "SE"), ("Southwest", "SW"),
  ]

  static let units: [StaticString] = ["Apt", "Apartment", "Unit", "Suite", "Ste"]

  static let states: [Pair] = [
    ("Alabama", "AL"), ("Alaska", "AK"), ("Arizona", "AZ"), ("Arkansas", "AR"),
    ("California", "CA"), ("Colorado", "CO"), ("Connecticut", "CT"), ("Delaware", "DE"),
    ("Florida", "FL"), ("Georgia", "GA"), ("Hawaii", "HI"), ("Idaho", "ID"),
    ("Illinois", "IL"), ("Indiana", "IN"), ("Iowa", "IA"), ("Kansas", "KS"),
    ("Kentucky", "KY"), ("Louisiana", "LA"), ("Maine", "ME"), ("Maryland", "MD"),
    ("Massachusetts", "MA"), ("Michigan", "MI"), ("Minnesota", "MN"), ("Mississippi", "MS"),
    ("Missouri", "MO"), ("Montana", "MT"), ("Nebraska", "NE"), ("Nevada", "NV"),
    ("New Hampshire", "NH"), ("New Jersey", "NJ"), ("New Mexico", "NM"), ("New York", "NY"),
    ("North Carolina", "NC"), ("North Dakota", "ND"), ("Ohio", "OH"), ("Oklahoma", "OK"),
    ("Oregon", "OR"), ("Pennsylvania", "PA"), ("Rhode Island", "RI"), ("South Carolina", "SC"),
    ("South Dakota", "SD"), ("Tennessee", "TN"), ("Texas", "TX"), ("Utah", "UT"),
    ("Vermont", "VT"), ("Virginia", "VA"), ("Washington", "WA"), ("West Virginia", "WV"),
    ("Wisconsin", "WI"), ("Wyoming", "WY"),
  ]

  /// Both spellings of a word, by either.
  static let street = index(streets)
  static let direction = index(directions)
  static let state = index(states)
  static let unit = WordTable(units.map { ($0, ()) })

  private static func index(_ pairs: [Pair]) -> WordTable<Pair> {
    WordTable(pairs.flatMap { [($0.long, $0), ($0.short, $0)] })
  }
}
