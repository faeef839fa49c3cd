extension SurveyBreach {
  static let references: [SurveyBreach] = [
    SurveyBreach(
      "{type: text, name: a, title: A, visibleIf: '{nobody} = 1', @text}",
      "visibleIf",
      at: "visibleIf: '{nobody}",
      "tells of 'nobody', which is not asked here"
    ),
    SurveyBreach(
      "{type: text, name: a, title: A, visibleIf: '{first} =', @text}",
      "visibleIf",
      at: "visibleIf: '{first} =",
      "letter"
    ),
    SurveyBreach(
      "{type: text, name: a, title: A, visibleIf: 'steal({first})', @text}",
      "visibleIf",
      at: "visibleIf: 'steal",
      "steal"
    ),
    SurveyBreach(
      "{type: text, name: a, title: 'Dear {nobody}', @text}",
      "title",
      at: "title: 'Dear",
      "tells of 'nobody'"
    ),
    SurveyBreach(
      "{type: text, name: a, title: A, enableIf: '{a} notempty', @text}",
      "",
      at: "{type: text, name: a",
      "goes round in a circle: 'a' needs 'a'"
    ).at("pages[0].elements[1]"),
    SurveyBreach(
      "{type: panel, name: p, visibleIf: '{b} = 1', elements: "
        + "[{type: text, name: b, title: B, @text}]}",
      "",
      at: "elements: [{type: text, name: b",
      "goes round in a circle: 'b' needs 'b'"
    ).at("pages[0].elements[1].elements[0]"),
    SurveyBreach(
      "a circle of calculated values",
      """
      pages: [{name: one, elements: [{type: text, name: a, title: A, @text}]}]
      calculatedValues:
        - {name: x, expression: '{y} + 1'}
        - {name: y, expression: '{x} + 1'}
      """,
      "calculatedValues[0].expression",
      at: "{name: x",
      "'x' needs 'y' needs 'x'"
    ),
    SurveyBreach(
      "a link that fills what is not asked",
      "pages: [{name: one, elements: [{type: text, name: a, title: A, @text}]}]\nprefill: [b]",
      "prefill[0]",
      at: "prefill: [b]",
      "'b' is not asked here"
    ),
  ]

  static let ends: [SurveyBreach] = [
    SurveyBreach(
      "an end with an event handler",
      ended("completedHtml: <p onclick=alert(1)>Done</p>"),
      "completedHtml",
      at: "completedHtml",
      "may not have the attribute 'onclick'"
    ),
    SurveyBreach(
      "an end for what is not asked",
      ended("completedHtmlOnCondition: [{expression: '{b} = 1', html: Well}]"),
      "completedHtmlOnCondition[0].expression",
      at: "completedHtmlOnCondition",
      "tells of 'b'"
    ),
    SurveyBreach(
      "outcomes without one for everybody",
      ended("outcomes: [{name: x, title: X, when: '{a} = 1'}]\nmatch: {purpose: planning}"),
      "outcomes",
      at: "outcomes:",
      "must end with one without 'when'"
    ),
    SurveyBreach(
      "an outcome without a purpose",
      ended("outcomes: [{name: x, title: X}]"),
      "outcomes",
      at: "outcomes:",
      "need 'match' to say for which purpose"
    ),
    SurveyBreach(
      "a match for an unknown purpose",
      ended("outcomes: [{name: x, title: X, picks: {}}]\nmatch: {purpose: gossip}"),
      "match.purpose",
      at: "match: {purpose: gossip}",
      "'gossip' is no purpose of these rules"
    ),
    SurveyBreach(
      "a match without an outcome",
      ended("match: {purpose: planning}"),
      "match",
      at: "match: {purpose: planning}",
      "has no outcome"
    ),
    SurveyBreach(
      "picks by what is not asked",
      ended(
        "outcomes: [{name: x, title: X, picks: {genres: ['{b}']}}]\nmatch: {purpose: planning}"
      ),
      "outcomes[0].picks.genres",
      at: "outcomes:",
      "tells of 'b'"
    ),
  ]

  private static func ended(_ lines: String) -> String {
    "pages: [{name: one, elements: [{type: text, name: a, title: A, @text}]}]\n\(lines)"
  }
}
