"""Fills the disk, and breaks it, while clients write.

    python Tests/Faults/full.py PATH-OF-CANDOR [--clients 16]

When the n-th write finds no space, or fails, and all after it as well: what is written is refused
with a problem, what is read is answered, nothing hangs. When there is space again, writes are taken
again, by the same server. What was acknowledged is there once, then and after a restart.

When a sync fails, once, the server must end, whatever it was for: what the system could not write
it may have forgotten, and a second sync would say that all is well. After a restart everything that
was acknowledged is there.
"""
import argparse
import asyncio
import collections
import errno
import http.client
import json
import subprocess
import sys
import time

from clients import Connection
from disk import Disk
from house import House, Violation, folder
from promises import Promises
from writers import Crowd

#: Which write fails, counted in all files or in one: each of the first, then ever fewer.
WRITES = [("*", n) for n in [*range(1, 21), 24, 29, 35, 42, 50, 60, 72, 86, 104, 125, 150, 180]]
WRITES += [("candor.db", n) for n in (1, 2, 5)] + [("keys.db", n) for n in (1, 2, 3)]
WRITES += [("keys.db-wal", n) for n in (1, 3)]
#: Which sync of which file fails, and the share of people who are erased meanwhile: an erasure has
#: a checkpoint of its own; without any, SQLite makes them when the WAL has grown.
SYNCS = [("candor.db-wal", n, 0.5) for n in (1, 2, 3, 5, 8)]
SYNCS += [("keys.db-wal", n, 0.5) for n in (1, 2, 3)]
SYNCS += [(file, n, 0.5) for file in ("candor.db", "keys.db") for n in (1, 2)]
SYNCS += [("candor.db", n, 0) for n in (1, 2)]
#: Within so many seconds a fault comes, a server that must end has ended, and one that was refused
#: space takes writes again.
COMES, ENDS, RECOVERS = 60, 5, 15
READS = 5


