import Foundation
import Testing

@testable import Fingerprints

/// Whether every check runs at its full size: minutes without optimisation, seconds with it.
let isFull = ProcessInfo.processInfo.environment["CANDOR_FULL"] != nil

@Suite struct RenderingTests {
  private let count = isFull ? 100_000 : 10_000

  @Test func `every writing of a name parses back to the stored name`() {
    var town = Town(1)
    for _ in 0..<count {
      let stored = town.name()
      let text = Row.Value(stored).writings(.name).text(town.marks())
      #expect(Meaning.of(text, .name) == Meaning.of(stored, .name), "\(stored) → \(text)")
    }
  }

  @Test func `every writing of an address parses back to the stored address`() {
    var town = Town(2)
    for _ in 0..<count {
      let stored = town.address()
      let text = Row.Value(stored).writings(.address).text(town.marks())
      #expect(Meaning.of(text, .address) == Meaning.of(stored, .address), "\(stored) → \(text)")
      #expect(PostalAddress(text) == PostalAddress(stored), "\(stored) → \(text)")
    }
  }

  @Test func `every writing of a phone number parses back to its digits`() {
    var town = Town(3)
    for _ in 0..<count {
      let stored = town.phone()
      let text = Row.Value(stored).writings(.phone).text(town.marks())
      #expect(Meaning.of(text, .phone) == Meaning.of(stored, .phone), "\(stored) → \(text)")
    }
  }

  @Test func `the marks of a writing are read from it`() throws {
    var town = Town(4)
    for row in town.people(500) {
      for (column, value) in zip(Town.columns, row.values) {
        guard let value else { continue }
        let form = value.writings(column.kind)
        let marks = town.marks()
        let reading = try #require(form.read(form.text(marks)))
        #expect(reading.marks == marks & reading.known)
        // A dot can be read of a short word alone, and the space of a number without brackets too.
        #expect(reading.known.nonzeroBitCount + 1 >= form.used.nonzeroBitCount)
      }
    }
  }

  @Test func `letters stay letters: no case changes, nothing is invisible, accents stay`() {
    var town = Town(5)
    let invisible = Set("\u{200b}\u{200c}\u{200d}\u{2060}\u{feff}\u{a0}".unicodeScalars)
    for row in town.people(2000) {
      for (column, value) in zip(Town.columns, row.values) {
        guard let value else { continue }
        let text = value.writings(column.kind).text(town.marks())
        #expect(invisible.isDisjoint(with: text.unicodeScalars))
        if column.kind == .name {
          func letters(_ text: String) -> [Character] { text.filter(\.isLetter) }
          #expect(letters(text) == letters(value.text))
        }
      }
    }
  }

  @Test(arguments: [
    "Prince", "J.R.R. Tolkien", "Smith, John", "山田太郎", "", "12 Rue de la Paix, 75002 Paris",
    "PO Box 12, Albany, NY 12201", "12 Main Street", "E Street", "Malcolm X",
  ])
  func `what is not surely understood is written as it is`(_ text: String) {
    for kind in [Column.Kind.name, .address, .phone, .minute, .coordinates(decimals: 4)] {
      for marks in UInt8.min...UInt8.max {
        #expect(Row.Value(text).writings(kind).text(marks).utf8.elementsEqual(text.utf8))
      }
    }
  }

  @Test func `city and state stay apart where the words could be another state`() {
    let form = Row.Value("1 Oak Street, Key West, Virginia 20001").writings(.address)
    for marks in UInt8.min...UInt8.max { #expect(form.text(marks).contains("Key West, V")) }
  }

  @Test func `an accent is written both ways, and read back from either`() {
    for name in ["Zoë Núñez", "Łukasz Ďábel", "Nguyễn Văn", "Jose\u{301} Kim", "Ｊosé ﬁ"] {
      let form = Row.Value(name).writings(.name)
      let texts = Set((UInt8.min...UInt8.max).map { Data(form.text($0).utf8) })
      #expect(
        texts == [
          Data(name.precomposedStringWithCanonicalMapping.utf8),
          Data(name.decomposedStringWithCanonicalMapping.utf8),
        ]
      )
    }
  }

  @Test(arguments: [
    "12 Oak St,Apt 4,Albany,NY 12201", "12  Oak St. , Apt 4 ,  Albany , NY 12201",
    "12 Oak Street #4, Albany NY 12201",
  ])
  func `spaces and commas do not change what an address is`(_ text: String) {
    #expect(PostalAddress(text) == PostalAddress("12 Oak St Apt 4, Albany, New York 12201"))
  }

  @Test func `a street that is called North is no direction`() {
    let form = Row.Value("12 North Street, Albany, NY 12201").writings(.address)
    for marks in UInt8.min...UInt8.max { #expect(form.text(marks).hasPrefix("12 North St")) }
  }

  @Test func `four last digits of a ZIP are never made up`() {
    let form = Row.Value("12 Oak Street, Albany, NY 12201").writings(.address)
    for marks in UInt8.min...UInt8.max { #expect(form.text(marks).hasSuffix("12201")) }
  }
}
