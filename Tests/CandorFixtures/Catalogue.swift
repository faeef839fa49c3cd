import Candor

extension Item {
  /// Forty items: eight genres, twenty creators, two of whom made four; two items are not out yet.
  public static let catalogue: [Item] = table.split(separator: "\n").map { line in
    let cells = line.split(separator: "|").map { String($0).trimmed }
    return Item(
      id: Item.ID(cells[0]),
      title: cells[1],
      creators: cells[2].split(separator: ";").map { String($0).trimmed },
      genres: cells[3].split(separator: ",").map { String($0).trimmed },
      released: Day(cells[4]),
      popularity: Int(cells[5]) ?? 0
    )
  }

  /// Identifier, title, creators, genres, day of release, popularity.
  private static let table = """
    tide-clerk | The Tide Clerk | Ilse Okonjo | Ocean, Night | 2009-01-20 | 120
    salt-ledger | A Ledger of Salt | Ilse Okonjo | Ocean | 2008-11-03 | 310
    herring-choir | The Herring Choir | Ilse Okonjo | Ocean, Theatre | 2007-06-18 | 95
    drift-line | Along the Drift Line | Ilse Okonjo | Ocean, Maps | 2006-03-09 | 40
    lamp-keeper | Last of the Lamp Keepers | Bram Castellane | Night, Ocean | 2009-02-10 | 15
    owl-census | The Owl Census | Bram Castellane | Night | 2008-09-27 | 220
    dark-hours | Forty Dark Hours | Bram Castellane | Night, Machines | 2007-12-01 | 75
    moth-lantern | The Moth and the Lantern | Bram Castellane | Night, Verse | 2005-08-14 | 60
    nine-odes | Nine Odes to Rain | Nuru Halvorsen | Verse, Weather | 2009-02-13 | 0
    hail-sonnets | Hail Sonnets | Nuru Halvorsen | Verse, Weather | 2008-05-30 | 180
    plain-song | Plain Song | Nuru Halvorsen | Verse | 2004-10-22 | 260
    rye-almanac | The Rye Almanac | Petra Sund | Bread, Weather | 2009-01-31 | 33
    starter | What the Starter Remembers | Petra Sund | Bread | 2008-02-17 | 410
    oven-hymns | Oven Hymns | Petra Sund | Bread, Verse | 2006-07-07 | 21
    gear-house | The House of Gears | Joss Adeyemi | Machines | 2008-12-24 | 145
    loom-logic | Loom Logic | Joss Adeyemi | Machines, Maps | 2007-04-04 | 88
    valve-song | Song of a Valve | Joss Adeyemi | Machines, Theatre | 2005-01-15 | 12
    squall-desk | At the Squall Desk | Mirela Tan | Weather | 2009-02-01 | 52
    fog-signals | Fog Signals | Mirela Tan | Weather, Ocean | 2008-03-21 | 130
    dew-point | Dew Point | Mirela Tan | Weather, Night | 2006-11-11 | 47
    prompt-box | View from the Prompt Box | Cato Weiss | Theatre | 2008-08-08 | 99
    fly-tower | The Fly Tower | Cato Weiss | Theatre, Machines | 2007-02-26 | 64
    false-islands | An Atlas of False Islands | Lena Mbeki | Maps, Ocean | 2009-01-15 | 205
    edge-of-sheet | Off the Edge of the Sheet | Lena Mbeki | Maps | 2007-09-19 | 58
    crumb-map | The Crumb Map | Ivo Arnason | Bread, Maps | 2008-06-02 | 26
    proofing-night | A Night of Proofing | Ivo Arnason | Bread, Night | 2005-05-05 | 17
    stage-weather | Weather for the Stage | Sunniva Kaur | Theatre, Weather | 2008-10-10 | 71
    understudy | The Understudy's Year | Sunniva Kaur | Theatre | 2006-01-29 | 34
    clock-reef | The Clock on the Reef | Odile Frost | Machines, Ocean | 2008-04-16 | 150
    winding-day | Winding Day | Odile Frost | Machines | 2004-12-12 | 9
    blank-verse | Blank Verse for Blank Maps | Teo Marchetti | Verse, Maps | 2007-07-27 | 44
    ink-weather | Ink Weather | Teo Marchetti | Verse | 2005-11-30 | 28
    harbour-bread | Harbour Bread | Ana Brack | Bread, Ocean | | 7
    night-ferry | The Night Ferry | Wim Dossou | Night, Ocean, Maps | 2006-05-20 | 84
    cloud-index | An Index of Clouds | Rosa Eklund | Weather | 2003-03-03 | 190
    toy-engines | Toy Engines | Hale Novak | Machines | 2002-02-02 | 5
    borrowed-masks | Borrowed Masks | Fumi Sato | Theatre, Night | 2001-10-31 | 23
    thaw-songs | Thaw Songs | Edda Riis | Verse, Weather | 2009-02-20 | 3
    two-ovens | Two Ovens | Kit Larue; Zora Quist | Bread | 2008-07-14 | 36
    unsurveyed | Unsurveyed | Zora Quist | Maps | 2009-03-01 | 11
    """
}
