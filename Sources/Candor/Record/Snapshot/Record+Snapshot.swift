import Foundation

/// The fold, written down so that it need not be folded anew for each request.
///
/// What every record has much of is written in few bytes (`SnapshotWriter`): answers, standings and what
/// others hold. The rest, which most records have none of, stands beside it as canonical JSON.
extension Record {
  /// What is sealed as the snapshot.
  public var snapshot: [UInt8] {
    var writer = SnapshotWriter()
    writer.bytes(person.bytes)
    writer.count(version)
    writer.bytes(rest.canonicalBytes)
    let promises = answers.values.map(\.declaration.promise).distinct
    writer.list(promises) { $0.promise($1) }
    writer.list(answers) { $0.answer($1.value, promises) }
    let stands = standings.values.flatMap(\.values).distinct
    writer.list(stands) { $0.standing($1) }
    writer.list(standings) { writer, standings in
      writer.consent(standings.key)
      writer.list(standings.value) { writer, standing in
        writer.name(standing.key)
        writer.count(stands.firstIndex(of: standing.value) ?? 0)
      }
    }
    writer.list(held) { writer, held in
      writer.consent(held.key)
      writer.holding(held.value)
    }
    return writer.bytes
  }

  /// - Throws: `Malformed` when the bytes are no snapshot of today's form.
  init(snapshot bytes: Data) throws(Malformed) {
    self = try bytes.withUnsafeBytes { bytes in
      Result { () throws(Malformed) in
        var reader = try SnapshotReader(bytes)
        return try Record(&reader)
      }
    }.get()
  }

  private init(_ reader: inout SnapshotReader) throws(Malformed) {
    let person = try reader.slice()
    guard person.count == 16 else { throw Malformed("a record without a person") }
    self.init(of: Person.ID(bytes: person))
    version = try reader.count()
    try add(JSON(canonical: reader.slice()))
    let promises = try reader.list { reader throws(Malformed) in try reader.promise() }
    answers = try reader.members { reader throws(Malformed) in
      let answer = try reader.answer(promises)
      return (answer.declaration.attribute, answer)
    }
    let stands = try reader.list { reader throws(Malformed) in try reader.standing() }
    standings = try reader.members { reader throws(Malformed) in
      let consent = try reader.consent()
      return (
        consent,
        try reader.members { reader throws(Malformed) in
          (try reader.name(), try reader.one(of: stands))
        }
      )
    }
    held = try reader.members { reader throws(Malformed) in
      (try reader.consent(), try reader.holding())
    }
    guard reader.isAtEnd else { throw Malformed("more than a snapshot") }
  }
}

extension Record {
  /// What most records have none of, by name; what they have none of is left out.
  private var rest: JSON {
    .members([
      "acts": acts.isEmpty
        ? nil : .array(acts.map { object, kinds in ["kinds": kinds.json, "on": object.json] }),
      "approved": approved.isEmpty ? nil : approved.json,
      "begun": begun.isEmpty ? nil : .array(begun.values.map(\.json)),
      "deals": deals.isEmpty ? nil : deals.json,
      "invented": isInvented ? .bool(true) : nil,
      "kept": kept.isEmpty ? nil : kept.json,
      "muted": muted.isEmpty ? nil : .array(muted.map { $0.json }),
      "optOut": optOut?.json,
      "unknown": unknown == 0 ? nil : .integer(Int64(unknown)),
    ])
  }

  private mutating func add(_ rest: JSON) throws(Malformed) {
    isInvented = rest["invented"] == .bool(true)
    if rest["unknown"] != nil { unknown = Int(try rest.integer("unknown")) }
    if rest["begun"] != nil {
      for entry in try rest.array("begun").map(Unfinished.init) { begun[entry.experience] = entry }
    }
    if let deals = rest["deals"] { self.deals = try [Offer.ID: Deal](deals) }
    if let optOut = rest["optOut"] { self.optOut = try OptOut(optOut) }
    if let approved = rest["approved"] { self.approved = try [Attribute.Name: Approved](approved) }
    if let kept = rest["kept"] { self.kept = try [Benefit.Name: Record.Kept](kept) }
    if rest["muted"] != nil {
      for input in try rest.array("muted") { muted.insert(try Input(input)) }
    }
    if rest["acts"] != nil {
      for entry in try rest.array("acts") {
        guard let object = entry["on"], let kinds = entry["kinds"] else {
          throw Malformed("an act without an object")
        }
        acts[try Act.Object(object)] = try [Act.Kind: Date](kinds)
      }
    }
  }
}

extension Array where Element: Hashable {
  /// Each once, as it comes first; of few, since each is looked for.
  fileprivate var distinct: Self {
    reduce(into: []) { found, element in
      if !found.contains(element) { found.append(element) }
    }
  }
}

extension [Benefit.Name: Record.Kept] {
  fileprivate var json: JSON {
    .object(
      JSON.Members(
        map { name, kept in
          let json = JSON.members([
            "because": .array(kept.because.map(\.json)),
            "items": .names(kept.items),
            "model": kept.model?.json,
            "sequence": .integer(Int64(kept.sequence)),
            "week": .string(String(describing: kept.week)),
          ])
          return (name.rawValue, json)
        }
      )
    )
  }

  fileprivate init(_ json: JSON) throws(Malformed) {
    guard case .object(let members) = json else { throw Malformed("kept lists are an object") }
    self = [:]
    for (name, kept) in members {
      self[Benefit.Name(name)] = Record.Kept(
        week: try kept.week("week"),
        items: try kept.names("items"),
        sequence: Int(try kept.integer("sequence")),
        because: Set(try kept.array("because").map(Input.init)),
        model: try kept["model"].map { model throws(Malformed) in try Gift.Model(model) }
      )
    }
  }
}

extension [Act.Kind: Date] {
  fileprivate var json: JSON {
    .object(JSON.Members(map { ($0.rawValue, .integer($1.milliseconds)) }))
  }

  fileprivate init(_ json: JSON) throws(Malformed) {
    self = [:]
    for kind in Act.Kind.allCases { self[kind] = try json.optionalDate(kind.rawValue) }
  }
}
