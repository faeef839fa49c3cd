import Testing

@testable import Fingerprints

@Suite struct JitterTests {
  private func writings(_ text: String, _ kind: Column.Kind) -> Set<String> {
    let form = Row.Value(text).writings(kind)
    return Set((UInt8.min...UInt8.max).map(form.text))
  }

  @Test func `nothing but the digit after the declared ones changes`() {
    #expect(
      writings("40.712776,-74.005974", .coordinates(decimals: 4)) == [
        "40.71272,-74.00592", "40.71272,-74.00597", "40.71277,-74.00592", "40.71277,-74.00597",
      ]
    )
  }

  @Test func `a number that is stored with less than is declared stays as it is`() {
    #expect(writings("40.712,-74", .coordinates(decimals: 4)) == ["40.712,-74"])
  }

  @Test func `seconds change within the declared minute`() {
    #expect(
      writings("2026-11-29T10:13:39.25Z", .minute) == [
        "2026-11-29T10:13:07Z", "2026-11-29T10:13:22Z", "2026-11-29T10:13:37Z",
        "2026-11-29T10:13:52Z",
      ]
    )
  }

  @Test func `a day has no seconds`() {
    #expect(writings("2026-11-29", .minute) == ["2026-11-29"])
    #expect(writings("10:13", .minute) == ["10:13"])
  }

  @Test(arguments: ["40.712776,-74.005974", "2026-11-29T10:13:39Z", "3.14159", "12:30:59"])
  func `what declares no precision is never changed`(_ text: String) {
    for kind in [Column.Kind.plain, .name, .address, .phone] {
      #expect(writings(text, kind) == [text])
    }
  }
}
