import CandorFixtures
import Foundation
import Testing

@testable import Candor

@Suite struct ExpressionTests {
  @Test(arguments: ExpressionVector.all)
  func `an expression comes to what it says`(_ vector: ExpressionVector) throws {
    let expression = try Candor.Expression(vector.text)
    let found = expression.value(in: try Answers.scope)
    let expected = try Answers.operand(vector.expected)
    if case (.number(let left), .number(let right)) = (found, expected) {
      #expect(abs(left - right) <= abs(right) * 1e-15)
    } else {
      #expect(found == expected)
    }
  }

  @Test func `every function and every spelling of every operator has a vector`() throws {
    let called = try ExpressionVector.all.reduce(into: Set<String>()) {
      $0.formUnion(try Candor.Expression($1.text).functions)
    }
    #expect(called == Set(Function.allCases.map(\.rawValue)))
    let words = Set(ExpressionVector.all.flatMap { $0.text.split(separator: " ").map(String.init) })
    for spelling in Operator.allCases.flatMap(\.spellings) {
      #expect(words.contains(spelling), "\(spelling) has no vector")
    }
    for spelling in ["empty", "notempty", "negate", "not"] {
      #expect(words.contains(spelling), "\(spelling) has no vector")
    }
  }

  @Test(arguments: Function.allCases)
  func `a function takes as many values as it says`(_ function: Function) throws {
    let few = function.arity.lowerBound - 1
    let many = function.arity.upperBound + 1
    for count in [few, many] where count >= 0 {
      let values = Array(repeating: "'a'", count: count).joined(separator: ",")
      #expect(throws: Candor.Expression.Invalid.self) {
        try Candor.Expression("\(function.rawValue)(\(values))")
      }
    }
  }

  @Test(arguments: [
    ("true", true), ("1", true), ("'1'", true), ("[1]", true), ("2", false), ("'yes'", false),
    ("{name}", false), ("{missing}", false), ("{yes}", true), ("{word}", true), ("today()", false),
    ("{name} notempty", true), ("{address}", false), ("{name} and true", true),
  ])
  func `a condition holds for true alone`(_ text: String, _ holds: Bool) throws {
    #expect(try Candor.Expression(text).holds(in: Answers.scope) == holds)
  }

  @Test func `an expression says what it reads and calls`() throws {
    let expression = try Candor.Expression(
      "iif({genres} contains 'poetry' and {books[0].title} = { a.b }, {#age}, displayValue('city'))"
    )
    #expect(expression.names == ["genres", "books[0].title", "a.b", "age", "city"])
    #expect(expression.functions == ["iif", "displayValue"])
  }

  @Test func `the columns that a condition on rows reads are no questions`() throws {
    for text in [
      "sumInArray({books}, 'pages', {read} = true)", "sumInArray({books}, 'pages', '{read} = 1')",
      "maxInArray({books}, 'pages', 'title', {read} = true)",
    ] {
      #expect(try Candor.Expression(text).names == ["books"])
    }
  }

  @Test func `an expression is known by its text`() throws {
    let first = try Candor.Expression("{a} = 1")
    #expect(try first == Candor.Expression("{a} = 1"))
    #expect(try first != Candor.Expression("{a} = 2"))
    #expect(try Set([first, Candor.Expression("{a} = 1")]).count == 1)
  }

  @Test(arguments: [
    (Operand.empty, ""), (.flag(true), "true"), (.number(7), "7"), (.number(-0.0), "0"),
    (.number(7.5), "7.5"), (.number(1e21), "1e+21"), (.number(1.5e-7), "1.5e-7"),
    (.number(123_456_789_012), "123456789012"), (.number(0.000_001), "0.000001"),
    (.number(1e16), "10000000000000000"), (.text("poetry"), "poetry"),
    (.list([.text("a"), .number(2)]), "a, 2"),
    (.date(Date(milliseconds: 0)), "1970-01-01"),
    (.date(Date(milliseconds: 3_661_000)), "1970-01-01T01:01:01Z"),
    (.date(Date(milliseconds: -1000)), "1969-12-31T23:59:59Z"),
  ])
  func `a value reads as it would in a sentence`(_ operand: Operand, _ text: String) {
    #expect(operand.description == text)
  }
}
