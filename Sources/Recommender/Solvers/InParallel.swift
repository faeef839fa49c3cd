import Dispatch

/// Runs over 0..<count in stretches of a length, on all cores; what each does must not touch what
/// another does.
func inParallel(stretchesOf length: Int, upTo count: Int, _ body: @Sendable (Range<Int>) -> Void) {
  let stretches = (count + length - 1) / length
  DispatchQueue.concurrentPerform(iterations: stretches) { stretch in
    body((stretch * length)..<min(count, (stretch + 1) * length))
  }
}
