extension Shape {
  /// Types of elements that SurveyJS has and Candor does not, each with the reason.
  static let refusedTypes = [
    "file": "takes files, which cannot be held to a purpose; ask for a text",
    "signaturepad": "takes a signature; a yes is kept as a grant, with the text that was shown",
    "matrixdropdown": "is a table of questions in one; ask them one by one, or use a matrix",
    "matrixdynamic": "has rows without end; use a multipletext, or a tagbox",
    "paneldynamic": "repeats without end; use a tagbox, or a panel for each",
    "buttongroup": "is a radiogroup that looks different; use a radiogroup",
    "image": "loads a picture, which may tell another server who answers; use an imagepicker",
    "imagemap": "is a picture that cannot be read aloud; use an imagepicker",
    "empty": "shows nothing",
  ]

  private static let leak = """
    loads from another server while somebody answers, and tells it who does; write the choices out
    """
  private static let steered = "changes answers by itself; only the person answers"
  private static let timed = "hurries people; nobody is timed here"
  private static let elsewhere =
    "sends people away with their answers; use completedHtml with a link"

  /// Keys of a whole survey that are refused, each with the reason.
  static let refusedOnSurvey = [
    "triggers": steered, "navigateToUrl": elsewhere, "navigateToUrlOnCondition": elsewhere,
    "showTimer": timed, "timeLimit": timed, "timeLimitPerPage": timed, "maxTimeToFinish": timed,
    "cookieName": "keeps a cookie of its own; unfinished answers are kept in the record",
    "sendResultOnPageNext": "sends to elsewhere; unfinished answers are kept in the record",
    "surveyPostId": "sends to elsewhere", "surveyId": "loads from elsewhere",
    "logo": "loads a picture from elsewhere",
    "backgroundImage": "loads a picture from elsewhere",
  ]

  /// Keys of an element that are refused, each with the reason.
  static let refusedOnElement = [
    "choicesByUrl": leak, "choicesFromQuestion": "is not known here; write the choices out",
    "setValueExpression": steered, "setValueIf": steered, "resetValueIf": steered,
    "defaultValueExpression": steered, "valueName": "is not known here; the attribute says it",
    "visible": "is not known here; list what a link tells under 'hidden'",
    "readOnly": "is not known here; use an expression, or text as html",
    "imageLink": "stands on a choice", "contentMode": "is not known here: pictures only",
    "sliderType": "is not known here: a slider picks one number",
    "timeLimit": timed, "maxTimeToFinish": timed,
  ]
}
