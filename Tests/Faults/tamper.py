"""Changes everything in the files of a house that can be changed, and has each change found.

    python Tests/Faults/tamper.py PATH-OF-CANDOR [--bytes 60] [--seed 1]

Every column of every table that the files say they have is changed in some row, in each way that
its type allows; rows are deleted, inserted, swapped; indexes and tables go; single bits of the
files flip. Each time `candor audit` has to fail, and to name the place. The untouched house has to
pass, before and after: an audit that always fails finds nothing.
"""
import argparse
import itertools
import json
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import time

from damage import FILES, Damage, Impossible, are_named, damages, opened
from house import SCOPES, House, Violation, folder
from operations import Writer, notices

# The log fills two tiles, so that there are two of everything.
ENTRIES = 2 * 256 + 40
# What may be impossible in this house, by the end of its title, and why nothing is missed by it.
EXEMPT = {
    "of two rows swapped": "there is one row, or all are alike: it would change nothing",
}


class Trial:
    """One house and its copies."""

    def __init__(self, house, place, options):
        self.house, self.options = house, options
        self.place, self.copy = place, place / "copy"
        self.random = random.Random(options.seed)
        # Two callers, whose replies are kept apart.
        other = house.run("keys", "create", "--name", "other", "--scope", *SCOPES)
        self.keys = itertools.cycle([house.key, other])
        self.done, self.skipped, self.missed = 0, [], []

    def run(self):
        self.fill()
        self.settle()
        self.expect_nothing()
        for damage in damages(self.house.data, self.random):
            self.attempt(damage)
        unseen = self.flip_bytes()
        self.expect_nothing()
        return unseen

    def fill(self):
        """A house in which every table has rows, most of them many."""
        house = self.house
        server = house.serve()
        writer = Writer(self.random, notices(server))
        people = [self.meet(server, f"{name}.alder@birch.example") for name in ("wren", "moss")]
        self.write(server, writer, 80)
        for person in (*people, writer.people.pop()):
            self.succeed(server.call("DELETE", f"/v1/people/{person}"))
        server.stop()
        # A house that came back from backups remembers each.
        for number in range(2):
            backup = self.place / f"backup-{number}"
            house.run("backup", str(backup))
            house.run("restore", str(backup), "--replace")
            # Of the same second, the next would have the same name.
            for old in self.place.glob("data.before-restore-*"):
                shutil.rmtree(old)
        for name in ("till", "desk"):
            until = ("--until", "2099-12-31") if name == "desk" else ()
            house.run("keys", "create", "--name", name, "--scope", "people:read", *until)
        server = house.serve("--demo")
        for name in ("fern", "reed", "sedge"):
            self.meet(server, f"{name}.alder@birch.example")
            self.sign_in(server, f"{name}.alder@birch.example", opens=name != "sedge")
        while self.size(server) < ENTRIES:
            self.write(server, writer, 20)
        if server.stop() != 0:
            raise Violation(f"the server did not end well:\n{house.said()}")

    def write(self, server, writer, count):
        for _ in range(count):
            one = writer.next(0)
            headers = {"Idempotency-Key": one.key, "Authorization": f"Bearer {next(self.keys)}"}
            reply = server.call("POST", one.path, json.loads(one.body), headers)
            answer = self.succeed(reply)
            if one.is_meeting:
                one.acknowledge(200, answer)
                writer.welcome(one.person)

    def meet(self, server, email):
        answer = self.succeed(server.call("POST", "/v1/people", {"email": email}))
        return json.loads(answer)["person"]

    def sign_in(self, server, email, opens):
        """Asks for a link, and comes in by it."""
        sort = "application/x-www-form-urlencoded"
        form = {"Content-Type": sort, "Sec-Fetch-Site": "same-origin"}
        self.post(server, "/sign-in", f"email={email}", form)
        secret = re.search(r"/sign-in/([\w-]{20,})", server.get("/mailbox").decode())[1]
        if opens:
            self.post(server, f"/sign-in/{secret}", "", form)

    @staticmethod
    def post(server, path, body, headers):
        server.connection.request("POST", path, body, headers)
        reply = server.connection.getresponse()
        reply.read()
        if reply.status != 303:
            raise Violation(f"POST /sign-in is answered {reply.status}")

    @staticmethod
    def succeed(reply):
        status, answer = reply
        if not 200 <= status < 300:
            raise Violation(f"the house cannot be filled: {status} {answer[:300]!r}")
        return answer

    @staticmethod
    def size(server):
        return int(server.get("/log/checkpoint").decode().split("\n")[1])

    def settle(self):
        """Moves everything into the files themselves, so that their bytes are what counts."""
        for name in FILES:
            with opened(self.house.data / name) as connection:
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def audit(self, data):
        command = [self.house.candor, "audit", "--json", "--data", str(data)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=120)
        if done.returncode not in (0, 1) or not done.stdout:
            raise Violation(f"the audit ended with {done.returncode}: {done.stderr[-2000:]}")
        findings = json.loads(done.stdout)["findings"]
        if (done.returncode == 1) != bool(findings):
            raise Violation(f"the audit ended with {done.returncode} and found {findings}")
        return findings

    def expect_nothing(self):
        self.renew()
        before = contents(self.copy)
        if found := self.audit(self.copy):
            raise Violation(f"nobody changed anything, and the audit finds {found[:5]}")
        if contents(self.copy) != before:
            raise Violation("the audit changed what it read")

    def renew(self):
        shutil.rmtree(self.copy, ignore_errors=True)
        shutil.copytree(self.house.data, self.copy)

    def attempt(self, damage):
        self.renew()
        try:
            names = damage.do(self.copy)
        except Impossible as reason:
            self.skipped.append((damage.title, str(reason)))
            if not any(damage.title.endswith(end) for end in EXEMPT):
                raise Violation(f"{damage.title}: {reason}") from reason
            return
        self.done += 1
        findings = self.audit(self.copy)
        if not are_named(names, findings):
            self.missed.append(damage.title)
            told = [f"{each['place']}: {each['what']}" for each in findings[:5]]
            print(f"NOT NAMED: {damage.title}; expected one of {names}; found {told}", flush=True)

    def flip_bytes(self):
        """Flips bits of the files; returns how many no query would see: unused parts of pages."""
        whole = contents(self.house.data)
        done = unseen = 0
        while done < self.options.bytes:
            name = self.random.choice(FILES)
            self.renew()
            where = self.somewhere(self.copy / name)
            flip(self.copy / name, where)
            if contents(self.copy) == whole:
                unseen += 1
                continue
            # Looking at it may have moved the damage; each attempt begins anew.
            self.attempt(flipped(name, where))
            done += 1
        return unseen

    def somewhere(self, file):
        """A byte that is not zero: most of the others are between rows."""
        return self.random.choice([at for at, byte in enumerate(file.read_bytes()) if byte])


