"""Copies go out to twelve recipients; what leaks of them is traced to exactly the right ones.

    python3 Tests/Share/trace.py PATH-OF-CANDOR [--people 5000] [--leaks 3] [--seed 1]

With the server and the commands of a user: people are met and asked over HTTP, each recipient gets
its copy by `candor disclose`, and what leaks is given to `candor trace`. The leaks: one address, 16
rows without capitals, signs, e-mail and order, 200 labels as bulk mail prints them, and a list merged
from three copies. So are rows that turn up one by one, and are asked about again. A list of the same people that comes from elsewhere names nobody.
"""
import argparse
import concurrent.futures
import csv
import io
import json
import pathlib
import random
import re
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "Faults"))

import lark as invented
from house import House, Server, Violation, folder

ATTRIBUTES = "full-name,address,phone,email,taste"
SCOPES = ("people:write", "people:read", "disclosures", "traces", "catalogue")


def demand(holds, what):
    if not holds:
        raise Violation(what)


class Lark(House):
    """A data directory with the rules of a house that shares."""

    def __init__(self, candor, place):
        self.place = pathlib.Path(place)
        file = self.place / "rules.yaml"
        file.write_text(invented.rules())
        super().__init__(candor, place, file)
        self.key = self.run("keys", "create", "--name", "share", "--scope", *SCOPES)

    def command(self, server, *words):
        """What a command prints that works through the server."""
        url = f"http://127.0.0.1:{server.port}"
        done = subprocess.run(
            [self.candor, *words, "--server", url], capture_output=True, text=True,
            env={"CANDOR_KEY": self.key, "PATH": "/usr/bin:/bin"})
        demand(done.returncode == 0, f"candor {words[0]} ended with {done.returncode}: {done.stderr}")
        return done.stdout

    def ask(self, server, readers):
        """Meets everybody and takes their answers, with a yes to each recipient."""
        status, body = server.call("GET", "/v1/experiences/subscription")
        demand(status == 200, f"the experience is answered with {status}: {body}")
        grants = [
            {"purpose": notice["purpose"], "recipient": notice["recipient"], "notice": notice["hash"]}
            for notice in notices(json.loads(body))
        ]
        demand(len(grants) == len(invented.RECIPIENTS), f"{len(grants)} notices are shown")

        def meet(part):
            line = Server(server.process, server.port, self.key)
            lines = []
            for number, answers in part:
                status, body = line.call("POST", "/v1/people", {"externalId": f"reader-{number}"})
                demand(status == 201, f"a reader is met with {status}: {body}")
                lines.append({"person": f"reader-{number}", "answers": {
                    "experience": "subscription", "answers": answers, "grants": grants}})
            return lines

        numbered = list(enumerate(readers))
        parts = [numbered[start::8] for start in range(8)]
        with concurrent.futures.ThreadPoolExecutor(8) as pool:
            lines = [line for part in pool.map(meet, parts) for line in part]
        text = "".join(json.dumps(line) + "\n" for line in lines)
        server.connection.request(
            "POST", "/v1/batch", text.encode(),
            {**server.headers, "Content-Type": "application/x-ndjson", "Prefer": "return=minimal"})
        replies = [json.loads(line) for line in server.connection.getresponse().read().splitlines()]
        refused = [reply for reply in replies if "problem" in reply]
        demand(not refused and len(replies) == len(readers), f"refused: {refused[:2]}")


def notices(value):
    """Every notice in a reply, wherever it stands."""
    found = {}

    def look(value):
        if isinstance(value, dict):
            if "hash" in value and "purpose" in value and value.get("recipient"):
                found[value["recipient"]] = value
            for each in value.values():
                look(each)
        elif isinstance(value, list):
            for each in value:
                look(each)

    look(value)
    return list(found.values())


def rows(file):
    return list(csv.DictReader(io.StringIO(file.read_bytes().decode(), newline="")))


