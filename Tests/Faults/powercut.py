"""Cuts the power again and again, and looks for what was acknowledged before.

    python Tests/Faults/powercut.py PATH-OF-CANDOR --cuts 500 [--clients 64] [--seed 1] [--unsafe]

Clients write to one server, which writes down everything that it does to its files. Then the disk
is made as it was at so many moments of that run: for sure what a sync had covered, and of the rest
any part, torn, in any order. What was acknowledged before the moment must be there, what was
erased must be gone, SQLite must call the files sound, and every 50th time a server starts on them.

Unlike a kill, which leaves the page cache behind, this finds a sync that is missing. So a part of
every run is the same without the syncs of commits, which is what synchronous = NORMAL leaves of
them: there the test must find losses, or it is broken itself. --unsafe does nothing but that.
"""
import argparse
import collections
import multiprocessing
import os
import pathlib
import random
import shutil
import sys
import tempfile
import time

from disk import SURVIVALS, SYNC, Replay
from house import House, Violation, folder
from recording import Recording

SERVED, CONTROLS = 50, 40
KINDS = ("mid-sync", "mid-checkpoint", "mid-erasure")


class Image(House):
    """A house that was there before the power was cut."""

    def __init__(self, house, place):
        self.candor, self.key, self.started = house.candor, house.key, []
        self.data, self.log = place / "data", place / "server.log"


class Cuts:
    """Makes the disk as it was at each moment, and looks at it."""

    def __init__(self, recording, operations, seed):
        self.recording, self.operations, self.seed = recording, operations, seed
        self.syncs = [each for each in operations if each.kind == SYNC]
        shared = pathlib.Path("/dev/shm")
        self.place = shared if os.access(shared, os.W_OK) else None

    def look(self, cuts, is_served=True):
        """Figures of the cuts, which are pairs of a number and a moment, in order."""
        figures, replay = collections.Counter(), Replay(self.operations)
        for number, cut in cuts:
            replay.advance(cut)
            dice = random.Random(f"{self.seed} {number}")
            survival = dice.choice(SURVIVALS)
            files = replay.image(dice, survival)
            with tempfile.TemporaryDirectory(dir=self.place, prefix="candor-cut-") as place:
                try:
                    served = is_served and number % SERVED == 0
                    figures.update(self.one(pathlib.Path(place), files, cut, served))
                except Violation as violation:
                    shutil.copytree(place, self.kept(number))
                    raise Violation(f"cut {number}, survives: {survival}: {violation}") from None
            figures.update(cuts=1, **self.kinds(replay, cut))
        return figures

    def kept(self, number):
        """Where the files of a cut stay that is not as it should be."""
        return self.recording.house.data.with_name(f"cut-{number}")

    def one(self, place, files, cut, is_served):
        write(files, place / "files")
        promises = self.recording.promises
        checked = promises.in_files(place / "files", cut)
        self.check_shredded(files, cut)
        if is_served:
            # On files that nothing has recovered yet.
            write(files, place / "data")
            with Image(self.recording.house, place) as house:
                server = house.serve()
                promises.over_http(server, cut)
                goes_on(server)
                server.kill()
        return {"checked": checked, "served": int(is_served)}

    def check_shredded(self, files, cut):
        """Of an acknowledged erasure not even the bytes of the key are left on the disk."""
        for erasure, key in self.recording.shredded.items():
            if erasure.answered <= cut:
                for name, content in files.items():
                    if key in content:
                        raise Violation(f"NOT ERASED: {erasure}, and the key still is in {name}")

    def kinds(self, replay, cut):
        return {
            "mid-sync": any(each.begin < cut < each.end for each in self.syncs),
            "mid-checkpoint": any(
                waiting and file.name.endswith(".db") for file, waiting in replay.pending.items()
            ),
            "mid-erasure": any(e.asked < cut < e.answered for e in self.recording.erasures),
        }

    def losses(self, cuts):
        """How many of the cuts lost a write that was acknowledged."""
        lost = 0
        for cut in cuts:
            try:
                self.look([cut], is_served=False)
            except Violation as violation:
                lost += "LOST" in str(violation)
                shutil.rmtree(self.kept(cut[0]))
        return lost


def write(files, place):
    place.mkdir()
    for name, content in files.items():
        (place / name).write_bytes(content)
        (place / name).chmod(0o600)


def goes_on(server):
    """What was recovered takes new writes."""
    status, answer = server.call("POST", "/v1/people", {"externalId": "after the cut"})
    if status != 201:
        raise Violation(f"after the cut a new write is answered {status}: {answer[:500]!r}")


def in_parallel(work, items):
    """Gives each processor its share of the items; the rest of what they need they have by fork."""
    workers, fork = os.cpu_count() or 1, multiprocessing.get_context("fork")
    with fork.Pool(workers, initializer=take, initargs=(work,)) as pool:
        return pool.map(do, [items[n::workers] for n in range(workers)])


def take(work):
    global taken
    taken = work


def do(items):
    return taken(items)


def run(place, options):
    """The recording, figures of all cuts, and how many of the controls lost something."""
    recording = Recording(options.candor, place, options)
    dice = random.Random(options.seed)
    moments = lambda count: list(enumerate(recording.moments(dice, count)))
    figures = collections.Counter()
    if not options.unsafe:
        cuts = Cuts(recording, recording.operations, options.seed)
        for each in in_parallel(cuts.look, moments(options.cuts)):
            figures.update(each)
    control = Cuts(recording, recording.without_commits(), options.seed)
    controls = moments(options.cuts if options.unsafe else CONTROLS)
    lost = sum(in_parallel(control.losses, controls))
    if not lost:
        raise Violation(
            f"{len(controls)} cuts without the syncs of commits lose nothing: the test is broken"
        )
    return recording, figures, f"{lost} of {len(controls)}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("candor")
    parser.add_argument("--cuts", type=int, default=500)
    parser.add_argument("--clients", type=int, default=64)
    parser.add_argument("--seconds", type=float, default=5, help="for which the clients write")
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    parser.add_argument("--unsafe", action="store_true", help="without the syncs of commits, only")
    options = parser.parse_args()
    print(f"seed {options.seed}", flush=True)
    begun = time.monotonic()
    try:
        with folder("powercut") as place:
            recording, figures, lost = run(place, options)
    except Violation as violation:
        sys.exit(f"VIOLATION: {violation}")
    kinds = ", ".join(f"{figures[kind]} {kind}" for kind in KINDS)
    if not options.unsafe:
        print(
            f"{figures['cuts']} cuts ({kinds}) of a run of {len(recording.writes)} writes, "
            f"{figures['served']} served again, {figures['checked']} acknowledged writes looked "
            "for, lost 0; ", end=""
        )
    print(
        f"without the syncs of commits {lost} cuts lose some, as they must; "
        f"{time.monotonic() - begun:.0f} s"
    )


if __name__ == "__main__":
    main()
