"""What somebody may do to a receipt, and what the page must say of it."""

import re
from base64 import b64decode, b64encode

CHANGED = "not what the log holds there"


def flipped(text, place=0):
    """Base64 of the same bytes but for one bit."""
    data = bytearray(b64decode(text))
    data[place] ^= 1
    return b64encode(data).decode()


def loose(text):
    """Another spelling of the same bytes, which many decoders take: an unused bit is set."""
    return re.sub(r"(.)=$", lambda it: chr(ord(it[1]) + 1) + "=", text)


def swap(part, change):
    return lambda receipt: receipt.update({part: change(receipt[part])})


def on_line(pattern, change):
    """Changes, in a proof, what the group of the pattern matches."""
    return swap("proof", lambda proof: re.sub(
        pattern, lambda it: it[0].replace(it[1], change(it[1])), proof, count=1, flags=re.M))


HASH = r"^(\S{44}\n)"
SIGNATURE = r"^— \S+ (\S+)"
# What somebody may do to one receipt, and what the page must say of it.
FORGERIES = {
    "the text of the event": (swap("event", lambda it: it.replace('"', '"x', 1)), CHANGED),
    "a space in the text": (swap("event", lambda it: it.replace(":", ": ", 1)), CHANGED),
    "the salt": (swap("salt", flipped), CHANGED),
    "the spelling of the salt": (swap("salt", loose), "the salt is not in strict base64"),
    "the length of the salt": (swap("salt", lambda it: b64encode(b64decode(it)[1:]).decode()), "32 bytes"),
    "the number of the receipt": (lambda it: it.update(sequence=it["sequence"] + 1), "receipt of another event"),
    "no salt": (lambda it: it.pop("salt"), "lacks its event, its salt or its proof"),
    "a hash changed": (on_line(HASH, lambda it: flipped(it) + "\n"), CHANGED),
    "a hash dropped": (on_line(HASH, lambda it: ""), "the proof lacks a hash"),
    "a hash too many": (on_line(HASH, lambda it: it + it), "the proof has a hash too many"),
    "a hash spelled otherwise": (on_line(HASH, loose), "a hash of the proof is not in strict base64"),
    "an unknown header": (on_line("(@v1)", lambda it: "@v2"), "does not begin with c2sp.org/tlog-proof@v1"),
    "an index outside": (on_line("^index (.*)", lambda it: "999999"), "has none at 999999"),
    "an index with a zero before": (on_line("^index (.*)", lambda it: "0" + it), "index of the proof is not a plain"),
    "the size of the log": (on_line("\n\n.*\n(.*)\n", lambda it: it + "0"), "signature of the log is false"),
    "the name of the log": (on_line("\n\n(.*)\n", lambda it: it + "x"), "checkpoint is of another log"),
    "the signature": (on_line(SIGNATURE, lambda it: flipped(it, 20)), "signature of the log is false"),
    "the number of its key": (on_line(SIGNATURE, flipped), "signed it with another key"),
    "no signature": (on_line("(— .*\n)", lambda it: ""), "the checkpoint has no signature"),
}
# Events that no Candor writes, though a log may sign them: two ways to read them, or none.
STRANGE = {
    "a member twice": '{"kind":"muted","kind":"exported","person":"p","sequence":1,"time":0,"what":{}}',
    "members out of order": '{"person":"p","kind":"exported","sequence":1,"time":0,"what":{}}',
    "a fraction": '{"kind":"exported","person":"p","sequence":1,"time":0.5,"what":{}}',
    "nothing in it": '{"kind":"exported","person":"p","sequence":1,"time":0,"what":null}',
    "no JSON": "exported",
    "null": "null",
}
