import Testing

@testable import CandorCLI

@Suite struct `What a mail server asks` {
  @Test func `is a key behind 'get', with its signs as hexadecimal digits`() {
    #expect(MailQuestion(line: "get ada@relay.example")?.key == "ada@relay.example")
    #expect(MailQuestion(line: "get a%20b%25c@relay.example")?.key == "a b%c@relay.example")
    for line in ["", "get", "get ", "put a b", "GET a", "get %zz"] {
      #expect(MailQuestion(line: line) == nil, "\(line)")
    }
  }

  @Test func `is answered in a line that has no other blanks than the first`() {
    #expect(MailQuestion.Answer.address("a@b.example").line == "200 a@b.example\n")
    #expect(MailQuestion.Answer.none("100% no\n").line == "500 100%25%20no%0A\n")
    #expect(MailQuestion.Answer.later("ask later").line == "400 ask%20later\n")
  }
}
