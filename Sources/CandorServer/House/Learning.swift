import ServiceLifecycle

/// Keeps the model up with the records, for as long as the server runs.
struct Learning: Service {
  let house: House

  func run() async {
    await cancelWhenGracefulShutdown { await house.keepLearning() }
    // What is being computed cannot be stopped; leaving its threads behind is a hard end.
    for _ in 0..<100 where await house.training.running != nil {
      try? await Task.sleep(for: .milliseconds(100))
    }
  }
}
