import Foundation

extension Copy.Format {
  /// Where the lines of a file end: each place is behind a line's end, the head's included.
  ///
  /// What is cut off at the end of the file is no line. In CSV a value may have ends of lines in it.
  public func lineEnds(in file: Data) -> [Int] {
    var ends: [Int] = []
    var isQuoted = false
    file.withUnsafeBytes { bytes in
      for (place, byte) in bytes.enumerated() {
        if byte == UInt8(ascii: "\""), self == .csv { isQuoted.toggle() }
        if byte == UInt8(ascii: "\n"), !isQuoted { ends.append(place + 1) }
      }
    }
    return ends
  }

  /// Whether the first line names the columns.
  public var hasHead: Bool { self == .csv }
}
