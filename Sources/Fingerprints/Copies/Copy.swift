import Foundation
import TransparencyLog

/// A copy as a file: a head, and a line for each row.
public struct Copy: Sendable {
  public let edition: Edition
  public let format: Format

  public init(_ edition: Edition, as format: Format = .csv) {
    self.edition = edition
    self.format = format
  }

  /// How a copy is written.
  public enum Format: String, Sendable, CaseIterable, Codable {
    /// RFC 4180.
    case csv
    /// One JSON object a line.
    case ndjson
  }

  /// What stands before the rows: the names of the columns, or nothing.
  public var head: [UInt8] {
    switch format {
    case .csv: CSV.line(edition.columns.map(\.name))
    case .ndjson: []
    }
  }

  /// The line of a row, with its end.
  func line(of row: Row) -> [UInt8] {
    var marker = Marker(edition)
    return line(of: row, &marker)
  }

  /// The lines of rows: the same as one by one, and faster where numbered people come in order.
  func lines(of rows: some Sequence<Row>) -> [[UInt8]] {
    var marker = Marker(edition)
    return rows.map { line(of: $0, &marker) }
  }

  private func line(of row: Row, _ marker: inout Marker) -> [UInt8] {
    var line: [UInt8] = []
    line.reserveCapacity(256)
    if format == .ndjson { line.append(UInt8(ascii: "{")) }
    for (place, column) in edition.columns.enumerated() {
      if place > 0 { line.append(UInt8(ascii: ",")) }
      let hasValue = marker.write(row, place)
      switch format {
      case .csv: CSV.add(marker.text, to: &line)
      case .ndjson: JSONLine.add(column.name, hasValue ? marker.text : nil, to: &line)
      }
    }
    line += format == .csv ? [13, 10] : [UInt8(ascii: "}"), 10]
    return line
  }

  /// A line, without its end, as a leaf of the file's tree (RFC 6962).
  ///
  /// The root goes into the log, so that neither side can show another copy later.
  public static func leaf(_ line: [UInt8]) -> Hash { MerkleTree.leaf(line.droppingLineEnd) }

  /// The whole file.
  ///
  /// - Parameter seeds: fictional people among the rows, at places that the edition's key decides.
  func file(_ rows: some Sequence<Row>, seeds: [Seed] = []) -> [UInt8] {
    let seeded = lines(of: seeds)
    return lines(of: rows).enumerated().reduce(into: head) { file, row in
      file += row.element
      for line in seeded[row.offset + 1] ?? [] { file += line }
    }
  }
}

extension [UInt8] {
  fileprivate var droppingLineEnd: ArraySlice<UInt8> {
    var line = self[...]
    if line.last == UInt8(ascii: "\n") { line.removeLast() }
    if line.last == UInt8(ascii: "\r") { line.removeLast() }
    return line
  }
}
