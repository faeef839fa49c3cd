import Foundation

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Data {
  /// Overwrites what was secret; copies that were made of it are not reached.
  public mutating func wipe() {
    withUnsafeMutableBytes { bytes in
      guard let start = bytes.baseAddress else { return }
      #if canImport(Glibc)
        explicit_bzero(start, bytes.count)
      #else
        memset_s(start, bytes.count, 0, bytes.count)
      #endif
    }
  }
}
