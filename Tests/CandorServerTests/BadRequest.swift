import HTTPTypes
import Testing

/// A request that must be refused, and how.
struct BadRequest: Sendable, CustomTestStringConvertible {
  let what: String
  let method: HTTPRequest.Method
  let path: String
  let body: String
  let status: Int
  /// The field that the answer must name; nil when the whole request is at fault.
  let field: String?

  init(
    _ what: String,
    _ method: HTTPRequest.Method,
    _ path: String,
    _ body: String,
    _ status: Int,
    _ field: String? = nil
  ) {
    self.what = what
    self.method = method
    self.path = path
    self.body = body
    self.status = status
    self.field = field
  }

  var testDescription: String { what }

  static let answers = "/v1/people/PERSON/answers"
  static let consent = "/v1/people/PERSON/consents/personal-lists"

  static let all = [
    BadRequest("malformed JSON", .post, answers, #"{"experience": "#, 400, ""),
    BadRequest("a list for an object", .post, answers, "[]", 400, ""),
    BadRequest(
      "a misspelled key",
      .post,
      answers,
      #"{"experience": "tastes", "answers": {}, "grant": []}"#,
      400,
      "grant"
    ),
    BadRequest(
      "a misspelled key within",
      .post,
      "/v1/decisions",
      #"{"uses": [{"person": "x", "purpose": "p", "recipent": "r", "attributes": []}]}"#,
      400,
      "uses[0].recipent"
    ),
    BadRequest("no experience", .post, answers, #"{"answers": {}}"#, 400, "experience"),
    BadRequest(
      "unknown experience",
      .post,
      answers,
      #"{"experience": "x", "answers": {}}"#,
      422,
      "experience"
    ),
    BadRequest(
      "unknown question",
      .post,
      answers,
      #"{"experience": "tastes", "answers": {"x": 1}}"#,
      422,
      "answers.x"
    ),
    BadRequest(
      "unknown choice",
      .post,
      answers,
      #"{"experience": "tastes", "answers": {"genres": ["Quillfeather"]}}"#,
      422,
      "answers.genres"
    ),
    BadRequest(
      "wrong type",
      .post,
      answers,
      #"{"experience": "tastes", "answers": {"genres": 3}}"#,
      422,
      "answers.genres"
    ),
    BadRequest(
      "out of range",
      .post,
      answers,
      #"{"experience": "tastes", "answers": {"poetry": 9}}"#,
      422,
      "answers.poetry"
    ),
    BadRequest(
      "half a rating",
      .post,
      answers,
      #"{"experience": "tastes", "answers": {"poetry": 2.5}}"#,
      422,
      "answers.poetry"
    ),
    BadRequest(
      "an object for an answer",
      .post,
      answers,
      #"{"experience": "tastes", "answers": {"poetry": {"a": 1}}}"#,
      400,
      "answers.poetry"
    ),
    BadRequest(
      "stale notice",
      .post,
      answers,
      #"{"experience": "tastes", "answers": {}, "grants": [{"purpose": "personal-lists", "notice": "00"}]}"#,
      409
    ),
    BadRequest(
      "unknown purpose",
      .post,
      answers,
      #"{"experience": "tastes", "answers": {}, "grants": [{"purpose": "x", "notice": "00"}]}"#,
      422,
      "purpose"
    ),
    BadRequest("stale consent", .put, consent, #"{"answer": "grant", "notice": "00"}"#, 409),
    BadRequest("a grant without a text", .put, consent, #"{"answer": "grant"}"#, 422, "notice"),
    BadRequest("an unknown answer", .put, consent, #"{"answer": "maybe"}"#, 400, "answer"),
    BadRequest(
      "unknown recipient",
      .put,
      consent + "/x",
      #"{"answer": "withdraw"}"#,
      422,
      "recipient"
    ),
    BadRequest(
      "an attribute not held",
      .put,
      "/v1/people/PERSON/attributes/authors",
      #"{"value": ["Quillfeather"]}"#,
      404
    ),
    BadRequest(
      "a correction of the wrong type",
      .put,
      "/v1/people/PERSON/attributes/genres",
      #"{"value": 3}"#,
      422,
      "value"
    ),
    BadRequest(
      "muting two things",
      .put,
      "/v1/people/PERSON/muted",
      #"{"attribute": "genres", "item": "story-1", "muted": true}"#,
      422,
      "attribute"
    ),
    BadRequest(
      "unknown item",
      .post,
      "/v1/people/PERSON/acts",
      #"{"acts": [{"kind": "read", "item": "x"}]}"#,
      422,
      "acts[0].item"
    ),
    BadRequest(
      "unknown act",
      .post,
      "/v1/people/PERSON/acts",
      #"{"acts": [{"kind": "hug", "item": "story-1"}]}"#,
      422,
      "acts[0].kind"
    ),
    BadRequest(
      "a followed item",
      .post,
      "/v1/people/PERSON/acts",
      #"{"acts": [{"kind": "follow", "item": "story-1"}]}"#,
      422,
      "acts[0]"
    ),
    BadRequest(
      "an act to come",
      .post,
      "/v1/people/PERSON/acts",
      #"{"acts": [{"kind": "read", "item": "story-1", "time": "2199-01-01"}]}"#,
      422,
      "acts[0].time"
    ),
    BadRequest("a bad address", .post, "/v1/people", #"{"email": "quillfeather"}"#, 422, "email"),
    BadRequest(
      "an item without a title",
      .put,
      "/v1/catalogue/items",
      #"{"items": [{"id": "a", "title": "A"}, {"id": "b", "title": " "}]}"#,
      422,
      "items[1].title"
    ),
    BadRequest(
      "the same item twice",
      .put,
      "/v1/catalogue/items",
      #"{"items": [{"id": "a", "title": "A"}, {"id": "a", "title": "B"}]}"#,
      422,
      "items[1].id"
    ),
    BadRequest(
      "a bad day",
      .put,
      "/v1/catalogue/items",
      #"{"items": [{"id": "a", "title": "A", "released": "2026-02-30"}]}"#,
      422,
      "items[0].released"
    ),
    BadRequest(
      "an import with one bad act",
      .post,
      "/v1/imports/acts",
      #"{"acts": [{"person": "p", "act": {"kind": "read", "item": "story-1"}}, {"person": "p", "act": {"kind": "read", "item": "x"}}]}"#,
      422,
      "acts[1].act.item"
    ),
    BadRequest(
      "an unknown scope",
      .post,
      "/v1/keys",
      #"{"name": "n", "scopes": ["x"]}"#,
      422,
      "scopes[0]"
    ),
    BadRequest("no uses", .post, "/v1/decisions", #"{"uses": []}"#, 422, "uses"),
  ]
}
