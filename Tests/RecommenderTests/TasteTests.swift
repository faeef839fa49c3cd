import Candor
import CandorFixtures
import Foundation
import Testing

@testable import Recommender

struct TasteTests {
  private let circles = Circles(readers: 200, items: 60)

  /// What the catalogue alone says, as long as so many have its items.
  private func prior(_ statistics: Statistics) -> TasteWeights {
    TasteWeights(Appeal(statistics.counts, circles.catalogue))
  }

  private func taught(_ profiles: [Profile], smallest: Int) throws -> TasteWeights {
    let statistics = Statistics(profiles, items: 60)
    return try TasteWeights(circles.catalogue, statistics, smallest: smallest)
  }

  @Test func `with nobody to learn from it is what the catalogue says`() throws {
    let weights = try taught([], smallest: 5)
    let prior = prior(Statistics(items: 60))
    #expect(weights.intercept == [Float](repeating: 0, count: 60))
    for tag in circles.catalogue.vocabulary.indices {
      for place in 0..<60 {
        let weight = weights.part(of: tag, 1, for: place, circles.catalogue)
        #expect(weight == prior.part(of: tag, 1, for: place, circles.catalogue))
        #expect((weight > 0) == circles.catalogue.terms[place].contains(tag))
      }
    }
  }

  @Test func `what many people say is a ridge regression, held to the catalogue`() throws {
    let statistics = circles.statistics
    let weights = try taught(circles.profiles, smallest: 5)
    let prior = prior(statistics)
    let tags = statistics.tags.filter { $0.value.people >= 5 }.map { Int($0.key) }.sorted()
    #expect(tags.count > 5)
    let people = circles.profiles.filter { !$0.items.isEmpty }
    let told = people.map { person in
      [1.0] + tags.map { person.tags.contains(UInt32($0)) ? 1.0 : 0 }
    }
    let matrix = (0...tags.count).map { row in
      (0...tags.count).map { column in
        told.reduce(row == column ? 100.0 : 0) { $0 + $1[row] * $1[column] }
      }
    }
    let known = (0..<60).filter { statistics.counts[$0] >= 5 }
    let right = (0...tags.count).map { row in
      known.map { place in
        let held =
          row == 0 ? 0 : Double(prior.part(of: tags[row - 1], 1, for: place, circles.catalogue))
        return zip(people, told).reduce(100 * held) {
          $0 + ($1.0.items.contains(UInt32(place)) ? $1.1[row] : 0)
        }
      }
    }
    let naive = Naive.solve(matrix, right)
    for (column, place) in known.enumerated() {
      let scale = pow(Double(statistics.counts[place]), -0.1)
      #expect(abs(Double(weights.intercept[place]) - naive[0][column] * scale) < 1e-5)
      for (row, tag) in tags.enumerated() {
        let weight = Double(weights.part(of: tag, 1, for: place, circles.catalogue))
        #expect(abs(weight - naive[row + 1][column] * scale) < 1e-5)
      }
    }
  }

  @Test(arguments: [Float(1), 0.4, -0.5])
  func `what is added to all scores is what is said for each`(_ weight: Float) throws {
    let weights = try taught(circles.profiles, smallest: 5)
    for tag in circles.catalogue.vocabulary.indices {
      var scores = [Float](repeating: 1, count: 60)
      weights.add(tag, weight, to: &scores, circles.catalogue)
      let parts = (0..<60).map { weights.part(of: tag, weight, for: $0, circles.catalogue) }
      #expect(zip(scores, parts).allSatisfy { abs($0 - (1 + $1)) < 1e-6 })
    }
  }

  @Test func `a dislike speaks against what a liking speaks for, and for nothing`() throws {
    let weights = try taught(circles.profiles, smallest: 5)
    var against = 0
    for tag in circles.catalogue.vocabulary.indices {
      for place in 0..<60 {
        let liking = weights.part(of: tag, 1, for: place, circles.catalogue)
        #expect(weights.part(of: tag, -1, for: place, circles.catalogue) == min(0, -liking))
        if liking < 0 { against += 1 }
      }
    }
    #expect(against > 0)
  }

  @Test func `a taste that few told stays as the catalogue has it`() throws {
    let statistics = circles.statistics
    let few = circles.catalogue.vocabulary.indices.filter {
      statistics.tags[UInt32($0)].map(\.people) ?? 0 < 5
    }
    #expect(few.contains { statistics.tags[UInt32($0)] != nil })
    let weights = try taught(circles.profiles, smallest: 5)
    let prior = prior(statistics)
    for tag in few {
      for place in 0..<60 {
        #expect(
          weights.part(of: tag, 1, for: place, circles.catalogue)
            == prior.part(of: tag, 1, for: place, circles.catalogue)
        )
      }
    }
  }

  @Test func `an item that few people have stays as the catalogue has it`() throws {
    // Everybody reads the first thirty items alone; the last one has four readers.
    let profiles = circles.profiles.enumerated().map { index, profile in
      Profile(items: profile.items.filter { $0 < 30 } + (index < 4 ? [59] : []), tags: profile.tags)
    }
    let weights = try taught(profiles, smallest: 5)
    let prior = prior(Statistics(profiles, items: 60))
    #expect(weights.intercept[30...].allSatisfy { $0 == 0 })
    let differences = (30..<60).flatMap { place in
      circles.catalogue.vocabulary.indices.map { tag in
        weights.part(of: tag, 1, for: place, circles.catalogue)
          - prior.part(of: tag, 1, for: place, circles.catalogue)
      }
    }
    #expect(differences.map(abs).max() ?? 1 < 1e-6)
  }

  @Test func `fewer people than the smallest teach nothing`() throws {
    let four = [Profile](repeating: Profile(items: [0, 1], tags: [0]), count: 4)
    let weights = try taught(four, smallest: 5)
    #expect(weights.intercept.allSatisfy { $0 == 0 })
    #expect(try taught(four, smallest: 4).intercept.contains { $0 != 0 })
  }
}
