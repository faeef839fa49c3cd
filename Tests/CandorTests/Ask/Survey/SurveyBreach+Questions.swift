extension SurveyBreach {
  static let questions: [SurveyBreach] = [
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

  static let numbers: [SurveyBreach] = [
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
}
