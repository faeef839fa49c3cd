import Testing
import TransparencyLog

struct TileTests {
  @Test func `a tile is its hashes one after the other`() throws {
    let hashes = (0..<256).map(SmallLog.leaf)
    let tile = try Tile(hashes)
    #expect(tile.bytes.count == 8192)
    #expect(tile.bytes == hashes.flatMap(\.bytes))
    #expect(try Tile(bytes: tile.bytes) == tile)
    #expect(try Tile(bytes: tile.bytes.prefix(64)).hashes == Array(hashes.prefix(2)))
  }

  @Test(arguments: [0, 1, 31, 33, 8191, 8193, 8224])
  func `bytes of another length are no tile`(length: Int) {
    #expect(throws: TileError.wrongLength(bytes: length)) {
      try Tile(bytes: [UInt8](repeating: 0, count: length))
    }
  }

  @Test func `a tile has 1 to 256 hashes`() {
    #expect(throws: TileError.wrongWidth(0)) { try Tile([]) }
    #expect(throws: TileError.wrongWidth(257)) { try Tile((0..<257).map(SmallLog.leaf)) }
  }

  @Test func `the levels between come out of a tile`() throws {
    let log = SmallLog(256)
    let tile = try Tile((0..<200).map(SmallLog.leaf))
    for height in 0...8 {
      for index in -1...256 {
        let place = TreeIndex(level: height, index: index)
        #expect(
          tile.hash(height: height, index: index)
            == (place.isComplete(in: 200) ? log.nodes[place] : nil)
        )
      }
    }
    #expect(tile.hash(height: 9, index: 0) == nil)
    #expect(tile.hash(height: -1, index: 0) == nil)
  }

  @Test func `a large tree is read from few tiles, and proves the same`() throws {
    let size = 66_000
    let log = SmallLog(size)
    var tiles: [TilePath: Tile] = [:]
    for path in TilePath.tiles(from: 0, to: size) { tiles[path] = try Tile(path, from: log.nodes) }
    let full = try #require(tiles[TilePath("tile/1/000")])
    let above = try #require(tiles[TilePath("tile/2/000.p/1")])
    #expect(full.hash(height: 8, index: 0) == above.hashes[0])
    for index in [0, 1, 255, 256, 12_345, 65_279, 65_535, 65_536, 65_999] {
      var reads = 0
      let reader = TileReader(size: size) { path in
        reads += 1
        return try #require(tiles[path])
      }
      let proof = try InclusionProof(of: index, in: size, from: reader)
      #expect(try proof == InclusionProof(of: index, in: size, from: log.nodes))
      try proof.verify(leaf: SmallLog.leaf(index), root: log.frontier.root)
      #expect(reads <= 5)
      let consistency = try ConsistencyProof(from: index + 1, to: size, reading: reader)
      #expect(try consistency == ConsistencyProof(from: index + 1, to: size, reading: log.nodes))
      #expect(try Frontier(size: size, from: reader) == log.frontier)
    }
  }

  @Test func `tiles of a later size serve an earlier one`() throws {
    let log = SmallLog(300)
    let now = TileReader(size: 300) { try Tile($0, from: log.nodes) }
    for size in [1, 7, 255, 256, 299, 300] {
      for index in [0, size / 2, size - 1] {
        let proof = try InclusionProof(of: index, in: size, from: now)
        #expect(try proof == InclusionProof(of: index, in: size, from: log.nodes))
      }
    }
  }

  @Test func `a reader goes neither beyond its tree nor beyond a short tile`() throws {
    let short = TileReader(size: 300) { _ in try Tile([SmallLog.leaf(0)]) }
    #expect(throws: TileError.wrongCount(expected: 256, found: 1)) {
      try short.hashes(at: [TreeIndex(level: 0, index: 1)])
    }
    for place in [
      TreeIndex(level: 0, index: 300), TreeIndex(level: 8, index: 1), TreeIndex(level: 9, index: 0),
      TreeIndex(level: -1, index: 0), TreeIndex(level: 0, index: -1),
      TreeIndex(level: Int.max, index: Int.max),
    ] {
      #expect(throws: TileError.outside(place, size: 300)) { try short.hashes(at: [place]) }
    }
  }
}
