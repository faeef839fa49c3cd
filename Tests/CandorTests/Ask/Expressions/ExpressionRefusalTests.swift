import CandorFixtures
import Foundation
import Synchronization
import Testing

@testable import Candor

@Suite struct ExpressionRefusalTests {
  @Test(arguments: [
    ("", 0, "ends where a value must stand"),
    ("   ", 3, "ends where a value must stand"),
    ("{a} =", 5, "ends where a value must stand"),
    ("{a} = 1 and", 11, "ends where a value must stand"),
    ("{a} = = 1", 6, "has '=' where a value must stand"),
    ("= 1", 0, "has '=' where a value must stand"),
    ("{a} 1", 4, "has '1' where an operator must stand"),
    ("{a} like 'x'", 4, "has 'like' where an operator must stand"),
    ("{a} = 1 2", 8, "has '2' where an operator must stand"),
    ("{a} = 1)", 7, "has ')' where an operator must stand"),
    ("(1 + 2", 0, "has no ')' to close this"),
    ("sum(1, 2", 3, "has no ')' to close this"),
    ("[1, 2", 0, "has no ']' to close this"),
    ("[1, 2)", 5, "has ')' where an operator or ']' must stand"),
    ("[1,]", 3, "has ']' where a value must stand"),
    ("sum(,)", 4, "has ',' where a value must stand"),
    ("'poetry", 0, "has a text whose quote is not closed"),
    ("{a} = \"poetry'", 6, "has a text whose quote is not closed"),
    ("{a", 0, "has a variable whose brace is not closed"),
    ("{a{b}}", 0, "has a variable whose brace is not closed"),
    ("{}", 0, "cannot be read: a variable needs a name between its braces"),
    ("{ # }", 0, "cannot be read: a variable needs a name between its braces"),
    (
      "{$a.isVisible}", 0,
      "cannot be read: '{$a.isVisible}' reads how a question is drawn, which no record holds"
    ),
    ("{\"a\": 1}", 0, "cannot be read: values are not written between braces, only names"),
    ("1 + guess({a})", 4, "has a function 'guess' that is not known"),
    ("Sum({a})", 0, "has a function 'Sum' that is not known"),
    (
      "{b} = 1 and propertyValue('a', 'b')", 12,
      "cannot have the function 'propertyValue': it reads how a question is drawn, which no record holds"
    ),
    (
      "isContainerReady('p')", 0,
      "cannot have the function 'isContainerReady': it reads the state of a page in a browser, which no record holds"
    ),
    ("displayValue({a})", 0, "must name the question of 'displayValue' in quotes"),
    ("iif(true)", 0, "must give 'iif' 2 to 3 values, not 1"),
    ("getDate()", 0, "must give 'getDate' 1 values, not 0"),
    (
      "sumInArray({a}, 'b', {c} = 1, {d} = 2)", 0,
      "must name a column before the condition of 'sumInArray'"
    ),
    ("sumInArray({a}, 'b', '{c} =')", 5, "ends where a value must stand"),
    ("-{a}", 1, "has a minus that is neither between values nor before a number"),
    ("5 - - 3", 5, "has a minus that is neither between values nor before a number"),
    ("007", 0, "has a number that is not written as 7, 7.5 or 0x1F"),
    ("0x", 0, "has a number that is not written as 7, 7.5 or 0x1F"),
    ("5.", 1, "has '.' where an operator must stand"),
    (".5", 0, "has '.' where a value must stand"),
    ("1e5", 1, "has 'e5' where an operator must stand"),
    ("({a}) empty", 6, "has 'empty' where an operator must stand"),
    ("sum ({a})", 4, "has '(' where an operator must stand"),
    ("{é} = ж", 7, "has a letter where a value must stand"),
    ("{a} ; {b}", 4, "has ';' where an operator must stand"),
    ("{a} & {b}", 4, "has '&' where an operator must stand"),
    ("{a} contains", 12, "ends where a value must stand"),
    ("1\u{0}2", 1, "has a letter where an operator must stand"),
  ])
  func `what cannot be read is refused at its place`(
    _ text: String,
    _ position: Int,
    _ rule: String
  ) {
    #expect(throws: Candor.Expression.Invalid(position: position, rule: rule)) {
      try Candor.Expression(text)
    }
  }

  @Test func `a long expression is refused, the longest is read`() throws {
    let longest = "'" + String(repeating: "a", count: 9998) + "'"
    _ = try Candor.Expression(longest)
    #expect(throws: Candor.Expression.Invalid.self) { try Candor.Expression(longest + " ") }
  }

  @Test(arguments: ["(", "[", "!", "sum(", "iif(true,", "not ", "!(", "[sum("])
  func `nothing is nested without end`(_ opener: String) throws {
    for count in [65, 500, 2000] {
      let text = String(String(repeating: opener, count: count).prefix(9999))
      #expect(throws: Candor.Expression.Invalid.self) { try Candor.Expression(text) }
    }
  }

  @Test func `what may be nested is read and answered on a small stack`() throws {
    let texts = [
      String(repeating: "(", count: 60) + "1" + String(repeating: ")", count: 60),
      String(repeating: "[", count: 60) + "1" + String(repeating: "]", count: 60),
      String(repeating: "sum(1,", count: 60) + "1" + String(repeating: ")", count: 60),
      String(repeating: "!", count: 60) + "1",
      "1" + String(repeating: "+1", count: 4900),
      "1" + String(repeating: " or 1", count: 1900),
      String(repeating: "1^1*2+3=4 and 5 or ", count: 500) + "6",
    ]
    let finished = Finished()
    let thread = Thread {
      for text in texts {
        guard let expression = try? Candor.Expression(text) else { continue }
        _ = expression.value(in: Candor.Expression.Scope(now: .start))
        finished.count.withLock { $0 += 1 }
      }
      finished.signal.signal()
    }
    thread.stackSize = 512 * 1024
    thread.start()
    #expect(finished.signal.wait(timeout: .now() + 60) == .success)
    #expect(finished.count.withLock { $0 } == texts.count)
  }
}

private final class Finished: Sendable {
  let count = Mutex(0)
  let signal = DispatchSemaphore(value: 0)
}
