import CandorFixtures
import Foundation
import Testing

@testable import Candor

/// What texts may promise where offers are made.
struct SalePolicyTests {
  @Test func `the policy of a market keeps to its own rules, and speaks of offers`() {
    let policy = Policy(.market)
    let found = Rules.market.brokenPromises(in: policy.markdown, as: .markdown)
    #expect(found.isEmpty, "\(found)")
    #expect(policy.markdown.contains("you are the one who is paid"))
    #expect(policy.markdown.contains("An offer is a financial incentive."))
    #expect(!policy.markdown.contains("never sell"))
    #expect(Policy(.small).markdown.contains("We never sell your answers."))
  }

  @Test(
    arguments: [
      ("We never sell your answers.", true), ("Your data is never sold.", true),
      ("We do not rent your data to anybody.", true), ("We sell your data to partners.", true),
      ("You can accept offers to sell your data, one by one.", false),
    ]
  )
  func `a text that denies offers, or allows more, is found out`(_ text: String, _ isWrong: Bool) {
    let rules = Rules.market.brokenPromises(in: text, as: .markdown, isPolicy: false).map(\.rule)
    #expect(rules.contains(.sale) == isWrong)
  }

  @Test(arguments: ["We never sell your answers.", "Your data is never sold."])
  func `where nothing is sold, a text may say so`(_ text: String) {
    let rules = Rules.small.brokenPromises(in: text, as: .markdown, isPolicy: false).map(\.rule)
    #expect(!rules.contains(.sale))
  }
}
