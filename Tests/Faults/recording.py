"""One run of a server under load: what it did to its disk, and what it promised meanwhile."""
import asyncio
import os
import random
import time

from disk import SYNC, TRUNCATE, WRITE, Disk, Replay, operations
from house import House, Violation
from promises import Promises
from writers import Crowd

#: Bytes of a wrapped key: version, nonce, 32 bytes under AES-256-GCM, tag.
KEY = 1 + 12 + 32 + 16
#: What an erasure leaves may reach the disk long after its answer; so long it is of interest.
AFTER = 50_000_000


class Recording:
    """A house as it was written to, from its first file on; cuts are of interest within `span`."""

    def __init__(self, candor, place, options):
        trace = place / "trace"
        environment = Disk(place, place / "data").environment(trace=trace)
        os.environ.update(environment)  # Of the commands that make the house as well.
        self.house = House(candor, place)
        for name in environment:
            del os.environ[name]
        server = self.house.serve(env=environment)
        begun = time.monotonic_ns()
        self.writes = asyncio.run(self.load(server, options))
        self.span = (begun, time.monotonic_ns())
        key = server.get("/log/key").decode().strip()
        if server.stop() != 0:
            raise Violation(f"the server did not end in order: {self.house.said()}")
        if bad := [each for each in self.writes if not each.is_kept]:
            raise Violation(f"without a fault {len(bad)} writes failed: {bad[0]}, {bad[0].answer}")
        self.promises = Promises(self.writes, key)
        self.operations = operations(trace.read_bytes())
        self.check_whole()
        self.shredded = self.find_keys()

    async def load(self, server, options):
        crowd = Crowd(server, options.clients, options.seed)
        await asyncio.sleep(options.seconds)
        # Then a lone client, for whom no sync of others does what its own should do.
        lone = Crowd(server, 1, f"{options.seed} lone", acts=2)
        writes = await crowd.end()
        await asyncio.sleep(options.seconds / 4)
        return writes + await lone.end()

    @property
    def erasures(self):
        return [each for each in self.writes if each.kind == "erase"]

    def check_whole(self):
        """The trace, played to its end, must lead to the files that are there: it lacks nothing."""
        replay = Replay(self.operations)
        replay.advance(float("inf"))
        image = replay.image(random.Random(), "all")
        there = [each for each in self.house.data.iterdir() if each.suffix != ".db-shm"]
        files = {each.name: each.read_bytes() for each in there}
        if other := [name for name in files | image if files.get(name) != image.get(name)]:
            raise Violation(f"the trace does not lead to the files {other}: the test is broken")

    def find_keys(self):
        """The wrapped key of everybody who was erased, which is written right after their name."""
        writes = [
            each for each in self.operations
            if each.kind == WRITE and each.file.name == "keys.db-wal"
        ]
        found = {}
        for erasure in self.erasures:
            person = bytes.fromhex(erasure.person.replace("-", ""))
            page = next(each.bytes for each in writes if person in each.bytes)
            begin = page.index(person) + len(person)
            found[erasure] = page[begin:begin + KEY]
        if not found or len(set(found.values())) < len(found):
            raise Violation("nobody was erased, or two shared a key: the test is broken")
        return found

    def without_commits(self):
        """The operations, but with those syncs alone that begin or end a checkpoint.

        A sync of the WAL that follows writes behind its header is that of a commit.
        """
        written, kept = {}, []
        for operation in self.operations:
            if operation.kind in (WRITE, TRUNCATE):
                written[operation.file] = operation.at > 0
            if operation.kind == SYNC and operation.file.name.endswith("-wal"):
                if written.pop(operation.file, False):
                    continue
            kept.append(operation)
        return kept

    def moments(self, dice, count):
        """In order: a quarter anywhere, the others within syncs, checkpoints and erasures."""
        kinds = [[self.span], self.syncs(), self.checkpoints(), [
            (each.asked, min(each.answered + AFTER, self.span[1])) for each in self.erasures
        ]]
        return sorted(dice.randint(*dice.choice(kinds[n % len(kinds)])) for n in range(count))

    def is_within(self, operation):
        return self.span[0] < operation.begin and operation.end < self.span[1]

    def syncs(self):
        return [
            (each.begin, each.end) for each in self.operations
            if each.kind == SYNC and self.is_within(each)
        ]

    def checkpoints(self):
        """From the first write to a file beside its WAL to the end of the sync after it."""
        found, begun = [], {}
        for each in filter(self.is_within, self.operations):
            if not each.file.name.endswith(".db"):
                continue
            if each.kind == WRITE:
                begun.setdefault(each.file, each.begin)
            elif each.kind == SYNC and each.file in begun:
                found.append((begun.pop(each.file), each.end))
        return found
