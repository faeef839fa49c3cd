"""Kills a rotation of the master keys again and again, and looks whether everybody's key still opens.

    python Tests/Faults/rotate.py PATH-OF-CANDOR [--keys 20000] [--kills 20] [--seed 1]

Besides a few people with records, the house gets so many keys of people without one, so that there is
something to rotate. After each kill every key opens under an epoch of the keyring. The rotation that
is not killed finishes what the others began: one epoch is new, everybody is under it, and what was
wrapped under the old one is in no file. Then the old epoch is retired, and the records are read.
The time of a whole rotation, without kills, is told at the end.
"""
import argparse
import base64
import contextlib
import json
import random
import signal
import sqlite3
import subprocess
import sys
import time
import uuid

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from house import House, Violation, folder

PEOPLE = 12
# So many of the old wrapped keys are looked for in the files.
SEARCHED = 200


class Trial:
    """One house whose master keys are rotated."""

    def __init__(self, house, options):
        self.house, self.options = house, options
        self.random = random.Random(options.seed)
        self.file = house.data / "keys.db"

    def run(self):
        people = self.meet()
        self.fill()
        cut_off = self.kill_often()
        # What is cut off is finished; what has come to its end is followed by another.
        newest = max(self.masters())
        newest += all(epoch == newest for epoch in self.check())
        self.rotate()
        epochs = self.check()
        if newest != max(self.masters()):
            raise Violation(f"the rotation led to epoch {max(self.masters())}, and not to {newest}")
        if set(epochs) != {newest}:
            raise Violation(f"after the rotation, keys are under the epochs {sorted(set(epochs))}")
        self.search()
        for epoch in range(1, newest):
            self.house.run("keys", "retire", str(epoch))
        if set(self.masters()) != {newest}:
            raise Violation(f"the keyring has the epochs {sorted(self.masters())}")
        self.check()
        if drafts := [each for each in self.house.data.iterdir() if each.name.startswith(".")]:
            raise Violation(f"{drafts} were left")
        self.read(people)
        # All of it at once, for its time.
        return cut_off, self.rotate()

    def meet(self):
        server = self.house.serve()
        found = []
        for number in range(PEOPLE):
            status, answer = server.call("POST", "/v1/people", {"externalId": f"rotate {number}"})
            if status != 201:
                raise Violation(f"a meeting is answered {status}: {answer[:200]!r}")
            found.append(json.loads(answer)["person"])
        server.stop()
        return found

    def read(self, people):
        server = self.house.serve()
        for person in people:
            server.get(f"/v1/people/{person}/record")
        server.stop()

    def masters(self):
        """The wrapping keys of the keyring, by epoch."""
        found = {}
        for line in (self.house.data / "keyring").read_text().split("\n"):
            name, _, key = line.partition(" ")
            if name.startswith("wrap"):
                found[int(name.partition(".")[2] or 1)] = AESGCM(base64.b64decode(key))
        return found

    def fill(self):
        """Keys of people without a record, wrapped as they were before there were epochs."""
        master = self.masters()[1]
        with contextlib.closing(sqlite3.connect(self.file)) as file:
            # Rows of the new people come in the order of their identifiers.
            for _ in range(self.options.keys):
                person = uuid.UUID(int=self.random.getrandbits(128)).bytes
                nonce, root = self.random.randbytes(12), self.random.randbytes(32)
                sealed = master.encrypt(nonce, root, b"candor/kw/v1\0" + person)
                row = (person, b"\1" + nonce + sealed)
                file.execute("INSERT INTO key (person, wrapped) VALUES (?, ?)", row)
            file.commit()
            self.old = [key for _, key in self.random.sample(self.rows(file), SEARCHED)]

    @staticmethod
    def rows(file):
        return file.execute("SELECT person, wrapped FROM key").fetchall()

    def check(self):
        """Opens every key under its epoch; lists the epochs."""
        masters, epochs = self.masters(), []
        with contextlib.closing(sqlite3.connect(self.file)) as file:
            if (said := file.execute("PRAGMA integrity_check").fetchall()) != [("ok",)]:
                raise Violation(f"keys.db is damaged: {said[:5]}")
            rows = self.rows(file)
        if len(rows) != self.options.keys + PEOPLE:
            raise Violation(f"there are {len(rows)} keys")
        for person, wrapped in rows:
            if wrapped[0] == 1:
                epoch, label, box = 1, b"candor/kw/v1\0" + person, wrapped[1:]
            else:
                epoch, box = int.from_bytes(wrapped[1:5], "big"), wrapped[5:]
                label = b"candor/kw/v2\0" + person + wrapped[1:5]
            try:
                masters[epoch].decrypt(box[:12], box[12:], label)
            except (KeyError, InvalidTag) as error:
                raise Violation(f"LOST: the key of {person.hex()} does not open: {error!r}") from error
            epochs.append(epoch)
        return epochs

    def kill_often(self):
        """Returns how many were killed that had wrapped some keys and not others."""
        cut_off, longest = 0, 0.2
        for _ in range(self.options.kills):
            command = [self.house.candor, "keys", "rotate", "--data", str(self.house.data)]
            process = subprocess.Popen(
                command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
            time.sleep(self.random.uniform(0, longest))
            process.kill()
            if process.wait() != -signal.SIGKILL:
                break
            if len(set(self.check())) == 1:
                # It was too early for anything.
                longest *= 1.5
            else:
                cut_off += 1
        return cut_off

    def rotate(self):
        begun = time.monotonic()
        self.house.run("keys", "rotate")
        return time.monotonic() - begun

    def search(self):
        for file in self.house.data.iterdir():
            data = file.read_bytes()
            for wrapped in self.old:
                if wrapped[-60:] in data:
                    raise Violation(f"a key as it was wrapped before is still in {file.name}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("candor")
    parser.add_argument("--keys", type=int, default=20000)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    options = parser.parse_args()
    try:
        with folder("rotate") as place, House(options.candor, place) as house:
            cut_off, seconds = Trial(house, options).run()
    except Violation as violation:
        sys.exit(f"VIOLATION (seed {options.seed}): {violation}")
    print(
        f"{options.keys} keys, {cut_off} rotations killed halfway, 0 keys lost; a whole rotation "
        f"took {seconds:.1f} s (seed {options.seed})"
    )


if __name__ == "__main__":
    main()
