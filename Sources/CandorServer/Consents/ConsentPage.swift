import Candor

/// Every yes and no of a person, each with its exact text and a way to change it.
struct ConsentsPage: Page {
  static let template = "consents"

  /// What is done without a yes, because it was ordered.
  struct Ordered: Sendable {
    let sentence: String
    let fields: String
    let helpers: String?
  }

  let frame: Frame
  let isStale: Bool
  /// Whether something was learned from what was just taken back.
  let isUnlearned: Bool
  let requests: [ConsentRow]
  let ordered: [Ordered]
  let hasOrdered: Bool
}

/// One request by itself: who asks, for what, and yes or no.
struct ConsentPage: Page {
  static let template = "consent"

  let frame: Frame
  let isStale: Bool
  let row: ConsentRow
}