def plain(text):
    """As a careless database keeps it: small letters, no signs, single blanks."""
    return re.sub(r"\s+", " ", re.sub(r"[^\w\s-]", "", text.lower())).strip()


def label(row):
    """As bulk mail prints it: capitals, no signs, the address as the post writes it."""
    words = {"STREET": "ST", "AVENUE": "AVE", "ROAD": "RD", "LANE": "LN", "DRIVE": "DR",
             "BOULEVARD": "BLVD", "COURT": "CT", "PLACE": "PL", "NORTH": "N", "SOUTH": "S"}
    name = row["full-name"].upper()
    address = re.sub(r"[.,#]", "", row["address"].upper())
    return f"{name}\n" + " ".join(words.get(word, word) for word in address.split()) + "\n"


class Trial:
    def __init__(self, lark, server, copies, dice):
        self.lark, self.server, self.copies, self.dice = lark, server, copies, dice
        self.place = lark.place / "leaks"
        self.place.mkdir()

    def trace(self, name, text, expected, certainty):
        """Holds the verdict against the copies that it must name, and no others."""
        file = self.place / name
        file.write_text(text)
        start = time.monotonic()
        said = json.loads(self.lark.command(self.server, "trace", str(file), "--json"))
        took = time.monotonic() - start
        found = {
            "exact": {one["recipient"] for one in said["exact"]},
            "named": {one["recipient"] for one in said["named"]},
        }
        marks = sum(one["read"] for one in said["channels"])
        print(f"  {name:<28} {said['matchedRows']:>5} of {said['rows']:>5} rows, {marks:>6} marks, "
              f"{', '.join(sorted(found['exact'] | found['named'])) or 'nobody'} ({took:.1f} s)")
        accused = found["exact"] | found["named"]
        demand(accused <= set(expected), f"{name}: {accused} are named, {expected} leaked it")
        if expected:
            demand(found[certainty] == set(expected), f"{name}: {found}, not {expected}: {said['says']}")
            demand(said["records"] > 0, f"{name}: no record was told")
        else:
            demand(not said["records"], f"{name}: records were told of nothing")
        return said

    def series(self, recipient, some):
        """Rows that turn up one by one: asked after the second, and again after the last."""
        files = []
        for number, row in enumerate(some):
            file = self.place / f"find-{number:02}.csv"
            file.write_text(self.table([row], ["address", "phone", "full-name"]))
            files.append(str(file))
        for count, expected in ((2, []), (len(files), [recipient])):
            said = json.loads(self.lark.command(
                self.server, "trace", "--series", *files[:count], "--json"))
            named = [one["recipient"] for one in said["named"]]
            demand(named == expected, f"{count} finds of {recipient} name {named}: {said['says']}")
        print(f"  {len(files)} rows of {recipient}, found one by one, are traced to it")

    def address(self, recipient):
        row = self.dice.choice([row for row in self.copies[recipient] if row["email"]])
        said = json.loads(self.lark.command(
            self.server, "trace", "--email", f"<{row['email'].upper()}>", "--json"))
        named = [one["recipient"] for one in said["exact"]]
        demand(named == [recipient], f"an address of {recipient} is traced to {named}")

    def table(self, some, fields):
        out = io.StringIO()
        writer = csv.writer(out)
        for row in some:
            writer.writerow([plain(row[field]) for field in fields])
        return out.getvalue()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("candor")
    parser.add_argument("--people", type=int, default=5000)
    parser.add_argument("--leaks", type=int, default=3, help="of each kind but the merge")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    dice = random.Random(options.seed)
    readers = invented.readers(options.people, options.seed)
    with folder("share") as place, Lark(options.candor, place) as lark:
        server = lark.serve()
        start = time.monotonic()
        lark.ask(server, readers)
        print(f"{len(readers)} readers said yes to {len(invented.RECIPIENTS)} recipients "
              f"({time.monotonic() - start:.1f} s)")
        start = time.monotonic()
        copies = {}
        for recipient in invented.RECIPIENTS:
            file = lark.place / f"{recipient}.csv"
            lark.command(server, "disclose", "--to", recipient, "--for", "offers",
                         "--attributes", ATTRIBUTES, "--out", str(file))
            copies[recipient] = rows(file)
        took = time.monotonic() - start
        lines = sum(len(copy) for copy in copies.values())
        print(f"{lines} lines in {len(copies)} copies ({took:.1f} s, {lines / took:.0f}/s)")
        again(lark, server, copies)
        trial = Trial(lark, server, copies, dice)
        for recipient in invented.RECIPIENTS:
            trial.address(recipient)
        print("  one address of each copy is traced to it")
        honest = {
            name: [row for row in copy if row["full-name"]] for name, copy in copies.items()}
        for recipient in dice.sample(invented.RECIPIENTS, options.leaks):
            some = dice.sample(honest[recipient], 16)
            trial.trace(f"16-rows-{recipient}.csv",
                        trial.table(some, ["address", "phone", "full-name"]), [recipient], "named")
        for recipient in dice.sample(invented.RECIPIENTS, options.leaks):
            some = dice.sample(honest[recipient], 200)
            trial.trace(f"200-labels-{recipient}.txt", "\n".join(label(row) for row in some),
                        [recipient], "named")
        one = dice.choice(invented.RECIPIENTS)
        trial.series(one, dice.sample(honest[one], 24))
        three = dice.sample(invented.RECIPIENTS, 3)
        by_house = {
            name: {int(row["address"].split()[0]): row for row in honest[name]} for name in three}
        merged = []
        for number in dice.sample(range(len(readers)), min(300, len(readers))):
            merged.append(by_house[dice.choice(three)][number + invented.FIRST])
        trial.trace("merge-of-three.csv",
                    trial.table(merged, ["full-name", "address", "phone", "taste"]), three, "named")
        strangers(trial, readers, options.seed)
        print("traced")


