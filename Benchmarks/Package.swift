// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that nobody who uses Candor resolves what only its benchmarks need.
let package = Package(
  name: "candor-benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(name: "candor", path: ".."),
    .package(url: "https://github.com/apple/swift-crypto.git", from: "4.5.2"),
    .package(url: "https://github.com/groue/GRDB.swift.git", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird.git", from: "2.28.1"),
  ],
  targets: [
    // The least that the same HTTP server can do: the measure of everything else.
    .executableTarget(
      name: "Hello",
      dependencies: [.product(name: "Hummingbird", package: "hummingbird")]
    ),
    // The vault without HTTP: beside itself without its parts, and beside bare SQLite.
    .executableTarget(
      name: "Ledger",
      dependencies: [
        .product(name: "Candor", package: "candor"),
        .product(name: "SQLiteStore", package: "candor"),
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "GRDB", package: "GRDB.swift"),
      ]
    ),
    // A house with as many people as one likes; Benchmarks/disclose makes copies of it.
    .executableTarget(
      name: "Fill",
      dependencies: [
        .product(name: "Candor", package: "candor"),
        .product(name: "SQLiteStore", package: "candor"),
      ]
    ),
    // Whether anything goes after it was taken back.
    .executableTarget(
      name: "Revoke",
      dependencies: [
        .product(name: "Candor", package: "candor"),
        .product(name: "SQLiteStore", package: "candor"),
      ]
    ),
    // The Gate by itself; Benchmarks/run puts it beside Cedar.
    .executableTarget(
      name: "Decide",
      dependencies: [.product(name: "Candor", package: "candor")]
    ),
    // The recommender by itself: what it learns and forgets; Benchmarks/recommender calls it.
    .executableTarget(
      name: "Recommend",
      dependencies: [
        .product(name: "Candor", package: "candor"),
        .product(name: "Recommender", package: "candor"),
      ]
    ),
    // Tracing by itself: who is named, that nobody is named wrongly, how long it takes.
    .executableTarget(
      name: "Trace",
      dependencies: [
        .product(name: "Candor", package: "candor"),
        .product(name: "Fingerprints", package: "candor"),
        .product(name: "Crypto", package: "swift-crypto"),
      ]
    ),
  ]
)
