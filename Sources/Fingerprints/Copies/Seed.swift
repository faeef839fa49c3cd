import Candor
import Crypto
import Foundation

/// A fictional person who is in one copy alone.
///
/// Whoever writes to a seed's alias used that copy, or one made from it. Ten are plenty for a list
/// that is used; they say nothing of a few rows. Seeds are nobody: they are not counted, not billed
/// and not in the record, and where each came from stands beside it.
public struct Seed: Hashable, Sendable {
  public let edition: Edition.ID
  /// Which of the edition's seeds.
  public let number: Int
  public let row: Row

  /// What fictional people are made of.
  public struct Cast: Sendable {
    public let given: [String]
    public let family: [String]
    /// Addresses that receive mail for the company, and nobody else's; may be none.
    public let addresses: [String]
    /// For other columns, by name: values that seeds may have; may be none.
    public let others: [String: [String]]

    public init(
      given: [String] = Cast.givenNames,
      family: [String] = Cast.familyNames,
      addresses: [String] = [],
      others: [String: [String]] = [:]
    ) {
      self.given = given
      self.family = family
      self.addresses = addresses
      self.others = others
    }

    /// Names that are common enough to be nobody's.
    public static let givenNames = [
      "Mary", "James", "Patricia", "Robert", "Jennifer", "John", "Linda", "Michael", "Elizabeth",
      "David", "Barbara", "William", "Susan", "Richard", "Jessica", "Joseph", "Karen", "Thomas",
    ]
    public static let familyNames = [
      "Smith", "Johnson", "Williams", "Brown", "Jones", "Miller", "Davis", "Wilson", "Anderson",
      "Taylor", "Moore", "Jackson", "Martin", "Lee", "Thompson", "White", "Harris", "Clark",
    ]
  }
}

extension Edition {
  /// The fictional people of this copy: the same each time.
  public func seeds(_ count: Int, from cast: Seed.Cast = Seed.Cast()) -> [Seed] {
    (0..<count).map { number in
      let place = "\(id.text)/\(number)"
      var dice = Dice(keys.seeds, place)
      let person = dice.person
      let name = [dice.pick(cast.given), dice.pick(cast.family)].compactMap { $0 }
      let values = columns.map { column -> Row.Value? in
        // Of its own: what somebody answers is the same, whatever else a copy has of them.
        var dice = Dice(keys.seeds, "\(place)/\(column.name)")
        return switch column.kind {
        case .name: Row.Value(name.joined(separator: " "))
        case .address: dice.pick(cast.addresses).map { Row.Value($0) }
        // The exchange 555, from 0100 to 0199, is kept for fiction.
        case .phone: Row.Value("212-555-01\(dice.below(10))\(dice.below(10))")
        case .plain where column.name == Edition.reference: Row.Value(person.hexadecimal)
        // The edition puts the alias here.
        case .email: Row.Value("")
        default: dice.pick(cast.others[column.name] ?? []).map { Row.Value($0) }
        }
      }
      return Seed(edition: id, number: number, row: Row(Row.Person(person), values))
    }
  }

  /// The aliases of that many of its fictional people.
  public func seedIssues(_ count: Int) -> [Alias: Alias.Issue] {
    let people = (0..<count).map { number in
      var dice = Dice(keys.seeds, "\(id.text)/\(number)")
      return Row.Person(dice.person)
    }
    let issues = people.map {
      (alias(of: $0), Alias.Issue(edition: id, person: $0, isSeed: true))
    }
    return Dictionary(uniqueKeysWithValues: issues)
  }
}

extension Seed {
  /// After how many lines of people its own comes.
  ///
  /// The first is among sixteen, each other among twice as many as the one before: a copy of a few
  /// lines has one or two, and none ends in a row of strangers. It is decided by the edition's key, so
  /// that it is the same each time, however long the copy becomes.
  func place(in edition: Edition) -> Int {
    var dice = Dice(edition.keys.seeds, "\(edition.id.text)/\(number)/place")
    return 1 + dice.below(16 << min(number, 16))
  }
}

extension Copy {
  /// The lines of fictional people, by the number of people's lines that they come after.
  public func lines(of seeds: [Seed]) -> [Int: [[UInt8]]] {
    Dictionary(grouping: seeds) { $0.place(in: edition) }.mapValues { $0.map { line(of: $0.row) } }
  }
}

/// Draws from a key.
private struct Dice {
  private var bytes: [UInt8]

  init(_ key: SymmetricKey, _ info: String) {
    bytes = Array(HMAC<SHA512>.authenticationCode(for: Data(info.utf8), using: key))
  }

  /// Sixteen bytes that no person has.
  lazy var person: [UInt8] = take(16)

  private mutating func take(_ count: Int) -> [UInt8] {
    let taken = Array(bytes.prefix(count))
    // What is used up is stretched: 64 bytes are enough for any row, but the end is not an error.
    bytes =
      bytes.count > count + 4
      ? Array(bytes.dropFirst(count)) : Array(SHA512.hash(data: bytes))
    return taken
  }

  mutating func below(_ limit: Int) -> Int {
    Int(take(4).littleEndianWord(at: 0)) % limit
  }

  mutating func pick(_ choices: [String]) -> String? {
    choices.isEmpty ? nil : choices[below(choices.count)]
  }
}
