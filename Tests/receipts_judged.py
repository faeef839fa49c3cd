"""Judges every consent receipt that the server tests were given, with nothing of Candor's.

    python Tests/receipts_judged.py FILE PATH-OF-CANDOR

FILE has a line for each: what the API answered, and the keys that the house publishes. ISO/IEC TS
27560 receipts are read as JSON-LD by rdflib, without a network, and held against the SHACL shapes
in Tests/Shapes by pyshacl; Kantara's against a JSON Schema by jsonschema; signatures are verified
by cryptography. Then each mandatory field is taken away, and each must be missed by its name; and
`candor verify` has to tell the true from the forged.
"""
import base64
import collections
import copy
import hashlib
import json
import pathlib
import socket
import subprocess
import sys
import tempfile

import jsonschema
import pyshacl
import rdflib
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

SHAPES = pathlib.Path(__file__).parent / "Shapes"
GRAPH = rdflib.Graph().parse(SHAPES / "consent-27560.ttl")
SCHEMA = json.loads((SHAPES / "kantara-1.1.schema.json").read_text())
RECORD, PROCESS = "dpv:hasRecordOfActivity", "dpv:hasProcess"
EVENT = (RECORD, "dpv:hasConsentStatus", 0)
PARTY = (RECORD, "dpv:hasEntity", 0)
# Where a mandatory field of ISO/IEC TS 27560 stands, and how the shapes name it when it is gone.
MANDATORY = [
    (("@type",), "receipt: type"),
    (("dct:conformsTo",), "receipt: schema_version"),
    (("dct:identifier",), "receipt: receipt_id"),
    (("dct:created",), "receipt: created"),
    ((RECORD,), "receipt: record"),
    ((RECORD, "dct:conformsTo"), "record: schema_version"),
    ((RECORD, "dct:identifier"), "record: record_id"),
    ((RECORD, "dpv:hasDataSubject"), "record: pii_principal_id"),
    ((RECORD, "dpv:hasNotice"), "record: privacy_notice"),
    ((RECORD, "dpv:hasNotice", "dct:language"), "notice: language"),
    ((RECORD, "dpv:hasNotice", "dct:identifier"), "notice: hash"),
    ((RECORD, "dpv:hasNotice", "schema:version"), "notice: version"),
    ((RECORD, "dpv:hasNotice", "rdf:value"), "notice: what was shown"),
    ((RECORD, "dpv:hasNotice", "schema:text"), "notice: text"),
    ((RECORD, PROCESS), "record: processing"),
    ((RECORD, PROCESS, "dpv:hasPurpose"), "processing: purpose"),
    ((RECORD, PROCESS, "dpv:hasPurpose", "dct:title"), "processing: purpose in words"),
    ((RECORD, PROCESS, "dpv:hasPersonalData"), "processing: pii_information"),
    ((RECORD, PROCESS, "dpv:hasPersonalData", 0, "dct:identifier"), "pii: pii_type"),
    ((RECORD, PROCESS, "dpv:hasDataController"), "processing: pii_controllers"),
    ((RECORD, PROCESS, "dpv:hasRecipient"), "processing: recipient_third_parties"),
    ((RECORD, PROCESS, "dpv:hasJurisdiction"), "processing: jurisdiction"),
    ((RECORD, PROCESS, "dpv:hasConsentControl"), "processing: withdrawal_method"),
    ((RECORD, PROCESS, "dpv:hasConsentControl", "dpv:isExercisedAt"), "where to withdraw"),
    ((RECORD, PROCESS, "dpv:hasStorageCondition", 0), "processing: storage_locations"),
    ((RECORD, PROCESS, "dpv:hasStorageCondition", slice(1, None)), "processing: retention_period"),
    ((RECORD, "dpv:hasEntity"), "record: parties"),
    ((*PARTY, "dpv:hasIdentifier"), "party: id"),
    ((*PARTY, "dpv:hasName"), "party: name"),
    ((*PARTY, "schema:address"), "party: address"),
    ((*PARTY, "schema:contactPoint"), "party: contact"),
    ((RECORD, "dpv:hasConsentStatus"), "record: events"),
    ((*EVENT, "dpv:isIndicatedAtTime"), "event: time"),
    ((*EVENT, "dpv:hasDuration"), "event: validity_duration"),
    ((*EVENT, "dpv:isIndicatedBy"), "event: entity_id"),
    ((*EVENT, "@type", 0), "event: state"),
    ((*EVENT, "@type", 1), "event: type"),
    # What the profile for the GDPR wants beside it.
    ((RECORD, PROCESS, "dpv:hasLegalBasis"), "gdpr: lawful_basis"),
    ((RECORD, PROCESS, "dpv:hasRight"), "privacy_rights"),
    ((RECORD, "dpv:hasAuthority"), "authority_party"),
]


