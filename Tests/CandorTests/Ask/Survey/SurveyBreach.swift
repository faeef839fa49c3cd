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

  init(
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
  init(_ question: String, _ key: String, at place: String, _ rule: String) {
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
  init(text key: String, _ rule: String) {
    let line = "\(key): 1"
    self.init("{type: text, name: a, title: A, @text,\n         \(line)}", key, at: line, rule)
  }

  /// A key of the whole survey.
  init(whole key: String, _ rule: String) {
    let page = "pages: [{name: one, elements: [{type: text, name: a, title: A, @text}]}]"
    self.init("the key \(key)", "\(page)\n\(key): 1", key, at: "\(key): 1", rule)
  }

  init(type: String, _ rule: String) {
    self.init("{type: \(type), name: a}", "type", at: "type: \(type)", rule)
  }

  /// The same problem, told of something above the question.
  func at(_ path: String) -> SurveyBreach {
    SurveyBreach(testDescription, experience, path, at: place, rule)
  }
}

extension SurveyBreach {
  static let all = refusedTypes + refusedKeys + questions + numbers + references + ends

  static let refusedTypes: [SurveyBreach] = [
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

  static let refusedKeys: [SurveyBreach] = [
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
}
