import CandorFixtures
import Foundation
import Testing

@testable import Candor

@Suite struct ExpressionPropertyTests {
  private static let tokens =
    Operator.allCases.flatMap(\.spellings) + Function.allCases.map { $0.rawValue + "(" }
    + [
      "(", ")", "[", "]", ",", "{", "}", "{name}", "{genres}", "{books}", "{#age}", "{a[0].b}",
      "{numbers.length}", "{missing}", "'", "\"", "\\", "'x'", "'{name} = 1'", "7", "-7", "0x1F",
      "0", "1e400", "99999999999999999999", "true", "false", "null", "empty", "notempty", "not",
      "negate", "!", "-", ".", "é", "\u{0}", "\u{1F4DA}", "$", "propertyValue(", "'2026-11-29'",
    ]

  @Test(arguments: 0..<20)
  func `any row of tokens is read or refused`(_ seed: UInt64) throws {
    var dice = Dice(seed)
    let scope = try Answers.scope
    for _ in 0..<200 {
      let count = dice.roll(1...14)
      let text = (0..<count).map { _ in dice.pick(Self.tokens) }
        .joined(separator: dice.chance(70) ? " " : "")
      do throws(Candor.Expression.Invalid) {
        let expression = try Candor.Expression(text)
        #expect(expression.value(in: scope) == expression.value(in: scope))
      } catch {
        #expect(0...text.utf8.count ~= error.position, "\(text)")
        #expect(!error.rule.isEmpty)
      }
    }
  }

  @Test(arguments: 0..<20)
  func `any well-formed expression is read, and every value in it is finite`(
    _ seed: UInt64
  ) throws {
    var dice = Dice(seed)
    let scope = try Answers.scope
    for _ in 0..<150 {
      let text = Self.expression(depth: 4, &dice)
      let expression = try Candor.Expression(text)
      #expect(Self.isFinite(expression.value(in: scope)), "\(text)")
      #expect(Self.isFinite(expression.value(in: .init(now: .distantFuture))), "\(text)")
    }
  }

  @Test(arguments: 0..<10)
  func `brackets around what binds tighter change nothing`(_ seed: UInt64) throws {
    var dice = Dice(seed)
    let scope = try Answers.scope
    for _ in 0..<100 {
      let level = dice.roll(1...Operator.levels.count - 1)
      let (loose, tight) = (Operator.levels[level - 1], Operator.levels[level])
      let sorted = { (level: Set<Operator>) in level.map(\.spellings[0]).sorted() }
      let (first, second) = (dice.pick(sorted(loose)), dice.pick(sorted(tight)))
      let (a, b, c) = (Self.leaf(&dice), Self.leaf(&dice), Self.leaf(&dice))
      let right = try Candor.Expression("\(a) \(first) \(b) \(second) \(c)")
      #expect(
        try right.value(in: scope)
          == Candor.Expression("\(a) \(first) (\(b) \(second) \(c))").value(in: scope)
      )
      let left = try Candor.Expression("\(a) \(second) \(b) \(first) \(c)")
      #expect(
        try left.value(in: scope)
          == Candor.Expression("(\(a) \(second) \(b)) \(first) \(c)").value(in: scope)
      )
    }
  }

  @Test(arguments: 0..<10)
  func `equality looks the same from both sides`(_ seed: UInt64) throws {
    var dice = Dice(seed)
    let scope = try Answers.scope
    for _ in 0..<200 {
      let (a, b) = (Self.leaf(&dice), Self.leaf(&dice))
      let equal = try Candor.Expression("\(a) = \(b)").holds(in: scope)
      #expect(try Candor.Expression("\(b) = \(a)").holds(in: scope) == equal, "\(a), \(b)")
      #expect(try Candor.Expression("\(a) <> \(b)").holds(in: scope) != equal, "\(a), \(b)")
      #expect(try Candor.Expression("\(a) = \(a)").holds(in: scope), "\(a)")
    }
  }

  @Test func `a hundred thousand choices are looked through in steps, not in squares`() throws {
    let many = Operand.list((0..<100_000).map { .text("choice \($0)") })
    let turned = Operand.list((0..<100_000).reversed().map { .text("CHOICE \($0)") })
    let scope = Candor.Expression.Scope(values: ["a": many, "b": turned], now: .start)
    for text in [
      "{a} contains {b}", "{a} allof {b}", "{a} anyof {b}", "{a} = {b}", "count({a}) = 100000",
      "{a} notcontains 'x'", "({a} + {b}) = null", "max({a}) = 'choice 99999'",
    ] {
      #expect(try Candor.Expression(text).holds(in: scope), "\(text)")
    }
  }

  @Test func `what lies deeper than anyone answers is not looked into`() throws {
    var list = Operand.text("x")
    var object = Operand.text("x")
    for _ in 0..<500 {
      list = .list([list])
      object = .object(["a": object])
    }
    let scope = Candor.Expression.Scope(values: ["a": list, "b": object], now: .start)
    for text in [
      "{a} = {a}", "{b} = {b}", "{a} contains {a}", "{b} empty", "sum({a})", "{a} + 'x'",
    ] {
      _ = try Candor.Expression(text).value(in: scope)
    }
    #expect(try Candor.Expression("count({a})").value(in: scope) == .number(0))
  }
}

extension ExpressionPropertyTests {
  private static func leaf(_ dice: inout Dice) -> String {
    dice.pick([
      "{name}", "{age}", "{#age}", "{genres}", "{numbers}", "{missing}", "{yes}", "{zero}",
      "{address}", "{born}", "{scores.plot.points}", "7", "-2.5", "'x'", "'7'", "''", "true",
      "null", "[1, 'a']", "'2026-01-01'", "0", "{half}", "{pairs}",
    ])
  }

  private static func expression(depth: Int, _ dice: inout Dice) -> String {
    guard depth > 0 else { return leaf(&dice) }
    func inner(_ dice: inout Dice) -> String { expression(depth: depth - 1, &dice) }
    switch dice.roll(0...9) {
    case 0...3:
      let sign = dice.pick(Operator.allCases.flatMap(\.spellings))
      return "\(inner(&dice)) \(sign) \(inner(&dice))"
    case 4: return "(\(inner(&dice)))"
    case 5: return "!(\(inner(&dice)))"
    case 6: return "{name} \(dice.pick(["empty", "notempty"]))"
    case 7, 8:
      let function = dice.pick(Function.allCases)
      if function == .displayValue { return "displayValue('name')" }
      if function.readsRows { return "\(function.rawValue)({books}, 'pages', \(inner(&dice)))" }
      let most = min(function.arity.upperBound, 3)
      let count = dice.roll(function.arity.lowerBound...most)
      let values = (0..<count).map { _ in inner(&dice) }
      return "\(function.rawValue)(\(values.joined(separator: ", ")))"
    default: return leaf(&dice)
    }
  }

  private static func isFinite(_ operand: Operand) -> Bool {
    switch operand {
    case .number(let number): number.isFinite
    case .list(let elements): elements.allSatisfy(isFinite)
    case .object(let parts): parts.values.allSatisfy(isFinite)
    default: true
    }
  }
}
