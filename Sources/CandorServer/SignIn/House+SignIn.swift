import Candor
import Crypto
import Foundation

/// A sign-in link that opens nothing: used, expired, or never made.
struct LinkRefused: Error {}

extension House {
  static let linkLife: TimeInterval = 15 * 60
  static let sessionLife: TimeInterval = 12 * 60 * 60

  /// Sends a one-time link to the address.
  ///
  /// The page answers the same whoever asks.
  ///
  /// - Parameter keeping: a person who answered without an address and wants to be found by it.
  func sendLink(
    to email: EmailAddress,
    keeping person: Person.ID? = nil
  ) async throws {
    let known = try await vault.person(of: vault.keyring.handle(of: email))
    guard let person = known ?? person else { return }
    let secret = Access.freshSecret()
    let now = now()
    // Sealed under the secret, which only the mail holds: the store cannot read a new address.
    let link = Access(
      Access.Hash(of: secret),
      .link,
      person: person,
      name: known == nil ? try email.sealed(under: secret) : "",
      until: now.addingTimeInterval(Self.linkLife)
    )
    try await store.write { transaction in
      try transaction.removeAccess(before: now)
      try transaction.put(link)
    }
    try await mailer.send(
      to: email.normalized,
      subject: "Your way in to \(rules.company.name)",
      body: """
        Open this link to see your record at \(rules.company.name):

        \(origin)/sign-in/\(secret)

        It works once, for fifteen minutes. If you did not ask for it, do nothing.

        """,
      at: now
    )
  }

  /// Opens a link, once, and begins a session.
  ///
  /// - Returns: the secret of the session.
  func open(link secret: String) async throws -> String {
    let now = now()
    let link = try await store.write { transaction -> Access in
      let hash = Access.Hash(of: secret)
      guard let link = try transaction.access(hash), link.kind == .link,
        link.until.map({ $0 > now }) == true, try transaction.remove(hash)
      else { throw LinkRefused() }
      return link
    }
    guard let person = link.person else { throw LinkRefused() }
    if !link.name.isEmpty {
      let email = try EmailAddress(sealed: link.name, under: secret)
      let content = try rules.content(of: email, at: now)
      let handle = vault.keyring.handle(of: email)
      _ = try await change(person, handles: [handle]) { _ in [content] }
    }
    return try await beginSession(of: person)
  }

  /// - Returns: the secret that the browser keeps.
  func beginSession(of person: Person.ID) async throws -> String {
    let secret = Access.freshSecret()
    let until = now().addingTimeInterval(Self.sessionLife)
    let session = Access(Access.Hash(of: secret), .session, person: person, until: until)
    try await store.write { try $0.put(session) }
    return secret
  }

  func endSession(_ secret: String) async throws {
    _ = try await store.write { try $0.remove(Access.Hash(of: secret)) }
  }

  /// Whose session it is, while it lasts.
  func person(ofSession secret: String) async throws -> Person.ID? {
    let session = try await store.read { try $0.access(Access.Hash(of: secret)) }
    guard let session, session.kind == .session, let until = session.until, until > now() else {
      return nil
    }
    return session.person
  }
}

extension EmailAddress {
  fileprivate func sealed(under secret: String) throws -> String {
    let box = try AES.GCM.seal(Data(normalized.utf8), using: Self.key(from: secret))
    return (box.nonce + box.ciphertext + box.tag).base64EncodedString()
  }

  fileprivate init(sealed: String, under secret: String) throws {
    let box = try AES.GCM.SealedBox(combined: Data(base64Encoded: sealed) ?? Data())
    let bytes = try AES.GCM.open(box, using: Self.key(from: secret))
    guard let address = EmailAddress(String(decoding: bytes, as: UTF8.self)) else {
      throw LinkRefused()
    }
    self = address
  }

  private static func key(from secret: String) -> SymmetricKey {
    HKDF<SHA256>.deriveKey(
      inputKeyMaterial: SymmetricKey(data: Data(secret.utf8)),
      info: Data("candor/link/v1".utf8),
      outputByteCount: 32
    )
  }
}
