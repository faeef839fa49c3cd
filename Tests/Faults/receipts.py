"""What a holder of receipts can find out about the log behind them, from public formats alone.

RFC 6962 for the tree, C2SP tlog-tiles for what the log serves.
"""
import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

import verify_receipts  # noqa: E402
from house import Violation  # noqa: E402
from verify_receipts import sha  # noqa: E402

WIDTH = 256


class Holder:
    """Keeps every checkpoint that was ever seen, and holds the log to all of them."""

    def __init__(self, key):
        self.key = key
        self.roots = {}
        self.largest = 0
        self.verified = 0
        self.compared = 0

    def note(self, text):
        """Takes a checkpoint in; the log may never have said less before."""
        size, root = verify_receipts.checked(text, self.key)
        if size < self.largest:
            raise Violation(f"the log has {size} entries, and had signed for {self.largest} before")
        self.hold(size, root)
        return size

    def hold(self, size, root):
        if self.roots.setdefault(size, root) != root:
            raise Violation(f"the log has signed two roots for {size} entries")
        self.largest = max(self.largest, size)

    def prove(self, receipts, whose):
        """The events of receipts that somebody holds, by their sequence number."""
        return self.checked(receipts, whose, lambda: [
            verify_receipts.proven(receipt, self.key) for receipt in receipts
        ])

    def prove_all(self, receipts, whose):
        """The events of a whole record, which must be one chain without gaps."""
        return self.checked(
            receipts, whose, lambda: verify_receipts.chain(receipts, self.key)
        )

    def checked(self, receipts, whose, verify):
        try:
            found = verify()
        except Exception as error:  # Whatever goes wrong in a verifier: the receipt does not hold.
            raise Violation(f"the receipts of {whose} do not hold: {error!r}") from error
        for _, _, size, root in found:
            self.hold(size, root)
        self.verified += len(found)
        return {receipt["sequence"]: one[0] for receipt, one in zip(receipts, found)}

    def compare(self, leaves):
        """Recomputes every root that is held from the leaves that the log serves."""
        edge, self.compared = [], 0
        for size in sorted(self.roots):
            if size > len(leaves):
                raise Violation(f"the log serves {len(leaves)} entries, and has signed for {size}")
        for size, leaf in enumerate(leaves, 1):
            extend(edge, size, leaf)
            held = self.roots.get(size)
            if held is None:
                continue
            if held != root_of(edge):
                raise Violation(
                    f"the entries that the log serves do not lead to the root that it signed for "
                    f"{size} of them: the log was changed or has two faces"
                )
            self.compared += 1


def extend(edge, size, leaf):
    """Adds a leaf to the complete subtrees at the right edge of a tree, which then has `size`."""
    while size % 2 == 0:
        leaf, size = sha(b"\1", edge.pop(), leaf), size // 2
    edge.append(leaf)


def root_of(edge):
    """The root over the complete subtrees at the right edge (RFC 6962, section 2.1)."""
    node = edge[-1]
    for left in reversed(edge[:-1]):
        node = sha(b"\1", left, node)
    return node


def leaves(get, size, known=()):
    """The leaf hashes of the first `size` entries; those of full bundles in `known` are not read.

    `get` reads a path.
    """
    found = list(known[:len(known) // WIDTH * WIDTH])
    while len(found) < size:
        width = min(WIDTH, size - len(found))
        found += bundle(get(path(len(found) // WIDTH, width)), width)
    return found


def path(index, width):
    """The one spelling of where a bundle lies: three digits a part, all but the last after an x."""
    text, rest = f"{index % 1000:03}", index // 1000
    while rest:
        text, rest = f"x{rest % 1000:03}/{text}", rest // 1000
    return f"/log/tile/entries/{text}" + (f".p/{width}" if width < WIDTH else "")


def bundle(data, width):
    """The leaf hashes of the entries in a bundle, each of which follows its length in 2 bytes."""
    found, place = [], 0
    while place < len(data):
        length = int.from_bytes(data[place:place + 2], "big")
        entry = data[place + 2:place + 2 + length]
        place += 2 + length
        if place > len(data):
            raise Violation("a bundle of the log ends within an entry")
        found.append(sha(b"\0", entry))
    if len(found) != width:
        raise Violation(f"a bundle of the log has {len(found)} entries instead of {width}")
    return found


def receipts_in(answer):
    """The receipts that an answer carries."""
    return json.loads(answer).get("receipts", [])
