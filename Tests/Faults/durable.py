"""Watches a server's system calls: what is answered must be on the disk before.

    python Tests/Faults/durable.py PATH-OF-CANDOR [--seconds 5] [--clients 64] [--expect-failure]

With one client, at each 2xx there is nothing in the WAL of either file that was written after its
last fdatasync had begun, and something was written to that of the records since the last 2xx. With
many clients, who share commits, each 2xx follows a write to the WAL of the records and an fdatasync
of it, both begun after the request was read. A sync counts from its return on.

Then the same is done once more with a server whose syncs do nothing; there the test must fail, or
it is broken itself. --expect-failure does nothing but that. A Candor that was built without its
'PRAGMA synchronous = FULL' commits without a sync as well: this test must fail on it.
"""
import argparse
import asyncio
import bisect
import collections
import random
import re
import sys
import time

from disk import Disk
from house import House, Violation, folder
from writers import Crowd

CALLS = "fdatasync,fsync,pwrite64,write,writev,sendto,sendmsg,read,recvfrom,recvmsg"
STRACE = ("strace", "-f", "-qq", "-ttt", "-y", "-s", "48", "-e", f"trace={CALLS}")
LINE = re.compile(r"(\d+) +[\d.]+ (<\.\.\. )?(\w+)(.*)")
FILES = ("candor.db-wal", "keys.db-wal")

#: A system call: lines of the trace at which it began and had returned, and what is told of it.
Call = collections.namedtuple("Call", "begin end name told")


def calls(lines):
    """The system calls that succeeded, in the order in which they began.

    The tracer stops a thread before and after each call, and tells of the stops in their order; so
    a call whose end stands above the begin of another was over before that.
    """
    found, begun = [], {}
    for number, line in enumerate(lines):
        if not (parts := LINE.match(line)):
            continue
        thread, isresumed, name, told = parts.groups()
        begin = number
        if isresumed:
            begin, before = begun.pop(thread)
            told = before + told
        if told.endswith("<unfinished ...>"):
            begun[thread] = (begin, told.removesuffix("<unfinished ...>"))
        elif not re.search(r"= -1 [A-Z]+ \(.*\)$|= \?$", told):
            found.append(Call(begin, number, name, told))
    return sorted(found)


def between(found, after, before):
    """Those of the calls that began between two lines of the trace."""
    begin = lambda call: call.begin
    end = bisect.bisect_left(found, before, key=begin)
    return found[bisect.bisect(found, after, key=begin):end]


class Watch:
    """What a trace tells of files and sockets."""

    def __init__(self, trace):
        self.lines = trace.read_text(errors="replace").splitlines()
        self.writes, self.syncs = collections.defaultdict(list), collections.defaultdict(list)
        self.requests, self.answers = collections.defaultdict(list), []
        for call in calls(self.lines):
            self.take(call)

    def take(self, call):
        if place := re.match(r"\(\d+<[^>]*/([^/>]+)>", call.told):
            if call.name in ("write", "pwrite64", "writev"):
                self.writes[place[1]].append(call)
            elif call.name in ("fsync", "fdatasync"):
                self.syncs[place[1]].append(call)
        elif place := re.match(r"\(\d+<socket:\[(\d+)\]>", call.told):
            if re.search(r'"(POST|DELETE) /', call.told):
                self.requests[place[1]].append(call)
            elif re.search(r'"HTTP/1\.1 2\d\d ', call.told):
                self.answers.append((place[1], call))

    def check_alone(self):
        """For one client; nothing else can have written to the files in between."""
        before = -1
        for _, answer in self.answers:
            for file in FILES:
                written = between(self.writes[file], -1, answer.begin)
                if written and not self.is_synced(file, written[-1].end, answer.begin):
                    raise self.violation(answer, written[-1], f"is not synced: {file}")
            if not between(self.writes[FILES[0]], before, answer.begin):
                raise self.violation(answer, answer, f"wrote nothing to {FILES[0]}")
            before = answer.begin

    def check_crowd(self):
        """For many clients; a request can only be in what was written after it was read."""
        for socket, answer in self.answers:
            request = between(self.requests[socket], -1, answer.begin)[-1]
            written = between(self.writes[FILES[0]], request.end, answer.begin)
            if not written or not self.is_synced(FILES[0], written[0].end, answer.begin):
                raise self.violation(answer, request, "has no write and sync of its own")

    def is_synced(self, file, after, before):
        return any(each.end < before for each in between(self.syncs[file], after, before))

    def violation(self, answer, other, why):
        return Violation(
            f"an answer {why}\n  {self.lines[other.begin]}\n  {self.lines[answer.begin]}"
        )


def watched(house, place, clients, seconds, environment):
    """What a server does while so many clients write."""
    trace = place / f"trace-{clients}"
    chosen = [word for name, text in environment.items() for word in ("-E", f"{name}={text}")]
    try:
        server = house.serve(prefix=(*STRACE, "-o", str(trace), *chosen))
    except FileNotFoundError as error:
        raise Violation("this test needs strace, and there is none") from error
    except Violation as violation:
        raise Violation(f"strace could not start or not trace a server: {violation}") from violation

    async def write():
        crowd = Crowd(server, clients, f"{clients} {random.random()}")
        await asyncio.sleep(seconds)
        return await crowd.end()

    kept = [each for each in asyncio.run(write()) if each.is_kept]
    server.stop()
    watch = Watch(trace)
    trace.unlink()
    if len(kept) != len(watch.answers) or not kept:
        raise Violation(f"{len(kept)} answers came, but the trace has {len(watch.answers)}")
    return watch


def check(house, place, options, environment={}):
    """Both phases; returns how many answers and syncs they had."""
    answers = syncs = 0
    for clients, rule in ((1, Watch.check_alone), (options.clients, Watch.check_crowd)):
        watch = watched(house, place, clients, options.seconds, environment)
        rule(watch)
        answers += len(watch.answers)
        syncs += sum(len(each) for each in watch.syncs.values())
    return answers, syncs


def control(house, place, options):
    """Without syncs, each of the two rules must find that something is not on the disk."""
    lazy = Disk(place, house.data).environment(is_lazy=True)
    for clients, rule in ((1, Watch.check_alone), (options.clients, Watch.check_crowd)):
        watch = watched(house, place, clients, 1, lazy)
        try:
            rule(watch)
        except Violation as violation:
            print(f"without syncs, {clients} clients: {violation}", flush=True)
        else:
            raise Violation("a server without syncs passes: the test is broken")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("candor")
    parser.add_argument("--seconds", type=float, default=5, help="of each phase")
    parser.add_argument("--clients", type=int, default=64)
    parser.add_argument("--expect-failure", action="store_true", help="without syncs, only")
    options = parser.parse_args()
    begun = time.monotonic()
    try:
        with folder("durable") as place, House(options.candor, place) as house:
            answers, syncs = (0, 0) if options.expect_failure else check(house, place, options)
            control(house, place, options)
    except Violation as violation:
        sys.exit(f"VIOLATION: {violation}")
    if not options.expect_failure:
        print(f"{answers} answers to writes, each after its sync; {syncs} syncs; ", end="")
    print(f"without syncs the test fails, as it must; {time.monotonic() - begun:.0f} s")


if __name__ == "__main__":
    main()
