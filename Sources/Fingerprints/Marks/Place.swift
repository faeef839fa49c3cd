import Crypto
import Foundation

/// Where marks stand: one value of one person, whatever copy it is in.
///
/// A value that changes has new marks; the same value in the same edition always has the same.
/// Sixteen places make a cell, and one block of the keystream holds the marks of all sixteen: where
/// people are numbered, a leak of many takes a sixteenth of the work to trace.
public struct Place: Hashable, Sendable, Codable {
  /// So many places share a block.
  static let perCell = 16

  /// 12 bytes, pseudorandom.
  let cell: SIMD3<UInt32>
  /// Which of the cell's places.
  let lane: Int

  /// The place of a person without a number, in a cell of its own.
  ///
  /// - Parameters:
  ///   - subject: whose value it is, as bytes that nobody else has.
  ///   - version: of the value; changes when the value does.
  ///   - secret: keeps places apart from what anybody can compute.
  public init(of subject: [UInt8], version: UInt64, under secret: SymmetricKey) {
    cell = Self.cell(Self.code([0] + subject, version, secret))
    lane = 0
  }

  /// The place of a numbered person: neighbours in number share a cell.
  ///
  /// - Parameters:
  ///   - number: whose value it is; nobody else has it, and it never changes.
  ///   - value: which of the person's values, where marks of several stand apart.
  ///   - version: of the value; changes when the value does.
  ///   - secret: keeps places apart from what anybody can compute.
  public init(
    number: UInt64,
    value: [UInt8] = [],
    version: UInt64,
    under secret: SymmetricKey
  ) {
    let cellNumber = number / UInt64(Self.perCell)
    let input = withUnsafeBytes(of: cellNumber.littleEndian) { [1] + Array($0) + value }
    cell = Self.cell(Self.code(input, version, secret))
    lane = Int(number % UInt64(Self.perCell))
  }

  private static func code(_ input: [UInt8], _ version: UInt64, _ secret: SymmetricKey) -> [UInt8] {
    var input = Data(input)
    withUnsafeBytes(of: version.littleEndian) { input.append(contentsOf: $0) }
    return Array(HMAC<SHA256>.authenticationCode(for: input, using: secret))
  }

  private static func cell(_ code: [UInt8]) -> SIMD3<UInt32> {
    SIMD3(code.littleEndianWord(at: 0), code.littleEndianWord(at: 4), code.littleEndianWord(at: 8))
  }
}
