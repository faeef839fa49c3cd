/// `PUT /v1/people/{person}/attributes/{attribute}/forms`.
public struct NameFormsRequest: StrictBody {
  /// From two to eight ways to write the name; none takes the approval back.
  public var forms: [String]

  public init(forms: [String]) {
    self.forms = forms
  }
}
