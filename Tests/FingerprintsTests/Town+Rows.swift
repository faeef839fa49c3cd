@testable import Fingerprints

extension Town {
  /// So many people; all have approved forms of their names, or nobody.
  mutating func people(_ count: Int, approved: Int = 0, isNumbered: Bool = true) -> [Row] {
    (0..<count).map { number in
      Row(Town.person(number, isNumbered: isNumbered), values(number, approved: approved))
    }
  }
}
