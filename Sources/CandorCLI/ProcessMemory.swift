import Foundation

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Keeps the keys in this process's memory out of other hands, as far as a process can.
enum ProcessMemory {
  /// Set to 1, it lets debuggers and tracers of the same user attach, and crashes leave a trace.
  static let variable = "CANDOR_DUMPABLE"

  /// No core is written when the process crashes, and on Linux nobody but root reads its memory.
  ///
  /// What can be refused here is refused silently: the process is then as open as any other.
  static func seal() {
    guard ProcessInfo.processInfo.environment[variable] != "1" else { return }
    var none = rlimit(rlim_cur: 0, rlim_max: 0)
    #if canImport(Glibc)
      setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
      // The limit alone does not keep a core from a program that the kernel hands it to. prctl takes
      // a variable number of arguments, which Swift does not import: it is found by its name.
      typealias Control = @convention(c) (CInt, CLong, CLong, CLong, CLong) -> CInt
      let setDumpable: CInt = 4
      if let prctl = dlsym(nil, "prctl") {
        _ = unsafeBitCast(prctl, to: Control.self)(setDumpable, 0, 0, 0, 0)
      }
    #else
      setrlimit(RLIMIT_CORE, &none)
    #endif
  }
}
