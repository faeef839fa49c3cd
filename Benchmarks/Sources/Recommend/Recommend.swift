import Foundation

/// Measures the recommender: one task a process, so that its memory is its own.
///
/// Prints one JSON object a line; `Benchmarks/recommender` calls it and puts the peers beside it.
/// A SET is a folder with a `split.bin`, as `Split` reads it.
@main
struct Recommend {
  private static let usage = """
    usage: Recommend quality SET RIDGE          plain EASE and what is usual, on the test people
           Recommend tastes SET HISTORY...      tags, items and both, for each file of short histories
           Recommend speed SET                  training, serving, a withdrawal
           Recommend forget SET SINGLES         statistics and models without some people
           Recommend growth ITEMS PEOPLE        training and serving an invented crowd
           Recommend invent FOLDER ITEMS PEOPLE writes an invented crowd as a SET
    """

  static func main() throws {
    let words = CommandLine.arguments.dropFirst()
    let paths = words.dropFirst().map { URL(filePath: $0) }
    let numbers = words.dropFirst().map { Int($0) ?? 0 }
    switch (words.first, words.count) {
    case ("quality", 3): try Quality.run(try Split(paths[0]), ridge: Float(numbers[1]))
    case ("tastes", 3...): try Tastes.run(in: paths[0], histories: Array(paths.dropFirst()))
    case ("speed", 2): try Speed.run(try Split(paths[0]))
    case ("forget", 3): try Forgetting.run(in: paths[0], singles: numbers[1])
    case ("growth", 3): try Growth.run(items: numbers[0], people: numbers[1])
    case ("invent", 4): try Crowd(items: numbers[1]).write(to: paths[0], people: numbers[2])
    default:
      print(usage)
      exit(64)
    }
  }
}
