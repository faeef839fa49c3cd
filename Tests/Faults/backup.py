"""Backs up a house that is being written to, erases people, restores it, and looks for their bytes.

    python Tests/Faults/backup.py PATH-OF-CANDOR [--rounds 3] [--clients 16] [--seconds 2] [--seed 1]

The backup is whole: what was acknowledged before it began is there once it is restored, and every
receipt from before holds under the old key of the log, every receipt from after under the new one.
Who was erased since is in no file of the restored house, not by a byte of their wrapped key, of
their identifier, or of what they are looked up by. Nothing is restored while a server runs, where
nobody knows who was erased, or in the place of something. The first thing that is not so ends the
test.

One round replaces the directory, and takes the list of the erased from it; the next has lost it, and
takes the list from a newer backup.
"""
import argparse
import asyncio
import contextlib
import random
import shutil
import sqlite3
import subprocess
import sys
import time
import uuid

import promises
import receipts
from clients import together
from house import House, Violation, folder
from writers import Crowd

# People who are there from the beginning: some of them stay, some are erased after the backup.
FIRST = 24
TABLES = {"candor.db": ("record", "identity"), "keys.db": ("key",)}


class Trial:
    """One house, its backup, and what became of it."""

    def __init__(self, house, options, is_lost):
        self.house, self.options, self.is_lost = house, options, is_lost
        self.place = house.data.parent
        self.backup, self.newer = self.place / "backup", self.place / "newer"
        self.keyring = self.place / "keyring"
        self.writes = []

    def run(self):
        server = self.house.serve()
        self.old_key = server.get("/log/key").decode().strip()
        asyncio.run(self.write(server))
        self.refuses("backup", str(self.backup))
        traces = self.traces(self.backup)
        self.erase(server, self.erased)
        self.refuses("restore", str(self.backup), "--replace")
        if self.is_lost:
            self.house.run("backup", str(self.newer))
        if server.stop() != 0:
            raise Violation("the server did not end as it should")
        gone = {person: found for person, found in traces.items() if person in self.gone()}
        if not gone:
            raise Violation("nobody was erased after the backup: this round shows nothing")
        self.restore()
        self.search(gone)
        self.run_anew()
        return len(gone)

    async def write(self, server):
        """A crowd writes; meanwhile the backup is made."""
        crowd = Crowd(server, self.options.clients, self.options.seed, acts=6, erasures=0.2)
        while len(self.stayers(crowd)) < FIRST:
            await asyncio.sleep(0.05)
        self.erased = self.stayers(crowd)[:FIRST // 2]
        self.begun = time.monotonic_ns()
        await asyncio.to_thread(self.house.run, "backup", str(self.backup))
        self.done = time.monotonic_ns()
        await asyncio.sleep(self.options.seconds)
        self.writes = await crowd.end()
        if bad := [each for each in self.writes if not each.is_kept]:
            raise Violation(f"{len(bad)} writes were refused beside the backup, as {bad[0]}")
        if not any(self.begun < each.answered < self.done for each in self.writes):
            raise Violation("nothing was answered while the backup was made")

    def stayers(self, crowd):
        """People whom the crowd has met and does not erase."""
        erasing = {each.person for each in crowd.writes if each.kind == "erase"}
        met = [each.person for each in crowd.writes if each.kind == "new" and each.is_kept]
        # The last ones of each client may still be erased.
        return [person for person in met[:-2 * self.options.clients] if person not in erasing]

    def erase(self, server, people):
        for person in people:
            status, answer = server.call("DELETE", f"/v1/people/{person}")
            if status != 200:
                raise Violation(f"the erasure of {person} is answered {status}: {answer[:200]!r}")

    def gone(self):
        """Everybody who was erased, by the crowd or after it."""
        return {each.person for each in self.writes if each.kind == "erase"} | set(self.erased)

    def traces(self, directory):
        """By person, the bytes that only their rows have: identifier, wrapped key, blind names."""
        found = {}
        for name, tables in TABLES.items():
            with contextlib.closing(sqlite3.connect(directory / name)) as file:
                for table in tables:
                    column = {"key": "wrapped", "identity": "handle"}.get(table, "person")
                    for person, bytes_ in file.execute(f"SELECT person, {column} FROM {table}"):
                        person = str(uuid.UUID(bytes=person))
                        found.setdefault(person, set()).add(bytes_)
        return found

    def refuses(self, *words):
        """A command that must end with a reason and leave everything as it is."""
        before = sorted(self.place.iterdir())
        command = [self.house.candor, *words, "--data", str(self.house.data)]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode != 1 or not done.stderr.strip():
            raise Violation(f"candor {' '.join(words)} ended with {done.returncode}: {done.stderr}")
        if sorted(self.place.iterdir()) != before:
            raise Violation(f"candor {' '.join(words)} was refused, and changed something")

    def restore(self):
        if not self.is_lost:
            return self.house.run("restore", str(self.backup), "--replace")
        self.refuses("restore", str(self.backup))
        shutil.copy2(self.house.data / "keyring", self.keyring)
        shutil.rmtree(self.house.data)
        key = ["--keyring", str(self.keyring)]
        self.refuses("restore", str(self.backup), *key)
        self.refuses("restore", str(self.newer), *key, "--erased-since", str(self.backup))
        self.house.run("restore", str(self.backup), *key, "--erased-since", str(self.newer))
        shutil.copy2(self.keyring, self.house.data / "keyring")

    def search(self, gone):
        """Looks for bytes of the erased, in every file of the house."""
        files = {each: each.read_bytes() for each in self.house.data.iterdir() if each.is_file()}
        kept = b"".join((self.backup / name).read_bytes() for name in TABLES)
        for person, traces in gone.items():
            for trace in traces:
                if trace not in kept:
                    raise Violation(f"the search does not even find {person} in the backup")
                for file, data in files.items():
                    if trace in data:
                        raise Violation(f"RESURRECTED: {trace.hex()} of {person} is in {file.name}")

    def run_anew(self):
        """Audits and starts what was restored, and holds it to what was promised before."""
        self.house.run("audit")
        server = self.house.serve()
        key = server.get("/log/key").decode().strip()
        if key.split("+")[0] == self.old_key.split("+")[0]:
            raise Violation("the log goes on under its old name")
        # Whatever was promised before holds for whoever kept the old key.
        promises.Promises(self.writes, self.old_key)
        asyncio.run(self.look(server, key))
        if server.stop() != 0:
            raise Violation("the restored server did not end as it should")

    async def look(self, server, key):
        holder = receipts.Holder(key)
        gone = self.gone()

        async def look(connection, new):
            if new.person in gone:
                return await promises.is_gone(connection, new)
            events = await promises.read(connection, new, holder)
            acts = [
                each for each in self.writes
                if each.kind == "act" and each.person == new.person and each.asked <= self.done
            ]
            for act in acts:
                # Their proofs are under another name now; what they prove stands where it stood.
                act.receipts = [
                    {"sequence": each["sequence"], "event": each["event"]} for each in act.receipts
                ]
            promises.compare(new.person, events, acts, self.begun)

        met = [e for e in self.writes if e.kind == "new" and e.answered <= self.begun]
        await together(server, met, look, self.options.clients)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("candor")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--clients", type=int, default=16)
    parser.add_argument("--seconds", type=float, default=2)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    options = parser.parse_args()
    begun, erased, written = time.monotonic(), 0, 0
    try:
        for number in range(options.rounds):
            with folder("backup") as place, House(options.candor, place) as house:
                trial = Trial(house, options, is_lost=number % 2 == 1)
                erased += trial.run()
                written += len(trial.writes)
    except Violation as violation:
        sys.exit(f"VIOLATION (seed {options.seed}): {violation}")
    print(
        f"{options.rounds} backups beside {written} writes, all restored; {erased} people who were "
        f"erased after them, 0 bytes of theirs found (seed {options.seed}, "
        f"{time.monotonic() - begun:.0f} s)"
    )


if __name__ == "__main__":
    main()
