import Foundation

/// The fold, written down so that it need not be folded anew for each request.
extension Record: Recorded {
  /// What is sealed as the snapshot.
  public var canonicalBytes: [UInt8] { json.canonicalBytes }

  var json: JSON {
    .members([
      "acts": .array(acts.map { object, kinds in ["kinds": kinds.json, "on": object.json] }),
      "approved": approved.isEmpty ? nil : approved.json,
      "answers": .array(answers.values.map { $0.json }),
      "begun": begun.isEmpty ? nil : .array(begun.values.map(\.json)),
      "held": held.isEmpty ? nil : held.json,
      "deals": deals.isEmpty ? nil : deals.json,
      "invented": isInvented ? .bool(true) : nil,
      "kept": kept.isEmpty ? nil : kept.json,
      "muted": .array(muted.map { $0.json }),
      "optOut": optOut?.json,
      "person": .string(String(describing: person)),
      "standings": .array(
        standings.map { consent, standings in
          ["consent": consent.json, "standings": standings.json]
        }
      ),
      "unknown": .integer(Int64(unknown)),
      "version": .integer(Int64(version)),
    ])
  }

  init(_ json: JSON) throws(Malformed) {
    guard let person = Person.ID(try json.string("person")) else {
      throw Malformed("a record without a person")
    }
    self.init(of: person)
    version = Int(try json.integer("version"))
    unknown = Int(try json.integer("unknown"))
    // Members that an older Candor wrote besides, such as 'counted', are left unread.
    isInvented = json["invented"] == .bool(true)
    if json["begun"] != nil {
      for entry in try json.array("begun").map(Unfinished.init) { begun[entry.experience] = entry }
    }
    if let deals = json["deals"] { self.deals = try [Offer.ID: Deal](deals) }
    if let optOut = json["optOut"] { self.optOut = try OptOut(optOut) }
    if let approved = json["approved"] { self.approved = try [Attribute.Name: Approved](approved) }
    if json["held"] != nil { held = try [Consent: Holding](try json.array("held")) }
    if let kept = json["kept"] { self.kept = try [Benefit.Name: Record.Kept](kept) }
    for input in try json.array("muted") { muted.insert(try Input(input)) }
    for answer in try json.array("answers").map(Answer.init(reading:)) {
      answers[answer.declaration.attribute] = answer
    }
    for entry in try json.array("acts") {
      guard let object = entry["on"], let kinds = entry["kinds"] else {
        throw Malformed("an act without an object")
      }
      acts[try Act.Object(object)] = try [Act.Kind: Date](kinds)
    }
    for entry in try json.array("standings") {
      guard let consent = entry["consent"], let standings = entry["standings"] else {
        throw Malformed("a standing without a consent")
      }
      self.standings[try Consent(consent)] = try [Attribute.Name: Standing](standings)
    }
  }
}

extension Record.Answer {
  fileprivate var json: JSON {
    [
      "declaration": declaration.json, "said": .integer(said.milliseconds),
      "sequence": .integer(Int64(sequence)),
    ]
  }

  fileprivate init(reading json: JSON) throws(Malformed) {
    guard let declaration = json["declaration"] else { throw Malformed("an answer without words") }
    self.init(
      declaration: try Declaration(declaration),
      said: try json.date("said"),
      sequence: Int(try json.integer("sequence"))
    )
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

extension [Attribute.Name: Standing] {
  fileprivate var json: JSON {
    .object(JSON.Members(map { ($0.rawValue, $1.json) }))
  }

  fileprivate init(_ json: JSON) throws(Malformed) {
    guard case .object(let members) = json else { throw Malformed("standings are an object") }
    self = [:]
    for (name, standing) in members { self[Attribute.Name(name)] = try Standing(standing) }
  }
}
