import Candor
import CandorFixtures
import Testing

struct SurveyDraftTests {
  private static let json = #"""
    {
      "title": "Pets \ud83d\udc31",
      "logo": "https://cdn.example/logo.png",
      "pages": [
        {
          "elements": [
            {"type": "boolean", "name": "has_pet", "title": "Do you have a pet?"},
            {"type": "text", "name": "mail", "inputType": "email", "valueName": "m"},
            {"type": "file", "name": "photo"},
            {
              "type": "panel",
              "name": "more",
              "visibleIf": "{has_pet} = true",
              "elements": [
                {"type": "buttongroup", "name": "kind", "choices": ["cat", "dog"]},
                {"type": "dropdown", "name": "breed", "choicesByUrl": {"url": "https://x.example"}},
                {"type": "text", "name": "pet name", "startWithNewLine": false}
              ]
            }
          ]
        }
      ]
    }
    """#

  private func remark(_ path: String, in draft: SurveyDraft) -> Problem? {
    draft.remarks.first { $0.path == path }
  }

  @Test func `each question is told what it lacks, with its line`() throws {
    let draft = try SurveyDraft(json: Self.json)
    let pet = try #require(remark("pages[0].elements[0]", in: draft))
    #expect(pet.line == 7)
    #expect(pet.rule.contains("an attribute of the type flag (proposed: 'has-pet')"))
    #expect(pet.rule.contains("gives: what the person gets for it"))
    #expect(draft.attributes.map(\.type) == [.flag, .email, .choice, .choice, .text])
    #expect(draft.attributes.map(\.name) == ["has-pet", "email", "kind", "breed", "pet-name"])
  }

  @Test func `what is not taken is named with its reason`() throws {
    let draft = try SurveyDraft(json: Self.json)
    let inner = "pages[0].elements[3].elements"
    for (path, line, rule) in [
      ("logo", 3, "loads a picture from elsewhere"),
      ("pages[0].elements[1].valueName", 8, "the attribute says it"),
      ("pages[0].elements[2]", 9, "is left out: 'file' takes files"),
      ("\(inner)[0].type", 15, "taken for a radiogroup"),
      ("\(inner)[1].choicesByUrl", 16, "tells it who does"),
      ("\(inner)[2].startWithNewLine", 17, "is not known here"),
    ] {
      let found = try #require(remark(path, in: draft), "\(path) among \(draft.remarks)")
      #expect(found.line == line)
      #expect(found.rule.contains(rule), "\(found)")
    }
    #expect(!draft.yaml.contains("photo"))
    // What is left of the document is held against the rules as well.
    #expect(draft.remarks.contains { $0.rule.contains("must be a name of letters") })
    #expect(remark("kind", in: draft)?.rule.contains("is missing") == true)
  }

  @Test func `a draft is refused until it is completed, and holds then`() throws {
    let document = #"""
      {"title": "Pets", "elements": [
        {"type": "boolean", "name": "pet", "title": "A pet?"},
        {"type": "comment", "name": "why", "visibleIf": "{pet} = true"}
      ]}
      """#
    let draft = try SurveyDraft(json: document).yaml
    func house(_ yaml: String) -> String {
      let lines = yaml.split(separator: "\n").map { "  \($0)" }.joined(separator: "\n")
      let house = Asking.yaml("")
      let start = house.firstRange(of: "experiences:")?.upperBound ?? house.endIndex
      return house[..<start] + "\n" + lines + "\n"
    }
    let refused = try #require(throws: Invalid.self) { try Rules(yaml: house(draft)) }
    #expect(refused.problems.contains { $0.rule.contains("is missing") })
    let kind = draft.replacing("title: \"Pets\"\n", with: "title: Pets\n  kind: quiz\n")
    let empty = try #require(throws: Invalid.self) { try Rules(yaml: house(kind)) }
    #expect(empty.problems.contains { $0.rule.contains("gives nothing back may not be asked") })
    let done = kind.replacing("gives: []", with: "gives: [letters]")
      .replacing("uses: []", with: "uses: [planning]")
      .replacing("attribute: pet", with: "attribute: a-flag")
      .replacing("attribute: why", with: "attribute: a-text")
    let rules = try Rules(yaml: house(done))
    #expect(rules.experiences.first?.questions.map(\.name) == ["pet", "why"])
    #expect(rules.experiences.first?.questions.last?.title == "why")
  }

  @Test(arguments: ["", "[]", "{\"a\": ", "\"text\""])
  func `what is no survey is refused`(_ json: String) {
    #expect(throws: Invalid.self) { try SurveyDraft(json: json) }
  }
}
