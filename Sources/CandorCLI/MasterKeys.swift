import Candor
import Foundation
import SQLiteStore

/// The keyring of a data directory, and the directory held against everybody else.
struct MasterKeys {
  let keyring: Keyring
  let store: SQLiteStore
  private let source: KeyringSource

  /// - Throws: `CommandRefused` when a server runs, or when there is nothing in the directory.
  init(_ directory: URL, _ options: KeyringOptions) throws {
    let records = directory.appending(path: SQLiteStore.files[0]).path
    guard FileManager.default.fileExists(atPath: records) else {
      throw CommandRefused("there are no records in \(directory.path)")
    }
    source = options.source(for: directory)
    keyring = try source.keyring()
    do {
      store = try SQLiteStore(directory, keyring.rowTags)
    } catch let refused as SQLiteStore.Refused {
      throw CommandRefused("\(refused). Master keys change while no server runs.")
    }
  }

  /// How many people's keys are wrapped under each epoch.
  func counts() async throws -> [Keyring.Epoch: Int] {
    try await store.foldKeys(into: [:]) { counts, _, wrapped in
      let epoch = try Keyring.epoch(of: wrapped)
      counts[epoch, default: 0] += 1
    }
  }

  /// The keyring with a new epoch, which is in its file for good before anything is wrapped under it.
  func addEpoch() throws -> Keyring {
    let epoch = keyring.newest + 1
    guard let file = source.ownFile else {
      throw CommandRefused(
        """
        everybody's key is wrapped under the newest master key. Add one to \(source), which \
        'candor keys new-epoch' prints as a line, and run this again
        """
      )
    }
    var text = try source.text()
    defer { text.wipe() }
    if let last = text.last, last != UInt8(ascii: "\n") { text.append(UInt8(ascii: "\n")) }
    text += Data(Keyring.freshLine(epoch).utf8)
    let longer = try Keyring(utf8: text)
    try KeyringFile.replace(file, with: text)
    return longer
  }

  /// Removes an epoch from the file of the keyring.
  func remove(_ epoch: Keyring.Epoch) throws {
    guard let file = source.ownFile else {
      throw CommandRefused(
        "nothing is wrapped under it: remove the line '\(Keyring.name(of: epoch))' from \(source)"
      )
    }
    var text = try source.text()
    defer { text.wipe() }
    var shorter = try Keyring.text(text, without: epoch)
    defer { shorter.wipe() }
    try KeyringFile.replace(file, with: shorter)
  }
}
