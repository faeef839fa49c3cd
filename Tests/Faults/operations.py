"""Writes that can be found again: each has a key and says a thing that no other says."""
import csv
import dataclasses
import hashlib
import json
import re

from house import MAGAZINE

# At most so many people are written to at a time, and each so often: their records stay short,
# and several clients often write to one of them at once.
PEOPLE, OFTEN = 24, 8
GENRES = ["Astronomy", "Climate", "Food", "Language", "Poetry"]


@dataclasses.dataclass(slots=True, eq=False)
class Operation:
    """One write: what was sent, and what was answered once all of a 2xx was read."""

    name: str
    key: str
    path: str
    body: bytes
    person: str | None
    is_meeting: bool = False
    status: int | None = None
    answer: bytes | None = None
    digest: bytes | None = None
    events: dict | None = None

    @property
    def is_acknowledged(self):
        return self.status is not None

    def acknowledge(self, status, answer):
        self.status, self.answer, self.digest = status, answer, hashlib.sha256(answer).digest()
        if self.is_meeting:
            self.person = json.loads(answer)["person"]

    def is_answered_alike(self, status, answer):
        return (status, hashlib.sha256(answer).digest()) == (self.status, self.digest)

    def __str__(self):
        return f"POST {self.path} {self.body.decode()} with the key {self.key}"


def names_in(event):
    """What the event says that only one operation said; other kinds may repeat it as a reason."""
    if json.loads(event)["kind"] not in ("acted", "declared"):
        return []
    return re.findall(r'"(kill c\d+ n\d+)"', event)


class Writer:
    """Makes up operations, for as many clients as there are."""

    def __init__(self, random, notices):
        self.random = random
        self.notices = notices
        self.numbers = {}
        self.people = []
        self.counts = {}
        with open(MAGAZINE / "catalogue.csv") as file:
            self.items = [row["id"] for row in csv.DictReader(file)]

    def welcome(self, person):
        """Whoever was met is written to from now on."""
        if person not in self.counts:
            self.counts[person] = 0
            self.people.append(person)

    def next(self, client):
        number = self.numbers[client] = self.numbers.get(client, 0) + 1
        name, key = f"kill c{client} n{number}", f'"c{client}-n{number}"'
        if not self.people or self.random.random() < (0.3 if len(self.people) < PEOPLE else 0.03):
            body = {"externalId": name}
            return Operation(name, key, "/v1/people", encoded(body), None, is_meeting=True)
        person = self.random.choice(self.people[:PEOPLE])
        self.counts[person] += 1
        if self.counts[person] == OFTEN:
            self.people.remove(person)
        make = self.random.choice([self.follow, self.follow, self.read, self.answer, self.consent,
                                   self.tastes])
        place, body = make(name)
        return Operation(name, key, f"/v1/people/{person}/{place}", encoded(body), person)

    def follow(self, name):
        return "acts", {"acts": [{"kind": "follow", "creator": name}]}

    def read(self, name):
        """Two acts, which come together or not at all."""
        kind, item = self.random.choice(["read", "like"]), self.random.choice(self.items)
        acts = [{"kind": kind, "item": item}, {"kind": "follow", "creator": name}]
        return "acts", {"acts": acts}

    def answer(self, name):
        return "answers", {"experience": "letters", "answers": {"next-story": name}}

    def consent(self, name):
        said = self.random.choice(["grants", "refusals"])
        return "answers", self.answer(name)[1] | {said: [self.says("editorial-planning")]}

    def tastes(self, name):
        """Answers and a yes that earn lists, which are written into the record as given."""
        return "answers", {
            "experience": "tastes",
            "answers": {"authors": [name], "genres": self.random.sample(GENRES, 2)},
            "grants": [self.says("personal-lists")],
        }

    def says(self, purpose):
        return {"purpose": purpose, "notice": self.notices[purpose]}


def encoded(body):
    return json.dumps(body, separators=(",", ":")).encode()


def notices(server):
    """The hash of each text that asks for a yes."""
    found = {}
    for name in ("tastes", "letters"):
        for notice in json.loads(server.get(f"/v1/experiences/{name}"))["notices"]:
            found[notice["purpose"]] = notice["hash"]
    return found
