"""Kills a server again and again while many clients write, and looks for what it promised.

    python Tests/Faults/kill.py PATH-OF-CANDOR --rounds 50 [--clients 64] [--seed 1]

What was acknowledged must be there, once. What was not may be sent again with its Idempotency-Key,
and is then there, once. Receipts hold and the log has one face. The last round ends with SIGTERM:
what was begun is then finished and answered. The first thing that is not so ends the test.

A killed process leaves the page cache behind: what a power cut would lose, this cannot find.
"""
import argparse
import asyncio
import random
import signal
import sys
import time

import receipts
from book import Book
from clients import BROKEN, Load
from house import House, Violation, folder
from operations import Writer, notices
from sabotage import AT_THE_END, KINDS, sabotage

# Every so many rounds: what takes long.
EXAMINE, COMPARE = 10, 25
# So many operations are repeated after each round, of this round and of all before it.
REPEATED = 8
# The part of operations that clients send twice at once.
IMPATIENT = 0.05


class Trial:
    """All rounds in one house."""

    def __init__(self, house, options):
        self.house, self.options = house, options
        self.random = random.Random(options.seed)
        server = house.serve()
        self.holder = receipts.Holder(server.get("/log/key").decode().strip())
        self.writer = Writer(self.random, notices(server))
        server.kill()
        self.book = Book(self.holder, options.clients)
        self.leaves = []
        self.kills = self.unacknowledged = self.found = self.finished = 0

    def run(self):
        for number in range(1, self.options.rounds + 1):
            self.round(number)
        self.last_round()
        self.finish()

    def round(self, number):
        operations = self.write_until(self.kill).operations
        if number % EXAMINE == 0:
            self.house.examine()
        if self.random.random() < 0.2:
            self.kill_at_start()
        server = self.house.serve()
        self.book.add(operations)
        if self.options.sabotage not in AT_THE_END:
            sabotage(self.options.sabotage, server, self.book, operations)
        asyncio.run(self.check(server, operations))
        if number % COMPARE == 0:
            self.compare_log(server, self.leaves)
        server.kill()

    def write_until(self, end):
        """Lets the clients write to a server that has just started until `end` has ended it."""
        server = self.house.serve()
        load = Load(server, self.writer, self.options.clients, IMPATIENT)
        asyncio.run(load.run(lambda: end(server, load)))
        return load

    async def kill(self, server, _):
        await asyncio.sleep(self.random.uniform(0.005, 0.5))
        server.kill()
        self.kills += 1

    def kill_at_start(self):
        """Ends a server while it recovers from the last end."""
        process = self.house.spawn()
        time.sleep(self.random.uniform(0, 0.15))
        process.kill()
        process.stdout.close()
        if (status := process.wait()) != -signal.SIGKILL:
            raise Violation(f"the server ended at its start, with {status}:\n{self.house.said()}")
        self.kills += 1

    async def check(self, server, operations):
        """All of a round: at first as it was left, then once its clients have tried again."""
        self.holder.note(server.get("/log/checkpoint").decode())
        lacking = [each for each in operations if not each.is_acknowledged]
        told = [each for each in operations if each.is_acknowledged]
        there = await self.book.check(server, operations)
        self.unacknowledged += len(lacking)
        self.found += sum(1 for each in there if not each.is_acknowledged)
        await self.book.retry(server, lacking)
        for meeting in lacking:
            if meeting.is_meeting:
                self.writer.welcome(meeting.person)
        recent = self.sample(told)
        older = self.sample(list(self.book.operations.values()))
        again = list(dict.fromkeys(recent + older))
        await self.book.repeat(server, again)
        await self.book.misuse(server, again[:2])
        await self.book.check(server, dict.fromkeys(lacking + again))

    def sample(self, operations):
        return self.random.sample(operations, min(REPEATED, len(operations)))

    def compare_log(self, server, known):
        """Holds what the log serves against every checkpoint that it ever signed."""
        size = self.holder.note(server.get("/log/checkpoint").decode())
        self.leaves = receipts.leaves(server.get, size, known)
        self.holder.compare(self.leaves)

    def last_round(self):
        """Ends a server with SIGTERM under load: what it took, it finishes and answers."""
        in_flight, taken = [], []

        async def terminate(server, load):
            await asyncio.sleep(self.random.uniform(0.3, 0.5))
            waiting = load.unanswered()
            # What was sent so long ago has been read by the server, and what is newer perhaps not.
            await asyncio.sleep(0.03)
            in_flight.extend(load.unanswered())
            taken.extend(each for each in waiting if each in in_flight)
            status = await asyncio.to_thread(server.stop, 10)
            if status != 0:
                raise Violation(
                    "the server did not end within 10 s of SIGTERM" if status is None
                    else f"the server ended with {status} after SIGTERM:\n{self.house.said()}"
                )

        load = self.write_until(terminate)
        operations = load.operations
        server = self.house.serve()
        self.book.add(operations)
        if self.options.sabotage in AT_THE_END:
            earlier = [each for each in operations if each not in in_flight]
            chosen = taken if self.options.sabotage == "silence" else earlier
            sabotage(self.options.sabotage, server, self.book, chosen)
        self.finished = self.answered(load, in_flight, taken)
        for each in asyncio.run(self.book.check(server, operations)):
            if not each.is_acknowledged:
                raise Violation(f"{each} was done while the server ended, and never answered")
        asyncio.run(self.check(server, operations))
        server.kill()

    def answered(self, load, in_flight, taken):
        """How many were still answered after SIGTERM; of those that were taken, all."""
        unanswered = load.unanswered()
        for each in taken:
            if each in unanswered:
                raise Violation(f"{each} was taken before SIGTERM and never answered")
        count = sum(1 for each in in_flight if each not in unanswered)
        if count * 2 < len(in_flight):
            raise Violation(f"{count} of {len(in_flight)} in flight at SIGTERM were answered")
        return count

    def finish(self):
        """Everything once more, from the beginning."""
        server = self.house.serve()
        asyncio.run(self.book.check(server, self.book.operations.values()))
        self.compare_log(server, [])
        server.kill()
        self.house.examine()
        # A meeting that was done twice would leave somebody whom nobody finds.
        [(count,)] = self.house.ask("candor.db", "SELECT count(*) FROM record")
        known = len({each.person for each in self.book.operations.values()})
        if count != known:
            raise Violation(f"DOUBLED: there are {count} records of {known} people who were met")

    def figures(self):
        total = len(self.book.operations)
        return (
            f"{self.options.rounds} rounds, {self.kills} kills, "
            f"{total - self.unacknowledged} operations acknowledged, {self.unacknowledged} not "
            f"({self.found} of them found after the restart), 0 lost, 0 doubled, "
            f"{self.holder.verified} receipts verified, {self.holder.compared} checkpoints "
            f"consistent, {self.finished} finished after SIGTERM"
        )


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("candor")
    parser.add_argument("--rounds", type=int, default=50)
    parser.add_argument("--clients", type=int, default=64)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    parser.add_argument("--break", dest="sabotage", choices=KINDS, help=argparse.SUPPRESS)
    options = parser.parse_args()
    begun = time.monotonic()
    try:
        with folder("kill") as place, House(options.candor, place) as house:
            trial = Trial(house, options)
            try:
                trial.run()
            except BROKEN as error:
                raise Violation(f"the server was gone: {error!r}\n{house.said()}") from error
    except Violation as violation:
        sys.exit(f"VIOLATION (seed {options.seed}): {violation}")
    print(f"{trial.figures()} (seed {options.seed}, {time.monotonic() - begun:.0f} s)")


if __name__ == "__main__":
    main()
