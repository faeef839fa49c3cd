import Candor
import Foundation

/// Invented people, whose secrets occur nowhere else, so that a search finds a leak.
public enum Cast: String, CaseIterable, Sendable {
  case mara, teodor, oona
}

extension Cast {
  public var name: String {
    switch self {
    case .mara: "Mara Ilves"
    case .teodor: "Teodor Brandt"
    case .oona: "Oona Quill"
    }
  }

  public var email: String {
    switch self {
    case .mara: "mara.ilves@cast.example"
    case .teodor: "teodor.brandt@cast.example"
    case .oona: "oona.quill@cast.example"
    }
  }

  public var address: EmailAddress {
    guard let address = EmailAddress(email) else { preconditionFailure("\(email) is no address") }
    return address
  }

  /// The name under which the company itself knows the person.
  public var external: String { "subscriber-\(rawValue)-58113" }

  /// A UUIDv7 of the moment at which tests begin: `011f71fb-0450-7000-8000-00000000000a` for Mara.
  public var id: Person.ID {
    let last: UInt8 =
      switch self {
      case .mara: 0x0a
      case .teodor: 0x0b
      case .oona: 0x0c
      }
    let stamp: [UInt8] = [0x01, 0x1f, 0x71, 0xfb, 0x04, 0x50]
    return Person.ID(bytes: stamp + [0x70, 0, 0x80, 0, 0, 0, 0, 0, 0, last])
  }
}

extension Cast {
  /// What they answer in the small house; Oona answers only what is required.
  public func answers(to experience: Experience.Name) -> [Question.Name: Answer] {
    switch (self, experience.rawValue) {
    case (.mara, "tastes"):
      [
        "genres": .list(["Ocean", "Verse"]),
        "makers": .list(["Ilse Okonjo", "Quenby Marlstone"]),
        "verse": .number(5),
        "mood": .text("heronrest"),
        "pace": .text("sandglass"),
      ]
    case (.mara, "journey"):
      [
        "wish": .text("almanacs of drowned bells"),
        "pen-name": .text("Saltmarsh Corvane"),
        "departure": .text("2009-04-17"),
        "email": .text(email),
      ]
    case (.teodor, "tastes"):
      [
        "genres": .list(["Night", "Machines"]),
        "makers": .list(["Bram Castellane", "Ulrich Vexholm"]),
        "verse": .number(1),
        "mood": .text("owlwake"),
        "pace": .skipped,
      ]
    case (.teodor, "journey"):
      [
        "wish": .text("a history of pneumatic clocks"),
        "departure": .text("2009-05-23"),
        "email": .text(email),
      ]
    case (.oona, "tastes"): ["genres": .list(["Bread"])]
    default: [:]
    }
  }

  /// Everything of theirs that no file, log line or error may hold in the clear.
  ///
  /// Leaves out what the catalogue or the rules say as well, such as genres.
  public var secrets: [String] {
    let told: [String] =
      switch self {
      case .mara:
        [
          "Quenby Marlstone", "almanacs of drowned bells", "Saltmarsh Corvane", "2009-04-17",
          "heronrest", "sandglass",
        ]
      case .teodor:
        ["Ulrich Vexholm", "a history of pneumatic clocks", "2009-05-23", "owlwake"]
      case .oona: []
      }
    return told + [name, email, external]
  }
}

extension Keyring {
  /// The same keys in every test.
  public static let cast: Keyring = {
    let wrap = Data(repeating: 0x57, count: 32).base64EncodedString()
    let index = Data(repeating: 0x49, count: 32).base64EncodedString()
    do {
      return try Keyring("wrap \(wrap)\nindex \(index)\n")
    } catch {
      preconditionFailure("\(error)")
    }
  }()
}
