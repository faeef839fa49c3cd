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
    guard let owner = known ?? person else { return }
    let secret = Access.freshSecret()
    let now = now()
    // Sealed under the secret, which only the mail holds: the store cannot read a new address.
    let link = Access(
      Access.Hash(of: secret),
      .link,
      person: owner,
      name: known == nil ? try email.sealed(under: secret) : "",
      until: now.addingTimeInterval(Self.linkLife)
    )
    try await store.write { transaction in
      try transaction.removeAccess(before: now)
      try transaction.removeReplies(before: now)
      try transaction.put(link)
    }
    let letter = letter(to: owner, isKnown: known != nil, keeping: person)
    try await mailer.send(
      to: email.normalized,
      subject: letter.subject,
      body: """
        \(letter.opening)

        \(origin)/sign-in/\(secret)

        \(language("It works once, for fifteen minutes. If you did not ask for it, do nothing."))
        \(letter.rest)
        """,
      at: now
    )
  }

  private func letter(
    to owner: Person.ID,
    isKnown: Bool,
    keeping person: Person.ID?
  ) -> (subject: String, opening: String, rest: String) {
    let names = ["company": rules.company.name]
    guard isKnown else {
      return (
        language("Keep your record at {company}", names),
        language(
          """
          Open this link to keep your record at {company}, and to find it again by this address:
          """,
          names
        ),
        ""
      )
    }
    let isOther = person.map { $0 != owner } ?? false
    return (
      language("Your way in to {company}", names),
      language("Open this link to see your record at {company}:", names),
      isOther
        ? "\n"
          + language(
            """
            This address already has a record, and the link opens that one. What you told us just \
            now is in another record. Open the link in the same browser, and we ask you what to do \
            with it.
            """
          ) + "\n" : ""
    )
  }

  /// Opens a link, once, and begins a session.
  ///
  /// - Returns: the secret of the session.
  func open(link secret: String) async throws -> String {
    let link = try await take(link: secret)
    do {
      guard var person = link.person else { throw LinkRefused() }
      if !link.name.isEmpty {
        let email = try EmailAddress(sealed: link.name, under: secret)
        person = try await keep(email, for: person)
        // Whoever else has the record open did not show that the address is theirs.
        try await endSessions(of: person)
      }
      return try await beginSession(of: person)
    } catch let busy as Busy {
      // Nobody came in by it, so it is not used up.
      try? await store.write { try $0.put(link) }
      throw busy
    }
  }

  /// Whose record a link opens, without using it up; nil when it opens nothing.
  func owner(ofLink secret: String) async throws -> Person.ID? {
    let link = try await store.read { try $0.access(Access.Hash(of: secret)) }
    guard let link, link.kind == .link, let until = link.until, until > now() else { return nil }
    if link.name.isEmpty { return link.person }
    let email = try EmailAddress(sealed: link.name, under: secret)
    return try await vault.person(of: vault.keyring.handle(of: email)) ?? link.person
  }

  /// Whether no address leads back to the record.
  func isLoose(_ person: Person.ID) async throws -> Bool {
    let record: Record
    do { record = try await vault.record(of: person) } catch is Vault.UnknownPerson {
      return false
    }
    guard case .text(let text)? = record.answers[.email]?.declaration.value,
      let email = EmailAddress(text)
    else { return true }
    return try await vault.person(of: vault.keyring.handle(of: email)) != person
  }

  /// Binds an address to a record that has none.
  ///
  /// - Returns: whom the address finds: somebody else, if they were quicker.
  private func keep(_ email: EmailAddress, for person: Person.ID) async throws -> Person.ID {
    let content = try rules.content(of: email, at: now())
    let handle = vault.keyring.handle(of: email)
    do {
      _ = try await change(person, handles: [handle]) { record in
        guard let held = record.answers[.email]?.declaration.value else { return [content] }
        guard held == .text(email.normalized) else { throw LinkRefused() }
        return []
      }
      return person
    } catch let taken as HandleTaken {
      guard let holder = try await vault.person(of: handle) else { throw taken }
      return holder
    }
  }

  /// Uses a link up: of several who come with it, one gets it.
  private func take(link secret: String) async throws -> Access {
    let now = now()
    return try await store.write { transaction -> Access in
      let hash = Access.Hash(of: secret)
      guard let link = try transaction.access(hash), link.kind == .link,
        link.until.map({ $0 > now }) == true, try transaction.remove(hash)
      else { throw LinkRefused() }
      return link
    }
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

  func endSessions(of person: Person.ID) async throws {
    try await store.write { try $0.removeAccess(of: person, .session) }
  }

  /// Whose session it is, while it lasts.
  func person(ofSession secret: String) async throws -> Person.ID? {
    let session = try await store.read { try $0.access(Access.Hash(of: secret)) }
    guard let session, session.kind == .session, session.name.isEmpty,
      let until = session.until, until > now()
    else { return nil }
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
