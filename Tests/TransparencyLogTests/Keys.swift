import TransparencyLog

/// The keys of the tests; their texts come from another implementation of Ed25519.
enum Keys {
  static let origin = "magazine.example/log"
  static let logText =
    "magazine.example/log+fda6ab46+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4"
  static let witnessText =
    "witness.example+7d950c07+ASmsuuFBvMrwsi4alNNNC8c2HlJtC/4SyJeUvJMilm3X"

  static var log: SigningKey {
    get throws { try SigningKey(KeyName(origin), seed: Array(UInt8(0)..<32)) }
  }

  static var witness: SigningKey {
    get throws { try SigningKey(KeyName("witness.example"), seed: Array(UInt8(32)..<64)) }
  }
}
