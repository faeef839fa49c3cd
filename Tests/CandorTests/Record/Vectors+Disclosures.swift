import CandorFixtures
import Foundation

@testable import Candor

extension Vector {
  private static let offers = Consent("offers", at: "tern-travel")
  private static let change = Change(
    "msg_abc",
    .withdrawn,
    at: offers,
    of: ["genres", "departure"],
    since: .start
  )

  static let disclosures: [Vector] = [
    Vector(
      40,
      .disclosed(
        Disclosed("d-0a1b", offers, role: .partner, of: ["genres", "departure"], notice: "5e1f")
      ),
      #"""
      {"kind":"disclosed","person":"011f71fb-0450-7000-8000-00000000000a","sequence":40,\#
      "time":1234567890000,"what":{"attributes":["departure","genres"],"disclosure":"d-0a1b",\#
      "notice":"5e1f","purpose":"offers","recipient":"tern-travel","role":"partner"}}
      """#
    ),
    Vector(
      41,
      .disclosed(
        Disclosed(
          "d-0a1c",
          Consent("sign-in", at: "gannet-mail"),
          role: .processor,
          of: ["email"],
          notice: nil
        )
      ),
      #"""
      {"kind":"disclosed","person":"011f71fb-0450-7000-8000-00000000000a","sequence":41,\#
      "time":1234567890000,"what":{"attributes":["email"],"disclosure":"d-0a1c",\#
      "purpose":"sign-in","recipient":"gannet-mail","role":"processor"}}
      """#
    ),
    Vector(
      42,
      .told(change),
      #"""
      {"kind":"told","person":"011f71fb-0450-7000-8000-00000000000a","sequence":42,\#
      "time":1234567890000,"what":{"attributes":["departure","genres"],"change":"msg_abc",\#
      "kind":"withdrawn","purpose":"offers","recipient":"tern-travel","since":1234567890000}}
      """#
    ),
    Vector(
      43,
      .confirmed(change),
      #"""
      {"kind":"confirmed","person":"011f71fb-0450-7000-8000-00000000000a","sequence":43,\#
      "time":1234567890000,"what":{"attributes":["departure","genres"],"change":"msg_abc",\#
      "kind":"withdrawn","purpose":"offers","recipient":"tern-travel","since":1234567890000}}
      """#
    ),
  ]
}
