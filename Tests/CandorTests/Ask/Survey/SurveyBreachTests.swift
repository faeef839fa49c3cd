import Candor
import CandorFixtures
import Testing

struct SurveyBreachTests {
  @Test(arguments: SurveyBreach.all)
  func `a survey that may not be asked is refused with its line, path and rule`(
    _ breach: SurveyBreach
  ) throws {
    let yaml = Asking.yaml(breach.experience)
    let error = try #require(throws: Invalid.self) { try Rules(yaml: yaml) }
    let path = "experiences[0].\(breach.path)"
    let problem = try #require(
      error.problems.first { $0.path == path && $0.rule.contains(breach.rule) },
      "found only \(error.problems)"
    )
    #expect(error.problems.count == 1 || breach.testDescription.hasPrefix("type:"))
    let lines = yaml.split(separator: "\n", omittingEmptySubsequences: false)
    let line = try #require(problem.line)
    #expect(lines[line - 1].contains(breach.place), "line \(line): \(lines[line - 1])")
  }
}
