"""Checks receipts as a stranger would: with nothing of Candor, from the public formats alone.

    python3 Tests/verify_receipts.py receipts.json "$(candor log key …)"

RFC 6962 (section 2.1.1) for the tree, C2SP signed-note and tlog-proof@v1 for the texts, PyPI's
cryptography for Ed25519. Fails when one receipt does not hold, or when the chain has a gap.
"""
import base64
import functools
import hashlib
import importlib.util
import json
import pathlib
import sys

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


def reference():
    """A second implementation of RFC 6962, if there is one beside the project."""
    file = pathlib.Path(__file__).resolve().parents[2] / "shared/vectors/check_merkle_reference.py"
    if not file.exists():
        return None
    spec = importlib.util.spec_from_file_location("check_merkle_reference", file)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


REFERENCE = reference()
OPINIONS = (
    "the Merkle reference in ../shared agrees" if REFERENCE
    else "the folder ../shared is not there, so no Merkle reference was asked"
)


def sha(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def root(leaf, index, size, path):
    """The root to which an inclusion proof leads (RFC 9162, section 2.1.3.2)."""
    node, last = leaf, size - 1
    for sibling in path:
        assert last > 0, "the proof is too long"
        if index % 2 or index == last:
            node = sha(b"\1", sibling, node)
            while index % 2 == 0 and index:
                index, last = index >> 1, last >> 1
        else:
            node = sha(b"\1", node, sibling)
        index, last = index >> 1, last >> 1
    assert last == 0, "the proof is too short"
    return node


@functools.lru_cache(maxsize=1024)
def checked(note, key):
    """Size and root of a checkpoint, once one of its signatures holds under the key.

    Many receipts carry the same one, so what was checked is remembered.
    """
    name, _, encoded = key.strip().split("+", 2)
    public = base64.b64decode(encoded)
    assert public[0] == 1, "not an Ed25519 key"
    text, signatures = note.rsplit("\n\n", 1)
    text += "\n"
    number = sha(name.encode(), b"\n", public)[:4]
    for line in signatures.splitlines():
        dash, signer, signature = line.split(" ")
        signature = base64.b64decode(signature)
        if dash == "—" and signer == name and signature[:4] == number:
            Ed25519PublicKey.from_public_bytes(public[1:]).verify(signature[4:], text.encode())
            origin, size, digest = text.splitlines()[:3]
            assert origin == name, "the checkpoint is of another log"
            return int(size), base64.b64decode(digest)
    raise AssertionError("no signature under the key")


def proven(receipt, key):
    """The event of a receipt as text, its commitment, and the size and root of its tree."""
    header, rest = receipt["proof"].split("\n", 1)
    assert header == "c2sp.org/tlog-proof@v1", header
    proof, note = rest.split("\n\n", 1)
    lines = proof.split("\n")
    word, index = lines[0].split(" ")
    assert word == "index", word
    size, expected = checked(note, key)
    salt, event = base64.b64decode(receipt["salt"]), receipt["event"]
    commitment = sha(b"candor/leaf/v1\0", salt, event.encode())
    path = [base64.b64decode(line) for line in lines[1:]]
    leaf = sha(b"\0", b"\1", commitment)
    assert root(leaf, int(index), size, path) == expected, "the proof leads to another root"
    if REFERENCE:
        assert REFERENCE.incl(int(index), size, leaf, path, expected), "the reference disagrees"
    assert json.loads(event)["sequence"] == receipt["sequence"], "the receipt is of another event"
    return event, commitment, size, expected


def chain(receipts, key):
    """What each receipt of a whole record proves, once no event is missing between them."""
    previous, found = None, []
    for place, receipt in enumerate(receipts, 1):
        one = proven(receipt, key)
        event = json.loads(one[0])
        assert event["sequence"] == place, "an event is missing"
        assert event.get("previous") == previous, "the chain is broken"
        previous = base64.b64encode(one[1]).decode()
        found.append(one)
    return found


def main(file, key):
    with open(file) as opened:
        receipts = json.load(opened)["receipts"]
    assert receipts, "there is no receipt to check"
    chain(receipts, key)
    print(f"{len(receipts)} receipts hold under {key.split('+')[0]}; {OPINIONS}")


if __name__ == "__main__":
    main(*sys.argv[1:])
