/// `PUT /v1/people/{person}/signals`: what the person's browser or app asks of the company.
///
/// A header of an API call is the caller's own; what the person's browser sent goes into a body.
public struct SignalsRequest: StrictBody {
  /// Global Privacy Control: whether it asks not to sell or share.
  public var gpc: Bool

  public init(gpc: Bool) {
    self.gpc = gpc
  }
}