def refuse_network(*_):
    raise AssertionError("something wanted the network: a receipt is read without it")


def canonical(value):
    """RFC 8785, for what has no fractions and keys of plain letters."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode()


def decoded(part):
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


def verify(signature, keys):
    """What was signed, once one of the keys says so (RFC 7515)."""
    header, payload, proof = signature.split(".")
    head = json.loads(decoded(header))
    assert head["alg"] == "EdDSA", head
    [key] = [each for each in keys["keys"] if each["kid"] == head["kid"]]
    assert (key["kty"], key["crv"], key["alg"]) == ("OKP", "Ed25519", "EdDSA"), key
    assert "d" not in key, "the private key is published"
    members = {name: key[name] for name in ("crv", "kty", "x")}
    thumb = base64.urlsafe_b64encode(hashlib.sha256(canonical(members)).digest())
    assert thumb.rstrip(b"=").decode() == key["kid"], "the key is not named by RFC 7638"
    public = Ed25519PublicKey.from_public_bytes(decoded(key["x"]))
    public.verify(decoded(proof), f"{header}.{payload}".encode())
    return decoded(payload)


def faults(receipt):
    """What the shapes miss."""
    graph = rdflib.Graph().parse(data=json.dumps(receipt), format="json-ld")
    conforms, results, _ = pyshacl.validate(graph, shacl_graph=GRAPH)
    found = {str(text) for text in results.objects(None, rdflib.SH.resultMessage)}
    assert conforms == (not found), results.serialize()
    return found


def without(receipt, path):
    """A copy without what stands at the path."""
    changed = copy.deepcopy(receipt)
    at = changed
    for step in path[:-1]:
        at = at[step]
    del at[path[-1]]
    return changed


def notice_holds(shown, name):
    assert hashlib.sha256(shown.encode()).hexdigest() == name, "the text is not the one named"


def judge_27560(receipt):
    assert not faults(receipt), faults(receipt)
    notice = receipt[RECORD]["dpv:hasNotice"]
    notice_holds(notice["rdf:value"], notice["dct:identifier"])
    # The recipients are those whom the person was shown.
    shown = json.loads(notice["rdf:value"])
    names = {party.get("dpv:hasName") for party in receipt[RECORD]["dpv:hasEntity"]}
    assert shown["surroundings"]["company"] in names, names
    assert shown["surroundings"].get("title") in names, names
    return receipt[RECORD]["dpv:hasConsentStatus"][-1]["@type"][0]


def judge_kantara(receipt):
    jsonschema.Draft4Validator(SCHEMA).validate(receipt)
    notice_holds(receipt["evidence"]["noticeShown"], receipt["evidence"]["notice"])
    return "kantara"


def judge_missing_27560(receipt):
    known = MANDATORY if receipt["dct:conformsTo"]["@id"].endswith("gdpr") else MANDATORY[:-3]
    for path, name in known:
        found = faults(without(receipt, path))
        assert any(name in each for each in found), f"{path} is gone, and found is {found}"
    # Record first, notice later.
    later = copy.deepcopy(receipt)
    later[RECORD]["dpv:hasNotice"]["dct:issued"]["@value"] = "2199-01-01T00:00:00.000Z"
    assert faults(later) == {"event: the notice came later"}, faults(later)
    return len(known) + 1


def required(schema, value, path=()):
    """Where each required field stands."""
    while "$ref" in schema:
        schema = SCHEMA["definitions"][schema["$ref"].rsplit("/", 1)[1]]
    for name in schema.get("required", []):
        yield (*path, name)
    for name, part in schema.get("properties", {}).items():
        if name in value:
            inner = value[name][0] if "items" in part and value[name] else value[name]
            step = (*path, name, 0) if "items" in part else (*path, name)
            if isinstance(inner, dict):
                yield from required(part.get("items", part), inner, step)


def judge_missing_kantara(receipt):
    validator, count = jsonschema.Draft4Validator(SCHEMA), 0
    for path in required(SCHEMA, receipt):
        messages = [each.message for each in validator.iter_errors(without(receipt, path))]
        assert any(f"'{path[-1]}'" in each for each in messages), f"{path} is not missed: {messages}"
        count += 1
    purpose = ("services", 0, "purposes", 0, "thirdPartyName")
    if receipt["services"][0]["purposes"][0]["thirdPartyDisclosure"]:
        assert not validator.is_valid(without(receipt, purpose)), "a recipient without a name"
    return count


class Verifier:
    """`candor verify` on receipts, whole and spoiled."""

    def __init__(self, candor, folder):
        self.candor, self.folder = candor, pathlib.Path(folder)

    def run(self, reply, keys):
        file, known = self.folder / "receipt.json", self.folder / "jwks.json"
        file.write_text(reply if isinstance(reply, str) else json.dumps(reply))
        known.write_text(json.dumps(keys))
        command = [self.candor, "verify", str(file), "--key", str(known)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60)
        return done.returncode, done.stdout + done.stderr

    def accepts(self, reply, keys):
        code, said = self.run(reply, keys)
        assert code == 0 and "It holds" in said and "is in the log" in said, said
        code, said = self.run(reply["signature"], keys)
        assert code == 0 and "was not checked" in said, said

    def refuses(self, reply, keys, reason):
        code, said = self.run(reply, keys)
        assert code == 1 and "does not hold" in said and reason in said, (reason, said)

    def refuses_forged(self, reply, keys):
        header, payload, proof = reply["signature"].split(".")
        other = json.loads(decoded(payload))
        other["dct:publisher"] = {"@id": "https://forger.example/"}
        forged = base64.urlsafe_b64encode(canonical(other)).rstrip(b"=").decode()
        try:
            verify(f"{header}.{forged}.{proof}", keys)
        except InvalidSignature:
            pass
        else:
            raise AssertionError("a forged receipt was taken")
        both = {**reply, "receipt": other, "signature": f"{header}.{forged}.{proof}"}
        self.refuses(both, keys, "the signature does not fit")
        self.refuses({**reply, "receipt": other}, keys, "not the one that was signed")
        head = json.loads(decoded(header))
        for change, reason in [
            ({"kid": "another"}, "none of these keys"), ({"alg": "none"}, "in another way"),
            ({"alg": "HS256"}, "in another way"), ({"crit": ["x"]}, "in another way"),
        ]:
            new = base64.urlsafe_b64encode(canonical({**head, **change})).rstrip(b"=").decode()
            self.refuses({**reply, "signature": f"{new}.{payload}.{proof}"}, keys, reason)
        stranger = copy.deepcopy(keys)
        stranger["keys"][0]["x"] = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"
        self.refuses(reply, stranger, "the signature does not fit")
        log = copy.deepcopy(reply)
        event = log["log"]["receipts"][0]
        event["event"] = event["event"].replace('"sequence":', '"sequence":1')
        self.refuses(log, keys, "the log's proof beside it does not hold")


def kind(receipt):
    """Receipts of a profile, with a recipient or without: an example of each is taken apart."""
    conforms = receipt.get("dct:conformsTo", {"@id": "kantara"})["@id"]
    return conforms, "Meridian Travel" in json.dumps(receipt)


def main(file, candor):
    socket.socket.connect = socket.getaddrinfo = refuse_network
    with open(file) as opened:
        lines = [json.loads(line) for line in opened]
    states, examples = collections.Counter(), {}
    for line in lines:
        reply, keys = line["reply"], line["keys"]
        receipt = reply["receipt"]
        assert verify(reply["signature"], keys) == canonical(receipt), "another one was signed"
        judged = judge_27560(receipt) if reply["format"] == "27560" else judge_kantara(receipt)
        states[judged] += 1
        examples.setdefault((judged, kind(receipt)), (reply, keys))
    expected = {f"dpv:Consent{each}" for each in ("Given", "Refused", "Withdrawn", "Expired")}
    assert set(states) == expected | {"kantara"}, f"the tests got receipts of {set(states)} only"
    missing = 0
    for (judged, _), (reply, _) in examples.items():
        judge = judge_missing_kantara if judged == "kantara" else judge_missing_27560
        missing += judge(reply["receipt"])
    with tempfile.TemporaryDirectory() as folder:
        verifier = Verifier(candor, folder)
        for reply, keys in examples.values():
            verifier.accepts(reply, keys)
        forged = next(each for (judged, _), each in examples.items() if judged != "kantara")
        verifier.refuses_forged(*forged)
    print(f"{len(lines)} consent receipts conform, and their signatures hold: {dict(states)}")
    print(f"{missing} times a mandatory field was taken away, and missed by its name")


main(*sys.argv[1:])
