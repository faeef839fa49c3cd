import CandorFixtures
import Testing

/// A survey that may not be asked, and what is said of it.
struct SurveyBreach: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let experience: String
  /// Below the experience.
  let path: String
  /// What stands on the line of the problem.
  let place: String
  let rule: String

  private init(
    _ description: String,
    _ experience: String,
    _ path: String,
    at place: String,
    _ rule: String
  ) {
    self.testDescription = description
    self.experience = experience
    self.path = path
    self.place = place
    self.rule = rule
  }

  /// One question, with a line about it.
  private init(_ question: String, _ key: String, at place: String, _ rule: String) {
    self.init(
      "\(key): \(place)",
      """
      pages:
        - name: one
          elements:
            - {type: text, name: first, title: First, @text}
            - \(question)
      """,
      "pages[0].elements[1].\(key)",
      at: place,
      rule
    )
  }

  /// A key of a question of the type text.
  private init(text key: String, _ rule: String) {
    let line = "\(key): 1"
    self.init("{type: text, name: a, title: A, @text,\n         \(line)}", key, at: line, rule)
  }

  /// A key of the whole survey.
  private init(whole key: String, _ rule: String) {
    let page = "pages: [{name: one, elements: [{type: text, name: a, title: A, @text}]}]"
    self.init("the key \(key)", "\(page)\n\(key): 1", key, at: "\(key): 1", rule)
  }

  private init(type: String, _ rule: String) {
    self.init("{type: \(type), name: a}", "type", at: "type: \(type)", rule)
  }
}

extension SurveyBreach {
  static let all = refusedTypes + refusedKeys + questions + numbers + references + ends

  private static let refusedTypes: [SurveyBreach] = [
    SurveyBreach(type: "file", "takes files"),
    SurveyBreach(type: "signaturepad", "takes a signature"),
    SurveyBreach(type: "matrixdropdown", "ask them one by one"),
    SurveyBreach(type: "matrixdynamic", "has rows without end"),
    SurveyBreach(type: "paneldynamic", "repeats without end"),
    SurveyBreach(type: "buttongroup", "use a radiogroup"),
    SurveyBreach(type: "image", "tell another server who answers"),
    SurveyBreach(type: "imagemap", "cannot be read aloud"),
    SurveyBreach(type: "empty", "shows nothing"),
    SurveyBreach(type: "telepathy", "must be one of: radiogroup"),
  ]

  private static let refusedKeys: [SurveyBreach] = [
    SurveyBreach(text: "choicesByUrl", "tells it who does"),
    SurveyBreach(text: "choicesFromQuestion", "write the choices out"),
    SurveyBreach(text: "setValueExpression", "only the person answers"),
    SurveyBreach(text: "setValueIf", "only the person answers"),
    SurveyBreach(text: "resetValueIf", "only the person answers"),
    SurveyBreach(text: "defaultValueExpression", "only the person answers"),
    SurveyBreach(text: "valueName", "the attribute says it"),
    SurveyBreach(text: "visible", "list what a link tells under 'hidden'"),
    SurveyBreach(text: "readOnly", "use an expression"),
    SurveyBreach(text: "sliderType", "a slider picks one number"),
    SurveyBreach(text: "timeLimit", "nobody is timed here"),
    SurveyBreach(text: "colour", "is no key here; known: "),
    SurveyBreach(whole: "triggers", "only the person answers"),
    SurveyBreach(whole: "navigateToUrl", "sends people away"),
    SurveyBreach(whole: "navigateToUrlOnCondition", "sends people away"),
    SurveyBreach(whole: "showTimer", "nobody is timed here"),
    SurveyBreach(whole: "timeLimit", "nobody is timed here"),
    SurveyBreach(whole: "timeLimitPerPage", "nobody is timed here"),
    SurveyBreach(whole: "maxTimeToFinish", "nobody is timed here"),
    SurveyBreach(whole: "cookieName", "keeps a cookie"),
    SurveyBreach(whole: "sendResultOnPageNext", "unfinished answers"),
    SurveyBreach(whole: "surveyPostId", "sends to elsewhere"),
    SurveyBreach(whole: "surveyId", "loads from elsewhere"),
    SurveyBreach(whole: "logo", "loads a picture"),
    SurveyBreach(whole: "backgroundImage", "loads a picture"),
    SurveyBreach(whole: "colour", "is no key here"),
  ]

