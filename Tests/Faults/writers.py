"""Clients that write, and remember what they asked for and what they were promised.

Each begins somebody's record, lets them follow creators whom nobody else follows, and has some of
them erased. Times are CLOCK_MONOTONIC in nanoseconds, which is the clock of the traces.
"""
import asyncio
import dataclasses
import json
import random
import time

from clients import BROKEN, Connection


@dataclasses.dataclass(eq=False)
class Write:
    """One request that writes, and its answer, if there was one."""

    kind: str  # new, act or erase
    person: str
    text: str
    asked: int
    answered: int = None
    status: int = None
    answer: bytes = b""

    def __post_init__(self):
        self.receipts = []

    @property
    def is_kept(self):
        return self.status in (200, 201)

    def take(self, status, answer):
        """Notes an answer, of which everything was read."""
        self.answered, self.status, self.answer = time.monotonic_ns(), status, answer
        if self.is_kept:
            told = json.loads(answer)
            self.person = told["person"]
            # An erasure is one event and has one receipt.
            self.receipts = told.get("receipts") or [each for each in [told.get("receipt")] if each]

    def __str__(self):
        return f"{self.kind} {self.person} {self.text!r}, answered {self.status}"


class Crowd:
    """Clients that send their next request as soon as they have read the whole last answer.

    `acts` is how many a person does at most, `erasures` the share of people who are then erased,
    `pause` a time in seconds between two requests.
    """

    def __init__(self, server, clients, seed, acts=16, erasures=0.5, pause=0):
        self.server, self.acts, self.erasures, self.pause = server, acts, erasures, pause
        self.writes, self.is_ending = [], False
        self.tasks = [asyncio.ensure_future(self.client(f"{seed}-{n}")) for n in range(clients)]

    async def end(self):
        """Lets each client finish what it is at; returns all that they wrote."""
        self.is_ending = True
        await asyncio.gather(*self.tasks)
        return self.writes

    async def client(self, name):
        dice, number = random.Random(name), 0
        async with Connection(self.server) as connection:
            while not self.is_ending:
                number += 1
                await self.life(connection, f"{name}-{number}", dice)

    async def life(self, connection, name, dice):
        """The whole record of one person, unless the clients are to end before."""
        born = await self.send(connection, "new", "", "POST", "", name)
        if not born.is_kept:
            return
        for number in range(dice.randint(1, self.acts)):
            if self.is_ending:
                return
            text = f"creator {name} {number}"
            await self.send(connection, "act", born.person, "POST", "/acts", text)
        if dice.random() < self.erasures:
            await self.send(connection, "erase", born.person, "DELETE", "", "")

    async def send(self, connection, kind, person, method, place, text):
        body = {
            "new": {"externalId": text},
            "act": {"acts": [{"kind": "follow", "creator": text}]},
        }.get(kind)
        path = f"/v1/people/{person}{place}" if person else "/v1/people"
        write = Write(kind, person, text, time.monotonic_ns())
        self.writes.append(write)
        sent = json.dumps(body).encode() if body else b""
        try:
            write.take(*await connection.call(method, path, sent))
        except BROKEN:
            # Nobody knows whether it was done.
            connection.close()
            await asyncio.sleep(0.05)
        await asyncio.sleep(self.pause)
        return write
