import COpenBLAS
import Foundation
import Synchronization

/// OpenBLAS, one caller at a time.
///
/// How many threads share a sum, and which kernel the processor gets, decide its last bits. Both are
/// part of the pin that a model carries.
enum BLAS {
  /// Its settings are the process's, so callers take turns.
  private static let turn = Mutex(())

  /// Runs with a fixed number of threads.
  ///
  /// - Parameter threads: 1 when the caller itself works on all cores.
  static func run<Result>(threads: Int, _ body: () throws -> Result) rethrows -> Result {
    try turn.withLock { _ in
      openblas_set_num_threads(Int32(threads))
      return try body()
    }
  }

  /// How many cores there are.
  static let cores = ProcessInfo.processInfo.activeProcessorCount

  /// What has to be the same for the same bits: the build, the kernel and the threads.
  static let pin: String = {
    let build = String(cString: openblas_get_config()).split(separator: " ").prefix(2)
    let kernel = String(cString: openblas_get_corename())
    return "\(build.joined(separator: " ")), \(kernel), \(cores) threads"
  }()
}

/// A matrix was not positive definite: it has no Cholesky factor.
struct NotPositiveDefinite: Error {}

/// Symmetric matrices, column by column, of which only the upper triangle is read and written.
enum Cholesky {
  /// Puts the inverse in the matrix's place.
  static func invert(_ matrix: UnsafeMutablePointer<Float>, size: Int) throws(NotPositiveDefinite) {
    var (size, info) = (Int32(size), Int32(0))
    spotrf_("U", &size, matrix, &size, &info)
    guard info == 0 else { throw NotPositiveDefinite() }
    spotri_("U", &size, matrix, &size, &info)
    guard info == 0 else { throw NotPositiveDefinite() }
  }

  /// Puts the solution in the place of the right side; the matrix is destroyed.
  static func solve(
    _ matrix: UnsafeMutablePointer<Float>,
    size: Int,
    for right: UnsafeMutablePointer<Float>
  ) throws(NotPositiveDefinite) {
    var (size, one, info) = (Int32(size), Int32(1), Int32(0))
    spotrf_("U", &size, matrix, &size, &info)
    guard info == 0 else { throw NotPositiveDefinite() }
    spotrs_("U", &size, &one, matrix, &size, right, &size, &info)
  }

  /// The same in double precision, for many right sides, column by column.
  static func solve(
    _ matrix: inout [Double],
    size: Int,
    for right: inout [Double]
  ) throws(NotPositiveDefinite) {
    var (columns, info) = (Int32(right.count / max(1, size)), Int32(0))
    var size = Int32(size)
    dpotrf_("U", &size, &matrix, &size, &info)
    guard info == 0 else { throw NotPositiveDefinite() }
    dpotrs_("U", &size, &columns, &matrix, &size, &right, &size, &info)
  }
}
