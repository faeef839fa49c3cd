import Testing
import TransparencyLog

struct TilePathTests {
  struct Spelling: Sendable {
    let text: String
    let content: TilePath.Content
    let index: Int
    let width: Int

    init(_ text: String, _ content: TilePath.Content, _ index: Int, _ width: Int = 256) {
      self.text = text
      self.content = content
      self.index = index
      self.width = width
    }
  }

  @Test(arguments: [
    Spelling("tile/0/000", .hashes(level: 0), 0),
    Spelling("tile/0/000.p/1", .hashes(level: 0), 0, 1),
    Spelling("tile/0/999", .hashes(level: 0), 999),
    Spelling("tile/1/x001/000.p/255", .hashes(level: 1), 1000, 255),
    Spelling("tile/0/x001/x234/067", .hashes(level: 0), 1_234_067),
    Spelling("tile/63/x001/x234/067.p/8", .hashes(level: 63), 1_234_067, 8),
    Spelling("tile/0/x001/x000/000", .hashes(level: 0), 1_000_000),
    Spelling("tile/entries/000", .entries, 0),
    Spelling("tile/entries/x273/112.p/112", .entries, 273_112, 112),
    Spelling("tile/0/x036/x028/x797/x018/x963/967", .hashes(level: 0), Int.max / 256),
  ])
  func `a tile has one path`(_ spelling: Spelling) throws {
    let path = try TilePath(spelling.content, index: spelling.index, width: spelling.width)
    #expect(path.text == spelling.text)
    #expect(try TilePath(spelling.text) == path)
    #expect(path.isPartial == (spelling.width < 256))
  }

  @Test(arguments: [
    "", "tile", "tile/0", "tile/0/", "/tile/0/000", "tile/0/000/", "tile//000", "tile/00/000",
    "tile/+1/000", "tile/0/00", "tile/0/0000", "tile/0/x000/001", "tile/0/x001",
    "tile/0/001/002", "tile/0/x01/002", "tile/0/xx001/002", "tile/0/X001/002", "tile/0/+01",
    "tile/0/0a1", "tile/0/٠٠١", "tile/0/000.p", "tile/0/000.p/", "tile/0/000.p/01",
    "tile/0/000.p/256", "tile/0/000.p/1.p/1", "tile/0/000.p/1/", "tile/0/000.p/+1",
    "tile/data/000", "tile/Entries/000", "tiles/0/000", "tile/0/../000", "tile/0/000\n",
    "tile/0/x999/x999/x999/x999/x999/x999/999", "checkpoint",
  ])
  func `any other spelling is no path`(_ text: String) {
    #expect(throws: TileError.notAPath) { try TilePath(text) }
  }

  @Test func `what is out of bounds is named`() {
    #expect(throws: TileError.wrongLevel(64)) { try TilePath("tile/64/000") }
    #expect(throws: TileError.wrongLevel(-1)) { try TilePath("tile/-1/000") }
    #expect(throws: TileError.wrongIndex(-1)) { try TilePath("tile/0/-01") }
    #expect(throws: TileError.wrongWidth(0)) { try TilePath("tile/0/000.p/0") }
    #expect(throws: TileError.wrongWidth(257)) { try TilePath("tile/0/000.p/257") }
    #expect(throws: TileError.wrongIndex(Int.max / 256 + 1)) {
      try TilePath("tile/0/x036/x028/x797/x018/x963/968")
    }
    #expect(throws: TileError.wrongIndex(-1)) { try TilePath(.entries, index: -1) }
  }

  @Test func `the example of the specification has these tiles`() {
    let tiles = TilePath.tiles(from: 0, to: 70_000)
    let full = tiles.filter { !$0.isPartial }
    #expect(full.filter { $0.content == .hashes(level: 0) }.count == 273)
    #expect(full.filter { $0.content == .hashes(level: 1) }.count == 1)
    #expect(full.count == 274)
    #expect(
      tiles.filter(\.isPartial).map(\.text)
        == ["tile/0/273.p/112", "tile/1/001.p/17", "tile/2/000.p/1"]
    )
    #expect(TilePath.tiles(from: 0, to: 256).map(\.text) == ["tile/0/000", "tile/1/000.p/1"])
  }

  @Test func `growing writes what the new leaves changed, and nothing else`() {
    #expect(TilePath.tiles(from: 5, to: 5).isEmpty)
    #expect(TilePath.tiles(from: 6, to: 5).isEmpty)
    #expect(TilePath.tiles(from: 5, to: 7).map(\.text) == ["tile/0/000.p/7"])
    #expect(
      TilePath.tiles(from: 250, to: 520).map(\.text)
        == ["tile/0/000", "tile/0/001", "tile/0/002.p/8", "tile/1/000.p/2"]
    )
    #expect(TilePath.tiles(from: 512, to: 513).map(\.text) == ["tile/0/002.p/1"])
    #expect(
      TilePath.bundles(from: 250, to: 520).map(\.text)
        == ["tile/entries/000", "tile/entries/001", "tile/entries/002.p/8"]
    )
  }

  @Test func `a tree covers the tiles of every size up to its own`() throws {
    for size in [1, 255, 256, 257, 65_535, 65_536, 70_000] {
      for path in TilePath.tiles(from: 0, to: size) + TilePath.bundles(from: 0, to: size) {
        #expect(path.isCovered(by: size))
        #expect(path.isCovered(by: size + 1))
      }
    }
    #expect(try TilePath("tile/0/000.p/7").isCovered(by: 7))
    #expect(try !TilePath("tile/0/000.p/8").isCovered(by: 7))
    #expect(try !TilePath("tile/0/000").isCovered(by: 255))
    #expect(try !TilePath("tile/1/000.p/1").isCovered(by: 255))
    #expect(try TilePath("tile/entries/001.p/1").isCovered(by: 257))
    #expect(try !TilePath("tile/entries/001.p/2").isCovered(by: 257))
    #expect(try !TilePath("tile/63/000.p/1").isCovered(by: Int.max))
    #expect(try !TilePath("tile/0/000.p/1").isCovered(by: 0))
  }
}
