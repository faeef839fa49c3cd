import Candor
import Foundation

/// Invents readers for a catalogue and its rules.
///
/// Pure: the same catalogue, rules, seed and day give the same readers. Beside genres and creators
/// there are circles: shelves that cross all genres, from which some people read and others do not.
/// No item says which circle it is in; only who learns from what people read can find that out.
struct Invention: Sendable {
  let rules: Rules
  /// The midnight before which everything was done.
  let end: Date
  private let seed: UInt64
  private let shelves: Shelves
  /// Before it nothing was done; nil when these rules keep no acts.
  private let start: Date?

  /// - Parameter today: the day on which they are invented; their acts lie before it.
  init(_ catalogue: [Item], _ rules: Rules, seed: UInt64, today: Day) {
    self.rules = rules
    self.seed = seed
    end = today.date
    start = rules.attribute(.acts).map { [end] acts in
      // Well within their expiry, so that a demo lasts.
      let expiry = end.timeIntervalSince(acts.expires.start(to: end))
      return end.addingTimeInterval(-min(240 * 86_400, expiry * 0.75))
    }
    shelves = Shelves(catalogue.filter { $0.isOut(before: today) }, seed: seed, at: today.date)
  }

  /// Whether there is anything to like.
  var isEmpty: Bool { shelves.all.isEmpty }

  /// One of them; a number is always the same reader, however many there are.
  func reader(_ number: Int) -> InventedReader {
    var luck = Luck(seed, "reader \(number)")
    let genres = distinct(1 + luck.number(below: 3), &luck) { shelves.genreNames.draw(&$0) }
    let creators = distinct(luck.number(below: 4), &luck) { luck in
      shelf(of: genres, &luck).draw(&luck).flatMap { place in
        let names = shelves.items[place].creators
        return names.isEmpty ? nil : names[luck.number(below: names.count)]
      }
    }
    let circles = distinct(luck.happens(0.5) ? 2 : 1, &luck) { luck in
      luck.number(below: shelves.circles.count)
    }
    let isTelling = luck.happens(0.7)
    let taste = Taste(genres: genres, creators: creators, circles: circles)
    return InventedReader(
      genres: genres,
      creators: creators,
      circles: circles,
      answered: isTelling ? rules.invented(genres: genres, creators: creators, &luck) : [],
      acts: start.map { acts(of: taste, since: $0, &luck) } ?? []
    )
  }

  /// So many different ones, or fewer when they are hard to find.
  private func distinct<Element: Hashable>(
    _ count: Int,
    _ luck: inout Luck,
    _ draw: (inout Luck) -> Element?
  ) -> [Element] {
    var found: [Element] = []
    for _ in 0..<(8 * count) where found.count < count {
      if let one = draw(&luck), !found.contains(one) { found.append(one) }
    }
    return found
  }

  private func shelf(of genres: [String], _ luck: inout Luck) -> Urn<Int> {
    guard !genres.isEmpty else { return shelves.all }
    return shelves.genres[genres[luck.number(below: genres.count)]] ?? shelves.all
  }
}

extension Invention {
  fileprivate struct Taste {
    let genres: [String]
    let creators: [String]
    let circles: [Int]
  }

  private func acts(of taste: Taste, since start: Date, _ luck: inout Luck) -> [Act] {
    var acts: [Act] = []
    func add(_ kind: Act.Kind, _ object: Act.Object, at time: Date) {
      if let act = Act(kind, object, at: time) { acts.append(act) }
    }
    let reads = reads(of: taste, &luck)
    for (place, isNoise) in reads {
      let item = shelves.items[place]
      let time = time(of: item, since: start, &luck)
      add(.read, .item(item.id), at: time)
      if luck.happens(isNoise ? 0.08 : 0.42) {
        let later = time.addingTimeInterval(86_400 * luck.fraction())
        add(.like, .item(item.id), at: min(end, later))
      }
    }
    let known = Set(reads.map(\.place))
    for place in distinct(luck.number(below: 4), &luck, shelves.all.draw)
    where !known.contains(place) && isForeign(place, to: taste) {
      let item = shelves.items[place]
      add(.dismiss, .item(item.id), at: time(of: item, since: start, &luck))
    }
    for creator in taste.creators where luck.happens(0.5) {
      add(.follow, .creator(creator), at: moment(since: start, &luck))
    }
    // Times may be equal; what was added first then comes first.
    return acts.enumerated().sorted { ($0.1.time, $0.0) < ($1.1.time, $1.0) }.map(\.element)
  }

  /// Half of them read fewer than twelve, a few many more.
  private func reads(of taste: Taste, _ luck: inout Luck) -> [(place: Int, isNoise: Bool)] {
    let wanted = Int((12 * exp(0.8 * luck.normal())).rounded())
    let count = min(max(3, wanted), 300, max(3, shelves.items.count * 3 / 5))
    var reads: [(place: Int, isNoise: Bool)] = []
    var known: Set<Int> = []
    for _ in 0..<(8 * count) where reads.count < count {
      let (urn, isNoise) = urn(for: taste, &luck)
      if let place = urn.draw(&luck), known.insert(place).inserted {
        reads.append((place, isNoise))
      }
    }
    return reads
  }

  /// Where the next thing to read is found.
  private func urn(for taste: Taste, _ luck: inout Luck) -> (Urn<Int>, isNoise: Bool) {
    let roll = luck.fraction()
    if roll < 0.12 { return (shelves.all, true) }
    if roll < 0.5 {
      // The first circle is where they belong; the second is a visit.
      let circle = luck.happens(0.75) ? taste.circles.first : taste.circles.last
      return (circle.map { shelves.circles[$0] } ?? shelves.all, false)
    }
    if roll < 0.62, !taste.creators.isEmpty {
      let creator = taste.creators[luck.number(below: taste.creators.count)]
      return (shelves.creators[creator] ?? shelves.all, false)
    }
    return (shelf(of: taste.genres, &luck), false)
  }

  private func isForeign(_ place: Int, to taste: Taste) -> Bool {
    let item = shelves.items[place]
    return !item.genres.contains(where: taste.genres.contains)
      && !item.creators.contains(where: taste.creators.contains)
      && !taste.circles.contains { shelves.members[$0].contains(place) }
  }

  /// What is new is read soon; what was there before, at any time.
  private func time(of item: Item, since start: Date, _ luck: inout Luck) -> Date {
    guard let released = item.released?.date, released > start else {
      return moment(since: start, &luck)
    }
    let fraction = luck.fraction()
    return released.addingTimeInterval(end.timeIntervalSince(released) * fraction * fraction)
  }

  private func moment(since start: Date, _ luck: inout Luck) -> Date {
    start.addingTimeInterval(end.timeIntervalSince(start) * luck.fraction())
  }
}

extension Item {
  /// Whether anybody can have read it before that day.
  fileprivate func isOut(before today: Day) -> Bool { released.map { $0 < today } ?? true }
}
