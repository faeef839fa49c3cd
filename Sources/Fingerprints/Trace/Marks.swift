/// The marks of all editions, as a decoder sees them: how many ones each has in each class.
///
/// Whoever conforms computes them from keys, a simulation draws them.
public protocol Marks {
  /// How many editions there are.
  var editions: Int { get }

  /// Sorts the marks into classes.
  ///
  /// - Parameter named: the editions whose ones split the classes.
  func classes(besides named: [Int]) -> Classes

  /// How many ones each edition has in each class: one row of `Classes.count` an edition.
  func ones(besides named: [Int]) -> [[Int]]
}
