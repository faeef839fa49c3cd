"""What every test with faults needs: a house of its own to break, and a server to stop in it.

    with folder("kill") as place, House(candor, place) as house:
        server = house.serve()
        status, answer = server.call("POST", "/v1/people", {})
        server.kill()

Everything listens on loopback, on a port that was free, and is stopped by its process id.
"""
import contextlib
import http.client
import json
import os
import pathlib
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
MAGAZINE = ROOT / "Examples/magazine"
SCOPES = (
    "people:write", "people:read", "people:erase", "decisions", "catalogue", "disclosures",
)
# A server that does not listen by then never will.
START_SECONDS = 60


class Violation(Exception):
    """Something that must never happen, happened; says what, with all that is known of it."""


@contextlib.contextmanager
def folder(name):
    """A temporary folder: gone after a success; kept and named after a failure."""
    place = pathlib.Path(tempfile.mkdtemp(prefix=f"candor-{name}-"))
    try:
        yield place
    except BaseException:
        print(f"what is left of it lies in {place}", file=sys.stderr)
        raise
    shutil.rmtree(place)


class House:
    """A data directory with the example magazine in it, and a key that may write.

    At its end nothing that it started is left running.
    """

    def __init__(self, candor, place, rules=MAGAZINE / "rules.yaml"):
        self.candor = str(pathlib.Path(candor).resolve())
        self.data = pathlib.Path(place) / "data"
        self.log = pathlib.Path(place) / "server.log"
        self.run("import", "catalogue", str(MAGAZINE / "catalogue.csv"), "--rules", str(rules))
        self.key = self.run("keys", "create", "--name", "faults", "--scope", *SCOPES)
        self.started = []

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for process in self.started:
            if process.poll() is None:
                # Its group is its own: a tracer and what it traces.
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()

    def run(self, *words):
        """What a command of Candor prints; fails with the words of one that fails."""
        command = [self.candor, *words, "--data", str(self.data)]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode:
            name = " ".join(words[:2])
            raise Violation(f"candor {name} ended with {done.returncode}: {done.stderr}")
        return done.stdout.strip()

    def spawn(self, *options, prefix=(), env=None):
        """Starts a server and waits for nothing."""
        command = [*prefix, self.candor, "serve", "--data", str(self.data), "--port", "0"]
        with open(self.log, "a") as log:
            process = subprocess.Popen(
                [*command, *options], stdout=subprocess.PIPE, stderr=log, text=True,
                env={**os.environ, **(env or {})}, start_new_session=True,
            )
        self.started = [each for each in self.started if each.poll() is None] + [process]
        return process

    def serve(self, *options, prefix=(), env=None):
        """Starts a server and returns once it listens.

        `prefix` stands before the command, such as a tracer; `env` is added to the environment.
        """
        process = self.spawn(*options, prefix=prefix, env=env)
        late = threading.Timer(START_SECONDS, process.kill)
        late.start()
        try:
            for line in process.stdout:
                if place := re.search(r"http://127\.0\.0\.1:(\d+)/", line):
                    return Server(process, int(place[1]), self.key, is_wrapped=bool(prefix))
        finally:
            late.cancel()
        status = process.wait()
        raise Violation(f"the server did not start but ended with {status}:\n{self.said()}")

    def examine(self):
        """What SQLite itself says of the files, which are not changed by it; no server may run."""
        for name in ("candor.db", "keys.db"):
            said = self.ask(name, "PRAGMA integrity_check")
            if said != [("ok",)]:
                raise Violation(f"{name} is damaged: {said[:5]}")

    def ask(self, name, sql):
        """Rows of a file that no server holds."""
        file = sqlite3.connect(f"file:{self.data / name}?mode=ro", uri=True)
        with contextlib.closing(file):
            return file.execute(sql).fetchall()

    def said(self, characters=2000):
        """The end of what the servers of this house wrote into their log."""
        return self.log.read_text(errors="replace")[-characters:]


class Server:
    """A process that listens."""

    def __init__(self, process, port, key, is_wrapped=False):
        self.process = process
        self.port = port
        self.headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}
        self.pid = child(process.pid) if is_wrapped else process.pid
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)

    def call(self, method, path, body=None, headers=None):
        """Status and bytes of the answer to one request; the body is sent as JSON."""
        sent = None if body is None else json.dumps(body).encode()
        headers = {**self.headers, **(headers or {})}
        try:
            self.connection.request(method, path, sent, headers)
            reply = self.connection.getresponse()
            return reply.status, reply.read()
        except BaseException:
            self.connection.close()
            raise

    def get(self, path):
        """The bytes of a page that must be there."""
        status, answer = self.call("GET", path)
        if status != 200:
            raise Violation(f"GET {path} is answered {status}: {answer[:500]!r}")
        return answer

    def kill(self):
        """As when the power goes for the process alone: nothing of it runs any more."""
        self.signal(signal.SIGKILL)
        status = self.wait()
        if status != -signal.SIGKILL:
            raise Violation(f"the server had ended by itself, with {status}")

    def stop(self, seconds=10):
        """Asks the server to end; returns its exit status, or None when it had to be killed."""
        self.signal(signal.SIGTERM)
        try:
            return self.wait(seconds)
        except subprocess.TimeoutExpired:
            self.kill()
            return None

    def signal(self, number):
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, number)

    def wait(self, seconds=None):
        status = self.process.wait(seconds)
        self.process.stdout.close()
        self.connection.close()
        return status


def child(parent):
    """The process that a tracer started."""
    for _ in range(100):
        children = pathlib.Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
        if children:
            return int(children[0])
        time.sleep(0.01)
    raise Violation(f"process {parent} started nothing")
