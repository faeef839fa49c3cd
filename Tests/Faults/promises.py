"""What was acknowledged, and whether it is there: in the files, and over HTTP."""
import asyncio
import collections
import json
import sqlite3

import receipts
from clients import together
from house import Violation

CLIENTS = 8


class Promises:
    """Holds what a cut left, or a restart, against every write that was answered before it.

    A write that nobody had an answer to may be there or not, but never twice.
    """

    def __init__(self, writes, key):
        self.writes, self.key = sorted(writes, key=lambda write: write.asked), key
        #: By write: the commitments that it was promised, by place, and the roots, by size.
        self.leaves, self.roots = {}, {}
        for write in self.writes:
            found = [receipts.verify_receipts.proven(each, key) for each in write.receipts]
            places = [int(each["proof"].split("\n")[1].split(" ")[1]) for each in write.receipts]
            self.leaves[write] = {place: one[1] for place, one in zip(places, found)}
            self.roots[write] = {one[2]: one[3] for one in found}
            if write.kind == "act" and write.is_kept and not found:
                raise Violation(f"{write} has no receipt")

    def before(self, cut):
        """Writes that were answered by then, and people whose erasure was asked for by then."""
        kept = [each for each in self.writes if each.is_kept and each.answered <= cut]
        erasing = {w.person for w in self.writes if w.kind == "erase" and w.asked <= cut}
        return kept, erasing

    def in_files(self, folder, cut):
        """Reads the files with SQLite alone; returns how many writes were looked for."""
        kept, erasing = self.before(cut)
        asked = collections.Counter(
            write.person for write in self.writes if write.kind == "act" and write.asked <= cut
        )
        event, record, identity, leaf = rows(
            folder / "candor.db", "SELECT person, leaf FROM event",
            "SELECT person FROM record", "SELECT person FROM identity",
            "SELECT place, commitment FROM leaf ORDER BY place",
        )
        keyed, = rows(folder / "keys.db", "SELECT person FROM key")
        if [place for place, _ in leaf] != list(range(len(leaf))):
            raise Violation(f"the log has gaps: {len(leaf)} leaves up to {leaf[-1][0]}")
        if not {place for _, place in event} <= set(range(len(leaf))):
            raise Violation("an event stands nowhere in the log")
        events = collections.defaultdict(list)
        for person, place in event:
            events[named(person)].append(place)
        people = {
            "a record": {named(row[0]) for row in record},
            "a key": {named(row[0]) for row in keyed},
            "a name": {named(row[0]) for row in identity},
            "events": set(events),
        }
        commitments = [commitment for _, commitment in leaf]
        for write in kept:
            self.is_in(write, people, events, commitments, erasing)
        for what in ("a record", "events"):
            if bare := people[what] - people["a key"] - erasing:
                raise Violation(f"{len(bare)} people have {what} but no key, as {min(bare)}")
        for person, places in events.items():
            # Nothing else than acts makes an event here; the erasure of somebody leaves no row.
            if person not in erasing and len(places) > asked[person]:
                raise Violation(
                    f"DOUBLED: {person} asked for {asked[person]} acts and has {len(places)} events"
                )
        self.is_prolonged(kept, commitments)
        return len(kept)

    def is_in(self, write, people, events, leaves, erasing):
        for place, commitment in self.leaves[write].items():
            if place >= len(leaves) or leaves[place] != commitment:
                raise Violation(f"LOST: leaf {place} of {len(leaves)} is not that of {write}")
        if write.kind == "erase":
            for what, known in people.items():
                if write.person in known:
                    raise Violation(f"NOT ERASED: {write}, and there is {what} still")
        elif write.person in erasing:
            return
        elif write.kind == "new":
            for what in ("a record", "a key", "a name"):
                if write.person not in people[what]:
                    raise Violation(f"LOST: {write}, and {what} is not there")
        elif not self.leaves[write].keys() <= set(events[write.person]):
            raise Violation(f"LOST: {write}, and the event is not there")

    def is_prolonged(self, kept, commitments):
        """The last checkpoint that somebody holds must be of the log as it is now."""
        roots = {size: root for write in kept for size, root in self.roots[write].items()}
        if roots:
            size, edge = max(roots), []
            for number, commitment in enumerate(commitments[:size], 1):
                receipts.extend(edge, number, receipts.sha(b"\0", b"\1", commitment))
            if len(commitments) < size or receipts.root_of(edge) != roots[size]:
                raise Violation(f"LOST: the log is another than the one signed for {size} leaves")

    def over_http(self, server, cut):
        """Asks a server that runs on it; returns how many writes were looked for."""
        kept, erasing = self.before(cut)
        holder = receipts.Holder(self.key)
        for write in kept:
            for size, root in self.roots[write].items():
                holder.hold(size, root)
        size = holder.note(server.get("/log/checkpoint").decode())
        holder.compare(receipts.leaves(server.get, size))
        acts = collections.defaultdict(list)
        for write in self.writes:
            if write.kind == "act" and write.asked <= cut:
                acts[write.person].append(write)

        async def look(connection, write):
            if write.kind == "erase":
                await is_gone(connection, write)
            else:
                events = await read(connection, write, holder)
                compare(write.person, events, acts[write.person], cut)

        jobs = [
            write for write in kept
            if write.kind == "erase" or (write.kind == "new" and write.person not in erasing)
        ]
        asyncio.run(together(server, jobs, look, CLIENTS))
        return len(kept)