class Trial:
    """All faults in one house."""

    def __init__(self, house, place, clients):
        self.house, self.clients, self.disk = house, clients, Disk(place, house.data)
        self.server, self.writes, self.crowds, self.known = None, [], 0, []
        self.figures = collections.Counter()

    def start(self):
        self.server = self.house.serve(env=self.disk.environment())
        self.key = self.server.get("/log/key").decode().strip()

    def check(self, since=0):
        """Everything that was acknowledged in this house since then is there, once."""
        Promises(self.writes[since:], self.key).over_http(self.server, time.monotonic_ns())

    def crowd(self, erasures=0.5):
        self.crowds += 1
        seed, pause = f"full {self.crowds}", 0.01 if erasures else 0
        return Crowd(self.server, self.clients, seed, acts=6, erasures=erasures, pause=pause)

    async def settle(self):
        """Lets some people come before the faults, whose records are read during them."""
        while not self.known:
            crowd = self.crowd()
            await asyncio.sleep(1)
            self.writes += (writes := await crowd.end())
            erased = {each.person for each in writes if each.kind == "erase"}
            acts = [each for each in writes if each.kind == "act" and each.is_kept]
            self.known = [each for each in acts if each.person not in erased]

    async def comes(self, what):
        """Waits for the fault."""
        for _ in range(COMES * 100):
            if self.disk.fired.exists():
                return
            await asyncio.sleep(0.01)
        raise Violation(f"{what} did not come within {COMES} s: the test is broken")

    async def write_fails(self, code, file, number):
        """One write fails, and all after it; returns once writes are taken again."""
        what, crowd = f"{errno.errorcode[code]} at write {number} of {file}", self.crowd()
        with self.disk.failing("write", number, code, file=file):
            await self.comes(what)
            for turn in range(READS):
                await self.read(self.known[turn * 7 % len(self.known)], what)
            if file == "*":
                await asyncio.to_thread(self.is_refused, what)
            self.runs_on(what)
        await self.recovers(crowd, what)
        writes = await crowd.end()
        failed = [each for each in writes if each.status and not each.is_kept]
        for each in failed:
            told = json.loads(each.answer)
            if each.status < 500 or told.get("status") != each.status or not told.get("title"):
                raise Violation(f"{what}: {each}: {each.answer!r}")
        self.writes += writes
        self.figures.update(faults=1, refused=len(failed), reads=READS)

    async def read(self, known, what):
        """A record that was there before is read while writes fail."""
        async with Connection(self.server) as connection:
            status, answer = await connection.call("GET", f"/v1/people/{known.person}/record")
        if status != 200 or known.text not in answer.decode():
            raise Violation(f"{what}: a read is answered {status}: {answer[:500]!r}")

    def is_refused(self, what):
        """A write is refused while all fail, with a 5xx in the format for problems."""
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=RECOVERS)
        body = json.dumps({"externalId": what})
        connection.request("POST", "/v1/people", body, self.server.headers)
        reply = connection.getresponse()
        kind = reply.getheader("Content-Type")
        if reply.status < 500 or kind != "application/problem+json":
            raise Violation(f"{what}: a write is answered {reply.status} {kind}: {reply.read()!r}")
        connection.close()

    def runs_on(self, what):
        if (status := self.server.process.poll()) is not None:
            raise Violation(f"{what}: the server ended with {status}:\n{self.house.said()}")

    async def recovers(self, crowd, what):
        """After the fault as many writes as there are clients are taken, without a restart."""
        since = time.monotonic_ns()
        for _ in range(RECOVERS * 100):
            taken = sum(1 for each in crowd.writes if each.asked > since and each.is_kept)
            if taken >= self.clients:
                return
            self.runs_on(what)
            await asyncio.sleep(0.01)
        raise Violation(f"{what}: {RECOVERS} s after it is over {taken} writes were taken")

    async def sync_fails(self, file, number, erasures):
        """One sync fails, once; returns once the server has ended."""
        what, crowd = f"EIO at sync {number} of {file}", self.crowd(erasures)
        what += ", of a checkpoint by SQLite itself" if not erasures else ""
        with self.disk.failing("sync", number, errno.EIO, "once", file):
            await self.comes(what)
            try:
                status = await asyncio.to_thread(self.server.process.wait, ENDS)
            except subprocess.TimeoutExpired as error:
                raise Violation(f"{what}: {ENDS} s later the server runs on") from error
        if status == 0:
            raise Violation(f"{what}: the server ended with 0, as if nothing had happened")
        self.writes += await crowd.end()
        self.figures["ends"] += 1


def writes_fail(trial, code):
    """Every write fault with this error, on one server."""
    trial.start()
    asyncio.run(trial.settle())
    for file, number in WRITES:
        asyncio.run(trial.write_fails(code, file, number))
    trial.check()
    trial.server.stop()
    trial.start()
    trial.check()
    trial.server.stop()
    print(f"{errno.errorcode[code]}: {len(WRITES)} writes failed, 0 lost", flush=True)


def syncs_fail(trial):
    """Every sync fault, each on a server of its own."""
    for file, number, erasures in SYNCS:
        trial.start()
        before = len(trial.writes)
        asyncio.run(trial.sync_fails(file, number, erasures))
        trial.start()
        trial.check(since=before)
        trial.server.stop()
    trial.start()
    trial.check()
    trial.server.stop()


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("candor")
    parser.add_argument("--clients", type=int, default=16)
    options = parser.parse_args()
    begun = time.monotonic()
    try:
        with folder("full") as place, House(options.candor, place) as house:
            trial = Trial(house, place, options.clients)
            writes_fail(trial, errno.ENOSPC)
            writes_fail(trial, errno.EIO)
            syncs_fail(trial)
    except Violation as violation:
        sys.exit(f"VIOLATION: {violation}")
    figures = trial.figures
    kept = sum(1 for each in trial.writes if each.is_kept)
    print(
        f"{figures['faults']} write faults, {figures['refused']} writes refused, "
        f"{figures['reads']} reads answered meanwhile, {figures['ends']} sync faults that each "
        f"ended the server; {kept} of {len(trial.writes)} writes acknowledged, 0 lost, 0 doubled; "
        f"{time.monotonic() - begun:.0f} s"
    )


if __name__ == "__main__":
    main()
