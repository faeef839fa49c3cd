"""Checks every receipt that the server tests were given: a line each, with the log's key.

    python3 Tests/verify_issued.py FILE
"""
import json
import sys

import verify_receipts


def main(file):
    with open(file) as opened:
        lines = [json.loads(line) for line in opened]
    assert len(lines) > 100, f"the tests got {len(lines)} receipts only: something is not noted"
    for line in lines:
        verify_receipts.proven(line["receipt"], line["key"])
    logs = len({line["key"] for line in lines})
    print(f"{len(lines)} receipts of {logs} logs hold; {verify_receipts.OPINIONS}")


main(*sys.argv[1:])
