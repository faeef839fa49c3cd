import ArgumentParser
import CandorAPI
import Foundation

/// `candor model [--watch]`.
struct ModelCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "model",
    abstract: "What lists are made with: the model, its hash, and how far the next one is.",
    discussion: """
      With --data the model is learned anew from the records, shown, and left: its hash is what a \
      server on the same machine would come to.
      """
  )

  @Flag(help: "Go on, and tell each model as it comes to be live, until interrupted.")
  var watch = false
  @OptionGroup var options: DataOptions

  func run() async throws {
    let (watch, isLocal, json) = (watch, options.data != nil, options.json)
    try await Connection.open(options, learns: true) { connection in
      var told: String?
      while true {
        let reply = try await connection.settledModel(waiting: isLocal || watch)
        if let told, told == reply.model?.hash, watch {
          try await Task.sleep(for: .seconds(1))
          continue
        }
        print(json ? try Reply.text(reply) : reply.told)
        told = reply.model?.hash ?? ""
        guard watch else { return }
        try await Task.sleep(for: .seconds(1))
      }
    }
  }
}

extension Connection {
  /// The model, once none is being made; meanwhile a bar shows how far it is.
  ///
  /// - Parameter waiting: whether to wait for that at all.
  fileprivate func settledModel(waiting: Bool) async throws -> ModelReply {
    var bar: ProgressBar?
    while true {
      let reply = try await send(.get, "/v1/model", as: ModelReply.self)
      if let training = reply.training {
        if bar == nil { bar = ProgressBar("Learning", total: 1000) }
        bar?.update(Int(training.fraction * 1000))
      } else if bar != nil || !waiting || reply.isSettled {
        bar?.update(1000)
        return reply
      }
      if !waiting { return reply }
      try await Task.sleep(for: .milliseconds(100))
    }
  }
}

extension ModelReply {
  /// Whether nothing is under way: a model is live, or there is nobody to learn from.
  fileprivate var isSettled: Bool { state != "reading" && staleSince == nil }

  /// The reply in lines for a terminal.
  fileprivate var told: String {
    var lines: [String] = []
    if let model {
      let invented = model.invented.map { ", and \($0) invented by the demo" } ?? ""
      lines = [
        "Model       \(model.hash)",
        "live since  \(model.live), made in \(model.seconds) s (\(model.method))",
        "from        \(model.people) people\(invented)",
        "knows       \(model.items) items by \(model.weights) weights",
        "statistics  \(model.statistics)",
        "pin         \(model.pin)",
      ]
    } else {
      lines = [
        state == "off" ? "Nothing is learned here." : "No model yet: lists go by the catalogue."
      ]
    }
    if let staleSince {
      lines.append(
        "stale since \(staleSince)" + (next.map { ", the next at \($0) at the latest" } ?? "")
      )
      if let statistics { lines.append("statistics now \(statistics)") }
    }
    if let training {
      lines.append("learning    \(Int(training.fraction * 100)) %, \(training.stage)")
    }
    return lines.joined(separator: "\n")
  }
}
