import Foundation
import Testing

@testable import CandorCLI

@Suite struct `Addresses of webhooks` {
  @Test(arguments: [
    "127.0.0.1", "127.255.255.254", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.7.7",
    "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "255.255.255.255", "198.18.0.1",
    "::", "::1", "fe80::1", "fd00::1", "fc00::1", "ff02::1", "::ffff:127.0.0.1",
    "::ffff:10.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2002:a00:1::",
    "2001:db8::1", "2001::1", "100::1", "fec0::1", "4000::1",
  ])
  func `inside a network, or nobody's, are refused`(_ text: String) throws {
    #expect(try !#require(NetworkAddress(text)).isPublic)
  }

  @Test(arguments: [
    "8.8.8.8", "172.15.255.255", "172.32.0.1", "100.128.0.1", "11.0.0.1", "198.20.0.1",
    "223.255.255.255", "2a00:1450:4001:81b::200e", "2606:4700::1111", "::ffff:8.8.8.8",
    "64:ff9b::808:808", "2002:808:808::1", "2001:4860:4860::8888",
  ])
  func `that everybody would reach are taken`(_ text: String) throws {
    #expect(try #require(NetworkAddress(text)).isPublic)
  }

  @Test(arguments: ["", "localhost", "0x7f.1", "127.1", "2130706433", "fe80::1%lo", "1.2.3.4.5"])
  func `are taken from nothing else than an address in full`(_ text: String) {
    #expect(NetworkAddress(text) == nil)
  }

  @Test(arguments: ["127.0.0.1", "127.1", "0x7f.1", "localhost"])
  func `are looked at after the name was looked up, however it is written`(_ name: String) {
    let found = NetworkAddress.all(of: name)
    #expect(!found.isEmpty)
    #expect(found.allSatisfy { NetworkAddress($0)?.isPublic == false })
  }

  @Test func `say when to come again in seconds or by a date`() {
    #expect(Webhooks.seconds("120") == 120)
    #expect(Webhooks.seconds("Fri, 13 Feb 2009 23:31:30 GMT") == 0)
    #expect(Webhooks.seconds("-1") == nil)
    #expect(Webhooks.seconds("soon") == nil)
  }
}
