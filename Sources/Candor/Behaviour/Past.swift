import Foundation

/// What a person took out of their record, and when.
///
/// A client that still remembers it does not bring it back.
public struct Past: Sendable {
  /// The record's last event.
  public let version: Int
  private var attributes: [Attribute.Name: Date] = [:]
  private var objects: [Act.Object: Date] = [:]

  /// - Parameter events: all of the record, oldest first.
  public init(_ events: [Event]) {
    version = events.last?.sequence ?? 0
    for event in events {
      switch event.content {
      case .retracted(.attribute(let name)): attributes[name] = event.time
      case .retracted(.act(let object)): objects[object] = event.time
      case .declared(let declaration): forget(declaration.attribute)
      case .claimed(let claim):
        for answer in claim.answers { forget(answer.declaration.attribute) }
      default: break
      }
    }
  }

  /// An answer that was given since takes its place.
  private mutating func forget(_ name: Attribute.Name) {
    attributes[name] = nil
  }

  func hasTakenBack(_ name: Attribute.Name) -> Bool { attributes[name] != nil }

  /// Whether an act of that time was taken back by itself, or with all others.
  func hasTakenBack(_ act: Act) -> Bool {
    [attributes[.acts], objects[act.object]].compactMap { $0 }.contains { $0 >= act.time }
  }
}
