// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that nobody who uses Candor resolves what only its benchmarks need.
let package = Package(
  name: "candor-benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(url: "https://github.com/hummingbird-project/hummingbird.git", from: "2.28.1")
  ],
  targets: [
    // The least that the same HTTP server can do: the measure of everything else.
    .executableTarget(
      name: "Hello",
      dependencies: [.product(name: "Hummingbird", package: "hummingbird")]
    )
  ]
)
