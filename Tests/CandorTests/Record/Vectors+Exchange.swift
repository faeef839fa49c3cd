import CandorFixtures
import Foundation

@testable import Candor

extension Vector {
  /// What is offered, answered and paid.
  static let exchange: [Vector] = [
    Vector(
      40,
      Posted.offering(.voyage(), "5e1f"),
      #"""
      {"kind":"offered","person":"011f71fb-0450-7000-8000-00000000000a","sequence":40,\#
      "time":1234567890000,"what":{"attributes":["email","genres"],"duration":"20 days",\#
      "offer":"voyage","purpose":"offers","recipient":"tern-travel",\#
      "reward":{"currency":"EUR","minor":20},"terms":"5e1f",\#
      "worth":{"method":"what we paid for such addresses last year, by each",\#
      "money":{"currency":"EUR","minor":25}}}}
      """#
    ),
    Vector(
      41,
      .accepted(
        Acceptance(
          consent: Consent("offers", at: "tern-travel", under: "voyage"),
          reward: .perk("A year of letters."),
          terms: "5e1f"
        )
      ),
      #"""
      {"kind":"accepted","person":"011f71fb-0450-7000-8000-00000000000a","sequence":41,\#
      "time":1234567890000,"what":{"offer":"voyage","purpose":"offers",\#
      "recipient":"tern-travel","reward":{"perk":"A year of letters."},"terms":"5e1f"}}
      """#
    ),
    Vector(
      42,
      .granted(
        Grant(
          Consent("offers", at: "tern-travel", under: "voyage"),
          attributes: ["genres"],
          notice: "5e1f",
          until: Date(milliseconds: 1_237_159_890_000)
        )
      ),
      #"""
      {"kind":"granted","person":"011f71fb-0450-7000-8000-00000000000a","sequence":42,\#
      "time":1234567890000,"what":{"attributes":["genres"],"notice":"5e1f","offer":"voyage",\#
      "purpose":"offers","recipient":"tern-travel","until":1237159890000}}
      """#
    ),
    Vector(
      43,
      .refused(
        Refusal(
          Consent("offers", at: "tern-travel", under: "voyage"),
          attributes: ["genres"],
          notice: "5e1f"
        )
      ),
      #"""
      {"kind":"refused","person":"011f71fb-0450-7000-8000-00000000000a","sequence":43,\#
      "time":1234567890000,"what":{"attributes":["genres"],"notice":"5e1f","offer":"voyage",\#
      "purpose":"offers","recipient":"tern-travel"}}
      """#
    ),
    Vector(
      44,
      .withdrawn(Withdrawal(Consent("offers", at: "tern-travel", under: "voyage"))),
      #"""
      {"kind":"withdrawn","person":"011f71fb-0450-7000-8000-00000000000a","sequence":44,\#
      "time":1234567890000,"what":{"offer":"voyage","purpose":"offers",\#
      "recipient":"tern-travel"}}
      """#
    ),
    Vector(
      45,
      .paid(
        Payment(
          why: .delivered(Consent("offers", at: "tern-travel", under: "voyage")),
          reward: .money(.cents(20))
        )
      ),
      #"""
      {"kind":"paid","person":"011f71fb-0450-7000-8000-00000000000a","sequence":45,\#
      "time":1234567890000,"what":{"for":{"offer":"voyage","purpose":"offers",\#
      "recipient":"tern-travel"},"reward":{"currency":"EUR","minor":20}}}
      """#
    ),
    Vector(
      46,
      .paid(Payment(why: .paidOut("november"), reward: .money(.cents(20)))),
      #"""
      {"kind":"paid","person":"011f71fb-0450-7000-8000-00000000000a","sequence":46,\#
      "time":1234567890000,"what":{"payout":"november",\#
      "reward":{"currency":"EUR","minor":20}}}
      """#
    ),
  ]
}

extension Event.Content {
  /// The offer that a yes, a no or a stop is about.
  var offer: Offer.ID? {
    switch self {
    case .granted(let grant): grant.consent.offer
    case .refused(let refusal): refusal.consent.offer
    case .withdrawn(let withdrawal): withdrawal.consent.offer
    default: nil
    }
  }
}
