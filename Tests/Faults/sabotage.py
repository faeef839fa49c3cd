"""Breaks what a test should find, to show that it does: a check that cannot fail checks nothing."""
import json

from operations import Operation

AT_THE_END = ("drain", "silence")
KINDS = ("lost", "doubled", "fork", "repeated", *AT_THE_END)


def sabotage(kind, server, book, operations):
    """Does one thing to the server or to the book, after a round has written."""
    written = [each for each in operations if each.events]
    if not written:
        return
    one = written[0]
    match kind:
        case "lost":
            # Somebody was told that it is there, and it never came.
            book.add([Operation("kill c0 n0", '"c0-n0"', one.path, b"", one.person,
                                status=200, events={})])
        case "doubled":
            # The same under another key is another operation.
            server.call("POST", one.path, json.loads(one.body), {"Idempotency-Key": '"another"'})
        case "fork":
            book.holder.roots[min(book.holder.roots)] = bytes(32)
        case "repeated":
            for each in written:
                each.digest = bytes(32)
        case "drain" | "silence":
            # It was done, and its client is made to forget the answer.
            one.status = None
