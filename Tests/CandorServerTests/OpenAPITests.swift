import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@testable import CandorServer

@Suite struct `The description of the API` {
  private struct Document: Decodable {
    struct Operation: Decodable {
      struct Response: Decodable {}

      let responses: [String: Response]
    }

    let openapi: String
    let paths: [String: [String: Operation]]
  }

  @Test func `names every route of the API and no other`() async throws {
    let test = try await TestHouse(try await Signer().embedding)
    try await test.test { client in
      let document = try await client.call(.get, "/openapi.json", key: nil).decoded(Document.self)
      #expect(document.openapi.hasPrefix("3.1"))
      let described = Set(
        document.paths.flatMap { path, operations in
          operations.keys.map { "\($0.uppercased()) \(path)" }
        }
      )
      let router = try await buildRouter(test.house)
      let routes = router.routes.map { "\($0.method) \($0.path.description.asTemplate)" }
      let machine = Set(
        routes.filter { route in
          [
            "/v1/", "/health/", "/openapi.json", "/.well-known/", "/embed/sessions",
            "/embed/claims",
          ].contains {
            route.contains(" \($0)")
          }
        }
      )
      #expect(described == machine)
      for (path, operations) in document.paths where path.hasPrefix("/v1/") {
        for (method, operation) in operations {
          let codes = Set(operation.responses.keys)
          #expect(codes.isSuperset(of: ["401", "403", "500"]), "\(method) \(path)")
        }
      }
    }
  }
}

extension String {
  /// `/v1/people/:person` as `/v1/people/{person}`.
  fileprivate var asTemplate: String {
    split(separator: "/", omittingEmptySubsequences: false)
      .map { $0.hasPrefix(":") ? "{\($0.dropFirst())}" : String($0) }
      .joined(separator: "/")
  }
}