def again(lark, server, copies):
    """The same copy again is the same to the byte, also when it is gone on with after a cut."""
    recipient = invented.RECIPIENTS[0]
    listed = json.loads(server.call("GET", "/v1/disclosures")[1])["disclosures"]
    one = next(each["id"] for each in listed if each["recipient"] == recipient)
    first = (lark.place / f"{recipient}.csv").read_bytes()
    file = lark.place / "again.csv"
    lark.command(server, "disclose", "--again", one, "--out", str(file))
    demand(file.read_bytes() == first, "the same copy again is another")
    cut = lark.place / "cut.csv"
    (lark.place / "cut.csv.part").write_bytes(first[:len(first) // 3])
    lark.command(server, "disclose", "--again", one, "--out", str(cut))
    demand(cut.read_bytes() == first, "a copy that was gone on with is another")
    held = json.loads(server.call("GET", f"/v1/disclosures/{one}")[1])["copies"]
    demand(len(held) == 1 and held[0]["rows"] == len(copies[recipient]), f"the log has {held}")
    print("  the same copy again, whole or gone on with, is the same to the byte")


def strangers(trial, readers, seed):
    """The same people from somebody else's list, in that one's own writing, and other people."""
    dice = random.Random(seed + 1)
    some = dice.sample(readers, min(1000, len(readers)))
    text = io.StringIO()
    writer = csv.writer(text)
    for reader in some:
        writer.writerow([
            reader["full-name"].replace(".", ""), reader["address"].replace(" Street", " St"),
            "(" + reader["phone"].replace("-", ") ", 1) if reader.get("phone") else "",
            reader["email"]])
    trial.trace("elsewhere-same-people.csv", text.getvalue(), [], None)
    others = io.StringIO()
    writer = csv.writer(others)
    for reader in invented.readers(1000, seed + 77):
        writer.writerow([reader["full-name"], reader["address"], reader.get("phone", "")])
    trial.trace("elsewhere-others.csv", others.getvalue(), [], None)


if __name__ == "__main__":
    try:
        main()
    except Violation as violation:
        print(f"VIOLATION: {violation}", file=sys.stderr)
        sys.exit(1)
