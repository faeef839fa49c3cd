"""The book of all operations, and what the records must say of each of them."""
import collections
import hashlib
import json

from clients import together
from house import Violation
from operations import names_in
from receipts import receipts_in


class Book:
    """Holds records against what was acknowledged.

    An acknowledged operation is in its record exactly once, as its receipts have it. One that was
    not is there once or not at all. What nobody sent is not there.
    """

    def __init__(self, holder, clients):
        self.holder, self.clients = holder, clients
        self.operations = {}
        self.of = collections.defaultdict(list)

    def add(self, operations):
        """Writes operations down, with what their receipts prove."""
        for operation in operations:
            self.operations[operation.name] = operation
            if operation.person and not operation.is_meeting:
                self.of[operation.person].append(operation)
        self.prove(operations)

    def prove(self, operations):
        """Verifies the receipts in the answers; of the rest of an answer its digest is enough."""
        for operation in operations:
            if operation.answer is None:
                continue
            answer, operation.answer = operation.answer, None
            if operation.is_meeting:
                continue
            events = self.holder.prove(receipts_in(answer), operation)
            said = [name for event in events.values() for name in names_in(event)]
            if said != [operation.name]:
                raise Violation(
                    f"{operation} is answered with receipts of {said or 'nothing'}, in events "
                    f"{sorted(events)}: not of what it wrote, and of that alone"
                )
            operation.events = {number: digest(event) for number, event in events.items()}

    async def check(self, server, operations):
        """Looks for operations where they should be; returns those that are there."""
        operations = list(operations)
        meetings = [each for each in operations if each.is_meeting]
        people = {each.person for each in operations if not each.is_meeting}
        met = await together(server, meetings, self.look_up, self.clients)
        said = await together(server, sorted(people), self.read, self.clients)
        found = {name for names in [*met, *said] for name in names}
        return [each for each in operations if each.name in found]

    async def look_up(self, connection, meeting):
        """Somebody who was met is known by the name that the meeting gave."""
        status, answer = await connection.call("POST", "/v1/people/lookup", meeting.body)
        if status == 404:
            if meeting.is_acknowledged:
                raise Violation(f"LOST: {meeting} was acknowledged, and nobody is known by it")
            return []
        if status != 200:
            raise Violation(f"the lookup for {meeting} is answered {status}: {answer[:500]!r}")
        person = json.loads(answer)["person"]
        if meeting.is_acknowledged and person != meeting.person:
            raise Violation(f"DOUBLED: {meeting} met {meeting.person}, and finds {person} now")
        return [meeting.name]

    async def read(self, connection, person):
        status, answer = await connection.call("GET", f"/v1/people/{person}/receipts")
        if status != 200:
            raise Violation(f"the receipts of {person} are answered {status}: {answer[:500]!r}")
        events = self.holder.prove_all(receipts_in(answer), f"the record of {person}")
        return self.compare(person, events)

    def compare(self, person, events):
        """What of the book is in a record; nothing else may be."""
        times = collections.Counter(name for event in events.values() for name in names_in(event))
        belongs = {}
        for operation in self.of[person]:
            count = times.get(operation.name, 0)
            if count > 1:
                raise Violation(f"DOUBLED: {operation} is {count} times in the record")
            if operation.is_acknowledged and count == 0:
                raise Violation(f"LOST: {operation} was acknowledged and is not in the record")
            for number, expected in (operation.events or {}).items():
                if number not in events or digest(events[number]) != expected:
                    raise Violation(f"event {number} is not what the receipt of {operation} proves")
                if belongs.setdefault(number, operation) is not operation:
                    raise Violation(f"event {number} is in receipts of {operation} and of another")
        strays = set(times) - {operation.name for operation in self.of[person]}
        if strays:
            raise Violation(f"the record of {person} says what nobody sent: {sorted(strays)}")
        if all(each.is_acknowledged for each in self.of[person]) and set(belongs) != set(events):
            rest = sorted(set(events) - set(belongs))
            raise Violation(f"events {rest} of {person} belong to no operation")
        return set(times)

    async def retry(self, server, operations):
        """Sends again, with the same key, what was not acknowledged: now it must be."""
        async def send(connection, operation):
            status, answer = await connection.post(operation)
            if status not in (200, 201):
                raise Violation(f"a retry of {operation} is answered {status}: {answer[:500]!r}")
            operation.acknowledge(status, answer)
        await together(server, operations, send, self.clients)
        self.prove(operations)

    async def repeat(self, server, operations):
        """Sends again what was acknowledged: the same bytes come back."""
        async def send(connection, operation):
            status, answer = await connection.post(operation)
            if not operation.is_answered_alike(status, answer):
                raise Violation(
                    f"a repetition of {operation} is answered in another way than before: "
                    f"{status} instead of {operation.status}, with {answer[:500]!r}"
                )
        await together(server, operations, send, self.clients)

    async def misuse(self, server, operations):
        """Sends another body with a key that was used: it is refused and not done."""
        async def send(connection, operation):
            other = operation.body.replace(b"kill c", b"kill another c")
            status, answer = await connection.call("POST", operation.path, other, operation.key)
            if status != 422:
                raise Violation(
                    f"another body with the key of {operation} is answered {status} instead of "
                    f"422: {answer[:500]!r}"
                )
        await together(server, operations, send, self.clients)


def digest(event):
    return hashlib.sha256(event.encode()).digest()