  private static let questions: [SurveyBreach] = [
    SurveyBreach(
      "{type: text, name: a, title: A, inputType: password, @text}",
      "inputType",
      at: "inputType: password",
      "must be one of: text, date"
    ),
    SurveyBreach(
      "{type: boolean, name: a, title: A, attribute: a-text, gives: [letters], uses: [planning]}",
      "type",
      at: "type: boolean",
      "asks for a flag, but 'a-text' is a text"
    ),
    SurveyBreach(
      "{type: radiogroup, name: a, title: A, choices: [x], @choice}",
      "choices",
      at: "choices: [x]",
      "at least two choices"
    ),
    SurveyBreach(
      "{type: checkbox, name: a, title: A, choices: [x, other], showOtherItem: true, @choices}",
      "choices",
      at: "choices: [x, other]",
      "'other' is the value of an item of its own"
    ),
    SurveyBreach(
      "{type: checkbox, name: a, title: A, choices: [x, x], @choices}",
      "choices",
      at: "choices: [x, x]",
      "'x' is there twice"
    ),
    SurveyBreach(
      "{type: imagepicker, name: a, title: A, @choice, "
        + "choices: [{value: x, imageLink: 'data:image/png;base64,AA=='}, y]}",
      "choices[1].imageLink",
      at: "choices: [{value: x, imageLink: 'data",
      "is missing"
    ),
    SurveyBreach(
      """
      {type: imagepicker, name: a, title: A, @choice, choices: [
              {value: x, imageLink: 'https://tracker.example/x.png'},
              {value: y, imageLink: 'data:image/png;base64,AA=='}]}
      """,
      "choices[0].imageLink",
      at: "imageLink: 'https",
      "tells who looks"
    ),
    SurveyBreach(
      "{type: matrix, name: a, title: A, rows: [], columns: [x, y], @table}",
      "rows",
      at: "rows: []",
      "at least one row"
    ),
    SurveyBreach(
      "{type: matrix, name: a, title: A, rows: [r], columns: [x], @table}",
      "columns",
      at: "columns: [x]",
      "at least two columns"
    ),
    SurveyBreach(
      "{type: matrix, name: a, title: A, columns: [x, y], @table,\n rows: [{value: r, imageLink: x}]}",
      "rows[0].imageLink",
      at: "rows: [{value: r, imageLink: x}]",
      "is no key here"
    ),
    SurveyBreach(
      "{type: multipletext, name: a, title: A, items: [], @table}",
      "items",
      at: "items: []",
      "at least one field"
    ),
    SurveyBreach(
      "{type: html, name: a, html: '<script>alert(1)</script>'}",
      "html",
      at: "html: '<script>",
      "may not have a <script>"
    ),
    SurveyBreach(
      "{type: text, name: a b, title: A, @text}",
      "name",
      at: "name: a b",
      "letters, digits, dashes and underscores"
    ),
    SurveyBreach(
      "{type: text, name: first, title: A, @text}",
      "name",
      at: "- name: one",
      "'first' is there twice"
    ).at("pages"),
    SurveyBreach(
      "{type: boolean, name: a, title: A, correctAnswer: maybe, @flag}",
      "correctAnswer",
      at: "correctAnswer: maybe",
      "must be true or false"
    ),
    SurveyBreach(
      "{type: radiogroup, name: a, title: A, choices: [x, y], defaultValue: z, @choice}",
      "defaultValue",
      at: "defaultValue: z",
      "must be one of the question's choices"
    ),
  ]

  /// The same problem, told of something above the question.
  private func at(_ path: String) -> SurveyBreach {
    SurveyBreach(
      testDescription,
      experience,
      path,
      at: place,
      rule
    )
  }

  private static let numbers: [SurveyBreach] = [
    SurveyBreach(
      "{type: text, inputType: number, name: a, title: A, step: 0.5, @number}",
      "step",
      at: "step: 0.5",
      "must be a whole number"
    ),
    SurveyBreach(
      "{type: slider, name: a, title: A, min: 9, max: 3, @number}",
      "max",
      at: "max: 3",
      "must be above 9"
    ),
    SurveyBreach(
      "{type: rating, name: a, title: A, rateMax: 90, @rating}",
      "rateMax",
      at: "rateMax: 90",
      "more than 20 steps"
    ),
    SurveyBreach(
      "{type: rating, name: a, title: A, rateValues: [1], @rating}",
      "rateValues",
      at: "rateValues: [1]",
      "2 to 20 whole numbers"
    ),
    SurveyBreach(
      "{type: rating, name: a, title: A, rateValues: [1, good], @rating}",
      "rateValues",
      at: "rateValues: [1, good]",
      "2 to 20 whole numbers"
    ),
    SurveyBreach(
      "{type: rating, name: a, title: A, rateValues: [1, 3], rateMax: 9, @rating}",
      "rateValues",
      at: "rateValues: [1, 3]",
      "leave out rateMin"
    ),
    SurveyBreach(
      "{type: checkbox, name: a, title: A, choices: [x, y], minSelectedChoices: 2, "
        + "maxSelectedChoices: 1, @choices}",
      "maxSelectedChoices",
      at: "maxSelectedChoices: 1",
      "must be at least 2"
    ),
    SurveyBreach(
      "{type: text, name: a, title: A, validators: [{type: regex}], @text}",
      "validators[0].regex",
      at: "validators: [{type: regex}]",
      "is missing"
    ),
    SurveyBreach(
      "{type: text, name: a, title: A, validators: [{type: regex, regex: '(a)\\1'}], @text}",
      "validators[0].regex",
      at: "regex: '(a)",
      "may not refer back"
    ),
    SurveyBreach(
      "{type: text, name: a, title: A, validators: [{type: expression}], @text}",
      "validators[0].expression",
      at: "validators: [{type: expression}]",
      "is missing"
    ),
  ]

  private static let references: [SurveyBreach] = [
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

  private static func ended(_ lines: String) -> String {
    "pages: [{name: one, elements: [{type: text, name: a, title: A, @text}]}]\n\(lines)"
  }

  private static let ends: [SurveyBreach] = [
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
      ended("outcomes: [{name: x, title: X, when: '{a} = 1'}]"),
      "outcomes",
      at: "outcomes:",
      "must end with one without 'when'"
    ),
    SurveyBreach(
      "picks without a purpose",
      ended("outcomes: [{name: x, title: X, picks: {genres: [Verse]}}]"),
      "outcomes[0].picks",
      at: "outcomes:",
      "needs 'match' to say for which purpose"
    ),
    SurveyBreach(
      "a match for an unknown purpose",
      ended("outcomes: [{name: x, title: X, picks: {}}]\nmatch: {purpose: gossip}"),
      "match.purpose",
      at: "match: {purpose: gossip}",
      "'gossip' is no purpose of these rules"
    ),
    SurveyBreach(
      "a match without picks",
      ended("outcomes: [{name: x, title: X}]\nmatch: {purpose: planning}"),
      "match",
      at: "match: {purpose: planning}",
      "has no outcome that picks"
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
}