def flip(file, at):
    data = bytearray(file.read_bytes())
    data[at] ^= 1 << at % 8
    file.write_bytes(data)


def flipped(name, at):
    def do(folder):
        flip(folder / name, at)
        # Any place: the byte may be of a page that holds many tables together.
        return []
    return Damage(f"{name}: a bit of byte {at} flipped", do)


def contents(folder):
    """All that SQLite itself can tell of the files, without believing anything of Candor's."""
    found = []
    for name in FILES:
        try:
            with opened(folder / name) as connection:
                found.append([tuple(row) for row in connection.execute("PRAGMA integrity_check")])
                master = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master")
                schema = [tuple(row) for row in master.fetchall()]
                found.append(schema)
                for sort, table, *_ in schema:
                    if sort == "table":
                        rows = connection.execute(f"SELECT * FROM {table}").fetchall()
                        found.append([tuple(row) for row in rows])
        except (sqlite3.Error, UnicodeDecodeError) as error:
            found.append(str(error))
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("candor")
    parser.add_argument("--bytes", type=int, default=60)
    parser.add_argument("--seed", type=int, default=time.time_ns() % 1_000_000)
    options = parser.parse_args()
    print(f"seed {options.seed}", flush=True)
    with folder("tamper") as place, House(options.candor, place) as house:
        trial = Trial(house, place, options)
        unseen = trial.run()
        for title, reason in trial.skipped:
            print(f"left out: {title}: {reason}")
        if trial.missed:
            raise Violation(f"{len(trial.missed)} of {trial.done} changes were not named")
        print(f"{trial.done} changes, each found and named; {unseen} bytes that nothing reads")


if __name__ == "__main__":
    try:
        main()
    except Violation as violation:
        sys.exit(f"VIOLATION: {violation}")
