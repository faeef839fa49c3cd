import Candor
import Foundation
import SQLiteStore
import TransparencyLog

/// A backup on its way to become a data directory.
///
/// All of it is made beside the directory, and takes its place at the end by two renames: what is
/// refused, or cut off before them, leaves everything as it was; between them, both directories lie
/// beside its place under speaking names.
struct Restoration {
  private let backup: URL
  private let directory: URL
  private let source: KeyringSource
  private let keyring: Keyring
  private let note: BackupNote
  /// The directory that is replaced, held against servers; nil when there is none.
  private let lock: DirectoryLock?
  private let isOccupied: Bool

  /// What came of it.
  struct Done {
    let people: Int
    let entries: Int
    /// Of the backup.
    let time: String
    /// How many were in the backup and are erased again.
    let erased: Int
    /// The names of the API keys.
    let doors: [String]
    /// Where the replaced directory lies.
    let old: URL?
  }

  init(
    of backup: URL,
    to directory: URL,
    under source: KeyringSource,
    replacing: Bool
  ) throws {
    let manager = FileManager.default
    self.backup = backup
    self.directory = directory
    self.source = source
    keyring = try source.keyring()
    note = try BackupNote(of: backup, keyring)
    let there = (try? manager.contentsOfDirectory(atPath: directory.path)) ?? []
    guard there.isEmpty || replacing else {
      throw CommandRefused("\(directory.path) holds something already: --replace replaces it")
    }
    isOccupied = !there.isEmpty
    let hasStore = there.contains { SQLiteStore.files.contains($0) }
    lock = hasStore ? try DirectoryLock(directory) : nil
  }
}

extension Restoration {
  /// What was kept after the backup was made, and has to outlive it.
  struct Newer {
    /// Of everybody who was erased.
    var marks: Set<Handle> = []
    /// What people were shown.
    var texts: [KeptText] = []
  }

  /// The marks of everybody who was erased after the backup was made, as far as lists know, and the
  /// texts that stand beside them.
  ///
  /// - Parameters:
  ///   - newer: other directories that hold such a list.
  ///   - isComplete: whether it is said that there are no more than the lists know.
  /// - Throws: `CommandRefused` when no list is as new as the backup: to bring somebody back would
  ///   break the promise that was made to them, so it is not done by default.
  func lists(newer: [URL], isComplete: Bool) throws -> Newer {
    let head = try SQLiteStore.contents(of: backup).head
    var found = Newer()
    var isKnown = isComplete
    for place in newer + (lock == nil ? [] : [directory]) {
      guard place.path != backup.path else {
        throw CommandRefused("\(place.path) is the backup itself and knows nothing newer")
      }
      let list = try list(of: place, after: head)
      found.marks.formUnion(list.marks)
      // Whoever has lost the records still has the marks, and wants at least the backup.
      found.texts += (try? SQLiteStore.texts(of: place, keyring.rowTags)) ?? []
      isKnown = isKnown || list.isNewer
    }
    guard isKnown else {
      throw CommandRefused(
        """
        nobody here knows who was erased after \(note.backup.time), when the backup was made. \
        Restoring it would bring them back. Name a newer backup, or the data directory that was \
        lost, with --erased-since DIR. If you know that nobody was erased: \
        --nobody-was-erased-since-the-backup
        """
      )
    }
    return found
  }

  private func list(of place: URL, after head: TreeHead?) throws -> ShredList {
    let note = place.appending(path: BackupNote.file).path
    if place.path != directory.path, !FileManager.default.fileExists(atPath: note) {
      // A server that runs on it would go on erasing.
      _ = try DirectoryLock(place)
    }
    do {
      return try ShredList(of: place, after: head, keyring.rowTags)
    } catch {
      throw CommandRefused(
        """
        cannot read who was erased from \(place.path): \(error). If it is lost, move it away and \
        name another that knows
        """
      )
    }
  }

