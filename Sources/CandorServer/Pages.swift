import Hummingbird

/// The pages that people see, feature by feature.
struct Pages {
  let house: House
  let templates: Templates

  func add(to routes: some RouterMethods<CandorContext>) {
  }
}
