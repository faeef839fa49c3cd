import Candor
import CandorAPI
import TransparencyLog

extension House {
  /// The receipt, its signature, and the log's proof of the event that it tells of.
  ///
  /// - Throws: `NoSuch` when nothing was said, or the text that was shown was not kept; `Invalid` when
  ///   the rules lack what a receipt has to say, or the format a word for what was said.
  func consentReceipt(
    of person: Person.ID,
    about consent: Consent,
    _ format: ConsentReceipt.Format
  ) async throws -> JSON {
    guard let word = LastWord(about: consent, in: try await vault.events(of: person)) else {
      throw NoSuch(what: "yes or no")
    }
    let before = word.event.sequence - 1
    let shown = try await store.read { try $0.text(of: KeptText.Hash(word.notice)) }
    guard let shown else { throw NoSuch(what: "text of that time: it was not kept yet") }
    guard let proof = try await vault.receipts(of: person, after: before, count: 1).first else {
      throw NoSuch(what: "receipt")
    }
    let receipt = try ConsentReceipt(
      of: word,
      shown: shown,
      under: rules,
      commitment: proof.commitment,
      logKey: vault.log.verifier.text,
      origin: origin,
      at: now()
    ).json(format)
    return [
      "format": .string(format.rawValue), "log": log(ReceiptReply(proof)), "receipt": receipt,
      "signature": .string(try await signer.sign(receipt.canonicalBytes)),
    ]
  }

  /// As in a file of receipts of the log.
  private func log(_ receipt: ReceiptReply) -> JSON {
    [
      "key": .string(vault.log.verifier.text), "origin": .string(vault.log.origin),
      "receipts": [
        [
          "event": .string(receipt.event), "proof": .string(receipt.proof),
          "salt": .string(receipt.salt), "sequence": .integer(Int64(receipt.sequence)),
        ]
      ],
    ]
  }
}
