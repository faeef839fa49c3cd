"""Clients that write all at once, over connections of their own."""
import asyncio

from house import Violation

# What a connection says when the process at its other end is gone.
BROKEN = (OSError, asyncio.IncompleteReadError)
# A server that has not answered by then hangs.
SECONDS = 60


class Connection:
    """HTTP/1.1 as far as the tests need it; an answer counts only once all of it was read."""

    def __init__(self, server):
        self.server = server
        self.head = "".join(f"{name}: {text}\r\n" for name, text in server.headers.items())
        self.reader = self.writer = None

    async def __aenter__(self):
        return self

    async def __aexit__(self, *_):
        self.close()

    def close(self):
        if self.writer:
            self.writer.transport.abort()
        self.reader = self.writer = None

    async def call(self, method, path, body=b"", key=None):
        """Status and bytes of the whole answer."""
        try:
            async with asyncio.timeout(SECONDS):
                return await self.exchange(method, path, body, key)
        except TimeoutError as error:
            raise Violation(f"{method} {path} is not answered within {SECONDS} s") from error

    async def exchange(self, method, path, body, key):
        if not self.writer:
            self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.server.port)
        head = f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{self.head}"
        if key:
            head += f"Idempotency-Key: {key}\r\n"
        self.writer.write(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)
        lines = (await self.reader.readuntil(b"\r\n\r\n")).decode().lower().split("\r\n")
        fields = dict(line.split(": ", 1) for line in lines[1:] if line)
        if "content-length" not in fields:
            raise Violation(f"the answer to {method} {path} does not say how long it is: {lines}")
        answer = await self.reader.readexactly(int(fields["content-length"]))
        if fields.get("connection") == "close":
            self.close()
        return int(lines[0].split(" ")[1]), answer

    async def post(self, operation):
        return await self.call("POST", operation.path, operation.body, operation.key)


async def together(server, jobs, work, clients):
    """Does `work(connection, job)` for every job, over so many connections; lists what it made."""
    jobs, results = list(jobs), []
    left = iter(jobs)

    async def worker():
        async with Connection(server) as connection:
            for job in left:
                results.append(await work(connection, job))

    await asyncio.gather(*(worker() for _ in range(min(clients, len(jobs)))))
    return results


class Load:
    """Clients that write without a pause until the server is gone.

    Some are impatient: they send the same operation over a second connection before the first is
    answered, and may then be told 409, that it is still being done.
    """

    def __init__(self, server, writer, clients, impatient):
        self.server, self.writer = server, writer
        self.clients, self.impatient = clients, impatient
        self.operations = []
        self.refused = set()

    async def run(self, end):
        """Starts the clients, awaits `end()`, and returns once each has lost its connection."""
        clients = [asyncio.ensure_future(self.write(number)) for number in range(self.clients)]
        await end()
        await asyncio.gather(*clients)

    async def write(self, client):
        async with Connection(self.server) as first, Connection(self.server) as second:
            while True:
                operation = self.writer.next(client)
                self.operations.append(operation)
                is_twice = self.writer.random.random() < self.impatient
                connections = [first, second] if is_twice else [first]
                answers = await asyncio.gather(
                    *(connection.post(operation) for connection in connections),
                    return_exceptions=True,
                )
                if not self.take(operation, answers):
                    return

    def unanswered(self):
        """What was sent and has come to nothing yet."""
        return [
            each for each in self.operations
            if not each.is_acknowledged and each not in self.refused
        ]

    def take(self, operation, answers):
        """Notes what was answered; returns whether the server still answers."""
        for answer in answers:
            if isinstance(answer, BROKEN):
                continue
            if isinstance(answer, BaseException):
                raise answer
            status, body = answer
            if status in (200, 201):
                self.acknowledge(operation, status, body)
            elif status == 503:
                self.refused.add(operation)
            elif status != 409 or len(answers) == 1:
                raise Violation(f"{operation} is answered {status}: {body[:500]!r}")
        return not any(isinstance(answer, BROKEN) for answer in answers)

    def acknowledge(self, operation, status, body):
        if not operation.is_acknowledged:
            operation.acknowledge(status, body)
            if operation.is_meeting:
                self.writer.welcome(operation.person)
        elif not operation.is_answered_alike(status, body):
            raise Violation(f"{operation} was sent twice at once and is answered in two ways")