  func run(with newer: Newer, at now: Date) async throws -> Done {
    let fresh = sibling("restoring")
    try clear(fresh)
    let erased: Int
    let doors: [String]
    do {
      try copy(to: fresh)
      (erased, doors) = try await replay(newer, in: fresh, at: now)
      if erased > 0 { try SQLiteStore.compact(fresh) }
      try SQLiteStore.settle(fresh)
    } catch {
      try? FileManager.default.removeItem(at: fresh)
      throw error
    }
    let contents = try SQLiteStore.contents(of: fresh)
    return Done(
      people: contents.people,
      entries: contents.head?.size ?? 0,
      time: note.backup.time,
      erased: erased,
      doors: doors,
      old: try putInPlace(fresh, at: now)
    )
  }
}

extension Restoration {
  /// A directory beside the one that is restored, so that it can take its place.
  private func sibling(_ end: String) -> URL {
    directory.deletingLastPathComponent()
      .appending(path: "\(directory.lastPathComponent).\(end)")
  }

  /// Removes what a restoration has left that was cut off; that of one at work is locked.
  private func clear(_ fresh: URL) throws {
    guard FileManager.default.fileExists(atPath: fresh.path) else { return }
    _ = try DirectoryLock(fresh)
    try FileManager.default.removeItem(at: fresh)
  }

  /// Copies the files of the backup, and holds the copies against its note.
  private func copy(to fresh: URL) throws {
    let manager = FileManager.default
    try manager.createDirectory(
      at: fresh,
      withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700]
    )
    for (name, sum) in note.backup.sha256 {
      let file = fresh.appending(path: name)
      try manager.copyItem(at: backup.appending(path: name), to: file)
      try manager.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
      guard try BackupNote.sha256(of: file) == sum else {
        throw CommandRefused("\(name) of the backup is not as it was made: it was changed or broke")
      }
    }
    // It is in no backup, and was in the directory that is replaced.
    if case .besideData(let keyring) = source {
      let copy = fresh.appending(path: "keyring")
      try manager.copyItem(at: keyring, to: copy)
      // It may be the only one that stays.
      Disk.sync(copy)
    }
  }

  /// Erases again whoever is marked, takes up the texts, and lets the log go on under its new name.
  ///
  /// - Returns: how many were erased, and the names of the API keys that are left.
  private func replay(
    _ newer: Newer,
    in fresh: URL,
    at now: Date
  ) async throws -> (erased: Int, doors: [String]) {
    let store = try SQLiteStore(fresh, keyring.rowTags)
    let gone: [Person.ID] = try await store.foldKeys(into: []) { [keyring] gone, person, wrapped in
      try keyring.check(wrapped, for: person)
      if newer.marks.contains(keyring.handle(ofErased: person)) { gone.append(person) }
    }
    // Whoever was erased while the backup was made has rows in it, and no key.
    let unfinished = try await store.finishErasures(keyring)
    for person in gone { try await store.eraseAgain(person, keyring, at: now) }
    try await store.adopt(newer.marks)
    try await store.adopt(newer.texts)
    try await store.beginAnew(at: now)
    let doors = try await store.read { try $0.access(of: .key).map(\.name) }
    try store.close()
    return (gone.count + unfinished, doors)
  }

  /// Gives the restored files the name of the directory.
  ///
  /// - Returns: where the replaced one lies now.
  private func putInPlace(_ fresh: URL, at now: Date) throws -> URL? {
    let parent = directory.deletingLastPathComponent()
    let old = sibling("before-restore-\(now.stamp)")
    Disk.sync(fresh)
    // An empty directory gives way by itself.
    if isOccupied { try Disk.move(directory, to: old) }
    do {
      try Disk.move(fresh, to: directory)
    } catch {
      if isOccupied { try Disk.move(old, to: directory) }
      throw error
    }
    Disk.sync(parent)
    return isOccupied ? old : nil
  }
}
