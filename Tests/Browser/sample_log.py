"""A log of our own, to make receipts with: genuine ones, and such as only the log itself could forge.

From the public formats alone: RFC 6962 (section 2.1) for the tree, C2SP signed-note and tlog-proof@v1.
"""

import json
from base64 import b64encode
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

NAME = "sample.example/log"
KEY = Ed25519PrivateKey.from_private_bytes(sha256(b"a key for tests").digest())
TYPED = b"\1" + KEY.public_key().public_bytes_raw()


def text64(data):
    return b64encode(data).decode()


def number(name):
    return sha256(name.encode() + b"\n" + TYPED).digest()[:4]


def verifier_key(name):
    return f"{name}+{number(name).hex()}+{text64(TYPED)}"


VKEY = verifier_key(NAME)


def node(left, right):
    return sha256(b"\1" + left + right).digest()


def split(leaves):
    """Where RFC 6962 splits a tree: after the largest power of two that is smaller."""
    return 1 << (len(leaves) - 1).bit_length() - 1


def root(leaves):
    if len(leaves) < 2:
        return leaves[0]
    half = split(leaves)
    return node(root(leaves[:half]), root(leaves[half:]))


def path(index, leaves):
    if len(leaves) < 2:
        return []
    half = split(leaves)
    if index < half:
        return [*path(index, leaves[:half]), root(leaves[half:])]
    return [*path(index - half, leaves[half:]), root(leaves[:half])]


def checkpoint(size, top):
    text = f"{NAME}\n{size}\n{text64(top)}\n"
    return f"{text}\n— {NAME} {text64(number(NAME) + KEY.sign(text.encode()))}\n"


def proof(index, hashes, note):
    return "\n".join(["c2sp.org/tlog-proof@v1", f"index {index}", *map(text64, hashes), "", note])


def salt(place):
    return sha256(b"salt %d" % place).digest()


def commitment(text, place):
    return sha256(b"candor/leaf/v1\0" + salt(place) + text.encode()).digest()


def leaf(text, place):
    return sha256(b"\0\1" + commitment(text, place)).digest()


def canonical(value):
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def record(contents, person="01a2095d-e7bb-76ba-8a93-37a92c13396a"):
    """The texts of events, each naming the one before it, for pairs of a kind and what happened."""
    texts = []
    for sequence, (kind, what) in enumerate(contents, 1):
        event = {"kind": kind, "person": person, "sequence": sequence, "time": 1795453478843, "what": what}
        if texts:
            event["previous"] = text64(commitment(texts[-1], sequence - 2))
        texts.append(canonical(event))
    return texts


def file(receipts):
    return {"origin": NAME, "key": VKEY, "receipts": receipts}


def receipt(sequence, text, place, proof):
    return {"sequence": sequence, "event": text, "salt": text64(salt(place)), "proof": proof}


def signed(texts):
    """A receipts file of a log that has these texts as its entries, and signs whatever they are."""
    leaves = [leaf(text, place) for place, text in enumerate(texts)]
    note = checkpoint(len(leaves), root(leaves))
    return file([receipt(place + 1, text, place, proof(place, path(place, leaves), note))
                 for place, text in enumerate(texts)])


def deep(height=24, index=0b101100111000111101010110):
    """One receipt in a log of 2^24 entries, of which only the way to the root was ever made."""
    [text] = record([("exported", {})])
    top, hashes = leaf(text, 0), [sha256(b"sibling %d" % level).digest() for level in range(height)]
    for level, sibling in enumerate(hashes):
        top = node(sibling, top) if index >> level & 1 else node(top, sibling)
    return file([receipt(1, text, 0, proof(index, hashes, checkpoint(2**height, top)))])