async def is_gone(connection, erasure):
    status, _ = await connection.call("GET", f"/v1/people/{erasure.person}/record")
    if status != 404:
        raise Violation(f"NOT ERASED: {erasure}, and the record is answered {status}")


async def read(connection, new, holder):
    """The events of a record, by their sequence numbers; found, served and proven."""
    name = json.dumps({"externalId": new.text}).encode()
    status, answer = await connection.call("POST", "/v1/people/lookup", name)
    if status != 200 or json.loads(answer)["person"] != new.person:
        raise Violation(f"LOST: {new}, and under that name there is {answer[:500]!r}")
    status, answer = await connection.call("GET", f"/v1/people/{new.person}/record")
    if status != 200:
        raise Violation(f"LOST: {new}, and the record is answered {status}: {answer[:500]!r}")
    said = {each["sequence"]: each["canonical"] for each in json.loads(answer)["events"]}
    status, answer = await connection.call("GET", f"/v1/people/{new.person}/receipts")
    if holder.prove_all(receipts.receipts_in(answer), new.person) != said:
        raise Violation(f"the receipts of {new.person} are of other events than the record has")
    return said


def compare(person, events, acts, cut):
    """Holds the events of a record against the acts that were asked for before the cut."""
    times = collections.Counter(creator(each) for each in events.values())
    for act in acts:
        count, is_promised = times.pop(act.text, 0), act.is_kept and act.answered <= cut
        if count > 1 or (is_promised and not count):
            raise Violation(f"{'DOUBLED' if count else 'LOST'}: {act} is there {count} times")
        for receipt in act.receipts if is_promised else []:
            if events.get(receipt["sequence"]) != receipt["event"]:
                raise Violation(f"LOST: {act}, and another event has its place in the record")
    if times:
        raise Violation(f"{person} has events that nobody asked for: {times}")


def rows(file, *queries):
    """The rows of each query, from a file that is sound; SQLite recovers its WAL."""
    try:
        opened = sqlite3.connect(file)
        try:
            said = opened.execute("PRAGMA integrity_check").fetchall()
            if said != [("ok",)]:
                raise Violation(f"{file.name} is damaged: {said[:5]}")
            return [opened.execute(query).fetchall() for query in queries]
        finally:
            opened.close()
    except sqlite3.DatabaseError as error:
        raise Violation(f"{file.name} cannot be read: {error}") from error


def named(person):
    """The 16 bytes of an identifier, as it is written elsewhere."""
    digits = person.hex()
    return "-".join([digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]])


def creator(event):
    return json.loads(event).get("what", {}).get("on", {}).get("creator")
