// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let jwt = Target.Dependency.product(name: "JWTKit", package: "jwt-kit")
let lifecycle = Target.Dependency.product(
  name: "ServiceLifecycle",
  package: "swift-service-lifecycle"
)
let nioHTTP = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let nio = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let structuredFields = Target.Dependency.product(
  name: "RawStructuredFieldValues",
  package: "swift-http-structured-headers"
)
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

let package = Package(
  name: "candor",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "candor", targets: ["CandorCLI"]),
    // For Benchmarks, which is a package of its own.
    .library(name: "Candor", targets: ["Candor"]),
    .library(name: "Fingerprints", targets: ["Fingerprints"]),
    .library(name: "Recommender", targets: ["Recommender"]),
    .library(name: "SQLiteStore", targets: ["SQLiteStore"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto.git", from: "4.5.2"),
    .package(
      url: "https://github.com/apple/swift-http-structured-headers.git",
      from: "1.7.0"
    ),
    .package(url: "https://github.com/apple/swift-http-types.git", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log.git", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-nio.git", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-extras.git", from: "1.35.2"),
    .package(url: "https://github.com/groue/GRDB.swift.git", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird.git", from: "2.28.1"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache.git", from: "2.1.1"),
    .package(url: "https://github.com/jpsim/Yams.git", from: "6.2.2"),
    .package(url: "https://github.com/swift-server/async-http-client.git", from: "1.37.0"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle.git", from: "2.13.0"),
    .package(url: "https://github.com/vapor/jwt-kit.git", from: "5.7.1"),
  ],
  targets: [
    // The domain: values and rules. No I/O, no server, no SQL.
    .target(
      name: "Candor",
      dependencies: ["TransparencyLog", crypto, yams],
      swiftSettings: settings
    ),

    // RFC 6962 tree, C2SP notes, checkpoints, tiles and proofs. Knows nothing of Candor.
    .target(name: "TransparencyLog", dependencies: [crypto], swiftSettings: settings),

    // Marks each copy, reads a leak, names the copy. Lines are made of what the Gate let through.
    .target(
      name: "Fingerprints",
      dependencies: ["Candor", "TransparencyLog", crypto],
      swiftSettings: settings
    ),

    // Permitted facts in, ranked and explained items out. Sees only what the Gate let through.
    .target(
      name: "Recommender",
      dependencies: ["Candor", "COpenBLAS", crypto],
      swiftSettings: settings
    ),
    .systemLibrary(
      name: "COpenBLAS",
      pkgConfig: "openblas",
      providers: [.apt(["libopenblas-dev"])]
    ),

    // The embedded default store.
    .target(
      name: "SQLiteStore",
      dependencies: [
        "Candor", "TransparencyLog", .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: settings
    ),

    // What crosses the wire: requests, replies, paths. Knows nothing else.
    .target(name: "CandorAPI", swiftSettings: settings),

    // Pages and JSON over Hummingbird. Never a store.
    .target(
      name: "CandorServer",
      dependencies: [
        "Candor", "CandorAPI", "Fingerprints", "Recommender", "TransparencyLog", crypto, httpTypes,
        hummingbird, jwt, lifecycle, logging, nio,
        .product(name: "Mustache", package: "swift-mustache"),
        .product(name: "NIOEmbedded", package: "swift-nio"),
        nioHTTP, structuredFields,
        .product(name: "NIOHTTPCompression", package: "swift-nio-extras"),
      ],
      resources: [.copy("Templates"), .copy("Assets"), .copy("Languages")],
      swiftSettings: settings
    ),

    // The `candor` command; the only place that chooses a store.
    .executableTarget(
      name: "CandorCLI",
      dependencies: [
        "Candor", "CandorAPI", "CandorServer", "Fingerprints", "SQLiteStore", "TransparencyLog",
        crypto, hummingbird, jwt, logging, nio, nioHTTP,
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "AsyncHTTPClient", package: "async-http-client"),
      ],
      swiftSettings: settings
    ),

    // The cast: named people, a small house, and the values that no log line may hold.
    .target(
      name: "CandorFixtures",
      dependencies: ["Candor"],
      path: "Tests/CandorFixtures",
      swiftSettings: settings
    ),
    .testTarget(
      name: "CandorTests",
      dependencies: ["Candor", "CandorFixtures", "TransparencyLog", crypto],
      swiftSettings: settings
    ),
    .testTarget(
      name: "TransparencyLogTests",
      dependencies: ["TransparencyLog", crypto],
      swiftSettings: settings
    ),
    .testTarget(
      name: "FingerprintsTests",
      dependencies: ["Candor", "Fingerprints", "TransparencyLog", crypto],
      swiftSettings: settings
    ),
    .testTarget(
      name: "RecommenderTests",
      dependencies: ["Candor", "CandorFixtures", "Recommender", crypto],
      swiftSettings: settings
    ),
    .testTarget(
      name: "StoreTests",
      dependencies: [
        "Candor", "CandorFixtures", "SQLiteStore", "TransparencyLog",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: settings
    ),
    .testTarget(
      name: "CandorServerTests",
      dependencies: [
        "Candor", "CandorAPI", "CandorFixtures", "CandorServer", "Fingerprints", "Recommender",
        crypto, httpTypes, hummingbird, jwt, logging, nio, "TransparencyLog",
        .product(name: "HummingbirdTesting", package: "hummingbird"),
      ],
      swiftSettings: settings
    ),
    .testTarget(
      name: "CandorCLITests",
      dependencies: [
        "Candor", "CandorAPI", "CandorCLI", "CandorFixtures", "SQLiteStore", "TransparencyLog",
      ],
      swiftSettings: settings
    ),
  ]
)
