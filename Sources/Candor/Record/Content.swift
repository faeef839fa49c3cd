extension Event {
  /// What happened.
  ///
  /// Kinds that a later Candor wrote are kept as they are and shown as unknown.
  public enum Content: Hashable, Sendable {
    /// An experience was left on its way, and can be gone on with.
    case begun(Unfinished)
    case declared(Declaration)
    case corrected(Correction)
    case retracted(Input)
    case muted(Input)
    case unmuted(Input)
    case granted(Grant)
    case refused(Refusal)
    case withdrawn(Withdrawal)
    case signalled(Signal)
    /// What was said in another record is in this one from now on.
    case claimed(Claim)
    case acted(Act)
    case given(Gift)
    /// A recipient got something that they did not hold yet.
    case disclosed(Disclosed)
    /// Word of a change reached a recipient.
    case told(Change)
    /// A recipient said, signed, that they did what a change asks of them.
    case confirmed(Change)
    /// A name may be written in these ways on mail.
    case approved(NameForms)
    /// What was found elsewhere derives from what a recipient got.
    case traced(Traced)
    /// An offer was shown.
    case offered(Offering)
    /// It was said yes to; what exactly that allows is in the grant beside it.
    case accepted(Acceptance)
    case paid(Payment)
    /// The person does not exist: a demonstration made them up.
    case invented
    case exported
    case erased
    case unknown(kind: String, JSON)
  }
}

extension Event.Content {
  public var kind: String {
    switch self {
    case .begun: "begun"
    case .declared: "declared"
    case .corrected: "corrected"
    case .retracted: "retracted"
    case .muted: "muted"
    case .unmuted: "unmuted"
    case .granted: "granted"
    case .refused: "refused"
    case .withdrawn: "withdrawn"
    case .signalled: "signalled"
    case .claimed: "claimed"
    case .acted: "acted"
    case .given: "given"
    case .disclosed: "disclosed"
    case .told: "told"
    case .confirmed: "confirmed"
    case .approved: "approved"
    case .traced: "traced"
    case .offered: "offered"
    case .accepted: "accepted"
    case .paid: "paid"
    case .invented: "invented"
    case .exported: "exported"
    case .erased: "erased"
    case .unknown(let kind, _): kind
    }
  }

  var json: JSON {
    switch self {
    case .begun(let begun): begun.json
    case .declared(let declaration): declaration.json
    case .corrected(let correction): correction.json
    case .retracted(let input), .muted(let input), .unmuted(let input): input.json
    case .granted(let grant): grant.json
    case .refused(let refusal): refusal.json
    case .withdrawn(let withdrawal): withdrawal.json
    case .signalled(let signal): signal.json
    case .claimed(let claim): claim.json
    case .acted(let act): act.json
    case .given(let gift): gift.json
    case .disclosed(let disclosed): disclosed.json
    case .told(let change), .confirmed(let change): change.json
    case .approved(let forms): forms.json
    case .traced(let traced): traced.json
    case .offered(let offering): offering.json
    case .accepted(let acceptance): acceptance.json
    case .paid(let payment): payment.json
    case .invented, .exported, .erased: [:]
    case .unknown(_, let json): json
    }
  }

  init(kind: String, _ json: JSON) throws(Malformed) {
    switch kind {
    case "begun": self = .begun(try Unfinished(json))
    case "declared": self = .declared(try Declaration(json))
    case "corrected": self = .corrected(try Correction(json))
    case "retracted": self = .retracted(try Input(json))
    case "muted": self = .muted(try Input(json))
    case "unmuted": self = .unmuted(try Input(json))
    case "granted": self = .granted(try Grant(json))
    case "refused": self = .refused(try Refusal(json))
    case "withdrawn": self = .withdrawn(try Withdrawal(json))
    case "signalled": self = .signalled(try Signal(json))
    case "claimed": self = .claimed(try Claim(json))
    case "acted": self = .acted(try Act(json))
    case "given": self = .given(try Gift(json))
    case "disclosed": self = .disclosed(try Disclosed(json))
    case "told": self = .told(try Change(json))
    case "confirmed": self = .confirmed(try Change(json))
    case "approved": self = .approved(try NameForms(json))
    case "traced": self = .traced(try Traced(json))
    case "offered": self = .offered(try Offering(json))
    case "accepted": self = .accepted(try Acceptance(json))
    case "paid": self = .paid(try Payment(json))
    case "invented": self = .invented
    case "exported": self = .exported
    case "erased": self = .erased
    default: self = .unknown(kind: kind, json)
    }
  }
}
