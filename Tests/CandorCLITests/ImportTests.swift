import ArgumentParser
import CandorAPI
import Foundation
import Testing

@testable import CandorCLI

/// A folder that goes with the test.
final class Folder {
  let url = FileManager.default.temporaryDirectory.appending(path: "candor-\(UUID().uuidString)")

  init() throws {
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(at: url)
  }

  func file(_ name: String, _ text: String) throws -> URL {
    let file = url.appending(path: name)
    try Data(text.utf8).write(to: file)
    return file
  }
}

@Suite struct `Files for import` {
  private let today = Date(timeIntervalSince1970: 1_234_567_890)

  private func options(_ arguments: String...) throws -> TableOptions {
    try TableOptions.parse(arguments)
  }

  @Test func `a column map brings any table into items`() throws {
    let folder = try Folder()
    let file = try folder.file("b.csv", "n,name,who,y,c\n7,Title,\"A, B\",1997.0,12.0\n")
    let options = try options(
      "--column",
      "id=n",
      "--column",
      "title=name",
      "--column",
      "creators=who",
      "--column",
      "released=y",
      "--column",
      "popularity=5",
      "--separator",
      "creators=, "
    )
    let item = try #require(CatalogueFile(file, options, today: today).items.first?.item)
    #expect(item.id == "7")
    #expect(item.creators == ["A", "B"])
    #expect(item.released == "1997-01-01")
    #expect(item.popularity == 12)
  }

  @Test func `columns named like fields need no map, and days ago count from today`() throws {
    let folder = try Folder()
    let file = try folder.file("b.csv", "id,title,genres,days_ago\na,T,x|y,1\n")
    let item = try #require(CatalogueFile(file, try options(), today: today).items.first?.item)
    #expect(item.genres == ["x", "y"])
    #expect(item.released == "2009-02-12")
  }

  @Test func `every bad line is named, not just the first`() throws {
    let folder = try Folder()
    let file = try folder.file(
      "b.csv",
      "id,title,popularity,released\na,T,x,\n,T,1,\nb,T,1,2009-02-30\nc,T\nd,T,1,\n"
    )
    let read = try CatalogueFile(file, try options(), today: today)
    #expect(read.problems.map(\.place) == [.line(2), .line(3), .line(4), .line(5)])
    #expect(read.items.map(\.item.id) == ["d"])
  }

  @Test func `a map to a column that is not there is refused by name`() throws {
    let folder = try Folder()
    let file = try folder.file("b.csv", "id,title\na,T\n")
    let options = try options("--column", "id=nr")
    #expect {
      try CatalogueFile(file, options, today: today)
    } throws: {
      String(describing: $0) == "--column id: there is no column 'nr'"
    }
  }

  @Test func `a JSON Feed brings authors, tags and dates`() throws {
    let folder = try Folder()
    let file = try folder.file(
      "feed.json",
      """
      {"version": "https://jsonfeed.org/version/1.1", "title": "F", "authors": [{"name": "All"}],
       "items": [
         {"id": "1", "title": "One", "tags": ["t"], "date_published": "2009-02-13T23:31:30Z"},
         {"id": "2", "content_text": "…", "summary": "Two", "authors": [{"name": "Own"}]}
       ]}
      """
    )
    let items = try CatalogueFile(file, try options(), today: today).items.map(\.item)
    #expect(items.map(\.creators) == [["All"], ["Own"]])
    #expect(items.map(\.title) == ["One", "Two"])
    #expect(items.map(\.released) == ["2009-02-13", nil])
  }

  @Test func `NDJSON is read line by line`() throws {
    let folder = try Folder()
    let file = try folder.file(
      "i.ndjson",
      #"{"id": "1", "title": "One"}"# + "\n\n" + #"{"id": "2"}"# + "\nnot json\n"
    )
    let read = try CatalogueFile(file, try options(), today: today)
    #expect(read.items.map(\.item.id) == ["1"])
    #expect(
      read.problems.map(\.description) == [
        "line 3: title is missing", "line 4: is not an item in JSON",
      ]
    )
  }

  @Test func `what is wrong in a JSON Feed is named by its item`() throws {
    let folder = try Folder()
    let file = try folder.file(
      "feed.json",
      """
      {"version": "https://jsonfeed.org/version/1.1",
       "items": [{"id": "1"}, {"title": "None"}, {"id": "2", "tags": "t"},
         {"id": "3", "authors": [{"name": 4}]}, "text", {"id": "1"}]}
      """
    )
    let read = try CatalogueFile(file, try options(), today: today)
    #expect(read.items.map(\.item.id) == ["1"])
    #expect(
      read.problems.map(\.description) == [
        "items[1].id is missing", "items[2].tags is of the wrong type",
        "items[3].authors[0].name is of the wrong type", "items[4] is not an item in JSON",
        "items[5].id '1' is there twice: first at items[0]",
      ]
    )
  }

  @Test func `an id that is there twice is told with both lines`() throws {
    let folder = try Folder()
    let file = try folder.file("b.csv", "id,title,popularity\na,T,1\nb,T,1\na,T,2\nc,T,x\n")
    let read = try CatalogueFile(file, try options(), today: today)
    #expect(read.items.map(\.item.id) == ["a", "b"])
    #expect(
      read.problems.map(\.description) == [
        "line 4: id 'a' is there twice: first at line 2",
        "line 5: popularity must be a number of people",
      ]
    )
  }

  @Test func `acts take their kind and time from a column or from the command`() throws {
    let folder = try Folder()
    let file = try folder.file("a.csv", "p1,i1,read\np2,i2,\n,i3,like\n")
    let options = try options(
      "--no-header",
      "--column",
      "person=1",
      "--column",
      "item=2",
      "--column",
      "kind=3"
    )
    let read = try ActsFile(file, options, kind: "like", time: "2000-01-01")
    #expect(read.acts.map(\.item.act.kind) == ["read", "like"])
    #expect(read.acts.map(\.item.act.time) == ["2000-01-01", "2000-01-01"])
    #expect(read.problems == [LineProblem(line: 3, text: "person is empty")])
  }
}
