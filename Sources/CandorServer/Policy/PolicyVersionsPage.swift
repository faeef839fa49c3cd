import Candor
import Foundation

/// Every policy that was ever shown, the newest first.
struct PolicyVersionsPage: Page {
  static let template = "policy-versions"

  struct Row: Sendable {
    let number: Int
    let since: Moment
    let hash: String
    let isCurrent: Bool
    /// Such as 'It changed: How long; Who gets what'.
    let tells: String
  }

  let frame: Frame
  let versions: [Row]

  init(_ versions: [House.Version], _ frame: Frame, _ language: Language) {
    self.frame = frame
    self.versions = versions.indices.reversed().map { index in
      let version = versions[index]
      let change =
        index > 0 ? PolicyDifference(from: versions[index - 1], to: version, language) : nil
      let titles = change?.sections.map(\.title).joined(separator: language("; "))
      return Row(
        number: version.number,
        since: Moment(version.text.since, language),
        hash: version.text.hash.rawValue,
        isCurrent: version.isCurrent,
        tells: Self.tells(titles, language)
      )
    }
  }

  private static func tells(_ titles: String?, _ language: Language) -> String {
    guard let titles else { return language("The first one.") }
    return titles.isEmpty
      ? language("Nothing changed.") : language("It changed: {parts}.", ["parts": titles])
  }
}
