"""The public clients of Segment and RudderStack deliver to a server that is cut off and killed.

    .venv-behaviour/bin/python Tests/Behaviour/clients.py PATH-OF-CANDOR [--seed 1]

segment-analytics-python 2.4.0 and rudder-sdk-python 2.1.9, as they are published, with and without
gzip. What has a yes arrives exactly once, what has none never, whatever is lost on the way; the
counts say why. The first thing that is not so ends the test.
"""
import argparse
import collections
import gzip
import json
import pathlib
import random
import sys
import threading
import time
import uuid
from datetime import datetime, timedelta, timezone

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "Faults"))

import rudderstack.analytics.client as rudder
import segment.analytics.client as segment
from house import MAGAZINE, House, Violation, folder
from proxy import Proxy

YES = {"consent": {"categoryPreferences": {"personalisation": True}}}
RUDDER_YES = {
    "consentManagement": {"allowedConsentIds": ["personalisation"], "deniedConsentIds": []}
}
STORIES = [line.split(",")[0] for line in (MAGAZINE / "catalogue.csv").read_text().splitlines()[1:]]


def same(found, expected, what):
    if found != expected:
        raise Violation(f"{what}: {found!r}, not {expected!r}")


class Trial:
    """One server, its readers, and what each of them must have done in the end."""

    def __init__(self, house, seed):
        self.house, self.random = house, random.Random(seed)
        self.proxy = Proxy()
        self.key = house.run("keys", "create", "--name", "website", "--scope", "behaviour")
        self.counter = house.run("keys", "create", "--name", "counter", "--scope", "counts")
        self.people, self.expected = {}, collections.Counter()
        self.sent = self.killed = 0
        self.errors = []
        self.counts = collections.Counter()
        self.start()

    def start(self):
        self.server = self.house.serve()
        self.proxy.port = self.server.port

    def kill(self):
        """What the server had counted goes with it."""
        self.proxy.port = None
        self.server.kill()
        self.killed += 1

    def meet(self, name, says_yes=True, kind="externalId"):
        status, answer = self.server.call("POST", "/v1/people", {kind: name})
        same(status, 201, f"meeting {name}")
        person = self.people[name] = json.loads(answer)["person"]
        if says_yes:
            self.say(person, "grant")
        return name

    def say(self, person, answer):
        body = {"answer": answer}
        if answer != "withdraw":
            body["notice"] = self.notice()
        path = f"/v1/people/{person}/consents/personal-lists"
        same(self.server.call("PUT", path, body)[0], 200, f"to {answer}")

    def notice(self):
        shown = json.loads(self.server.get("/v1/experiences/tastes"))
        return next(
            each["hash"] for each in shown["notices"] if each["purpose"] == "personal-lists"
        )

    def client(self, module, packed):
        settings = dict(
            host=self.proxy.host, gzip=packed, upload_interval=0.1, upload_size=20, max_retries=20,
            on_error=lambda error, batch: self.errors.append((error, len(batch))), timeout=20,
        )
        return module.Client(self.key, **settings)

    def read(self, client, name, story, **more):
        """A message that has to arrive, unless `more` has another context."""
        context = RUDDER_YES if isinstance(client, rudder.Client) else YES
        message = {"context": json.loads(json.dumps(context)), **more}
        taken, _ = client.track(name, "Story Read", {"story_id": story}, **message)
        same(taken, True, "taken into the queue")
        self.sent += 1

    def acts(self, name):
        """How often each thing was done, as the events of the record tell it."""
        record = json.loads(self.server.get(f"/v1/people/{self.people[name]}/record"))
        acts = [
            json.loads(event["canonical"])["what"]
            for event in record["events"] if event["kind"] == "acted"
        ]
        same({act["told-by"] for act in acts} - {"website"}, set(), "who told")
        return collections.Counter((act["act"], act["on"]["item"]) for act in acts)

    def counted(self):
        """Taken, and dropped by reason, since the server was started last."""
        headers = {"Authorization": f"Bearer {self.counter}"}
        status, answer = self.server.call("GET", "/v1/behaviour/counts", headers=headers)
        same(status, 200, "the counts")
        sources = json.loads(answer)["sources"]
        if not sources:
            return {}
        same([each["source"] for each in sources], ["website"], "sources")
        counts = collections.Counter(taken=sum(sources[0]["taken"].values()))
        for dropped in sources[0]["dropped"]:
            counts[dropped["reason"]] += dropped["count"]
        return {reason: count for reason, count in counts.items() if count}

    def check(self, name, stories):
        same(self.acts(name), collections.Counter(("read", each) for each in stories), name)

    def no_errors(self):
        if self.errors:
            raise Violation(f"a client gave up: {self.errors[:3]}")


def deliver(trial):
    """Everything that has a yes, by both clients, packed and not, while answers are lost."""
    for module in (segment, rudder):
        for packed in (False, True):
            name = trial.meet(f"{module.__name__}-{packed}")
            stories = trial.random.sample(STORIES, 60)
            trial.proxy.cut = 3
            client = trial.client(module, packed)
            for story in stories:
                trial.read(client, name, story)
            client.flush()
            client.join()
            same(trial.proxy.cut, 0, "answers that were to be lost and were not")
            trial.check(name, stories)
            trial.no_errors()


def refuse(trial):
    """Every reason to drop a message, by both clients: none of them is ever stored."""
    before = trial.counted()
    known, silent = trial.meet("yes"), trial.meet("never", says_yes=False)
    stopped, late = trial.meet("stopped"), trial.meet("late", says_yes=False)
    trial.say(trial.people[stopped], "withdraw")
    refused = trial.meet("refused", says_yes=False)
    trial.say(trial.people[refused], "refuse")
    expected = collections.Counter()
    now = datetime.now(timezone.utc)
    for module, yes in ((segment, YES), (rudder, RUDDER_YES)):
        client = trial.client(module, packed=True)

        def drop(reason, name=known, story=STORIES[0], event="Story Read", **more):
            message = {"context": json.loads(json.dumps(yes)), **more}
            client.track(name, event, {"story_id": story}, **message)
            expected[reason] += 1
            trial.sent += 1

        drop("no-consent", context={})
        drop("no-consent", context={"consent": {"categoryPreferences": {}}})
        drop("unknown-category", context={"consent": {"categoryPreferences": {"ads": True}}})
        no = {"categoryPreferences": {"personalisation": False}}
        drop("category-denied", context={"consent": no})
        drop("category-denied", context={"consent": no, **RUDDER_YES})
        denied = {"deniedConsentIds": ["personalisation"]}
        drop("category-denied", context={"consentManagement": denied})
        drop("integration-off", integrations={"All": False})
        drop("integration-off", integrations={"All": True, "Candor": False})
        drop("unknown-person", name="stranger")
        drop("never-asked", name=silent)
        drop("withdrawn", name=stopped)
        drop("refused", name=refused)
        drop("before-consent", timestamp=now - timedelta(days=3))
        drop("too-old", timestamp=now - timedelta(days=800))
        drop("unknown-item", story="no-such-story")
        drop("invalid-value", story={"id": STORIES[0]})
        drop("not-configured", event="Checkout Started")
        client.group(known, "club", context=yes)
        client.alias("d-1", "somebody", context=yes)
        client.identify(known, {"curious_about": ["Alchemy"]}, context=dict(yes))
        client.identify(known, {"plan": "gold"}, context=dict(yes))
        for reason in ("not-configured", "unknown-person", "invalid-value", "not-configured"):
            expected[reason] += 1
        trial.sent += 4
        client.flush()
        client.join()
    # Queued before the person says yes, delivered after.
    for module in (segment, rudder):
        client = trial.client(module, packed=False)
        trial.proxy.port = None
        trial.read(client, late, STORIES[0], timestamp=datetime.now(timezone.utc))
        time.sleep(0.3)
        trial.say(trial.people[late], "grant")
        trial.proxy.port = trial.server.port
        client.flush()
        client.join()
        expected["before-consent"] += 1
    trial.no_errors()
    for name in (known, silent, stopped, refused, late):
        trial.check(name, [])
    found = collections.Counter(trial.counted())
    found.subtract(before)
    same({key: count for key, count in found.items() if count}, dict(expected), "drops")
    return expected


def withdraw(trial):
    """The one message that needs no yes ends one; what turns true begins none."""
    name = trial.meet("changed")
    client = trial.client(segment, packed=True)

    def update(state):
        preferences = {"personalisation": state, "research": state}
        context = {"consent": {"categoryPreferences": preferences}}
        client.track(name, "Segment Consent Preference Updated", context=context)
        trial.sent += 1

    trial.read(client, name, STORIES[1])
    update(False)
    trial.read(client, name, STORIES[2])
    update(True)
    trial.read(client, name, STORIES[3])
    client.flush()
    client.join()
    trial.check(name, [STORIES[1]])


def join(trial):
    """A made-up name becomes a known one, and traits become answers."""
    trial.meet("device-1", kind="anonymousId")
    client = trial.client(rudder, packed=True)
    for index in range(5):
        client.track(
            anonymous_id="device-1", event="Story Liked",
            properties={"story_id": STORIES[index]}, context=dict(RUDDER_YES),
        )
    client.alias("device-1", "reader-now-known", context=dict(RUDDER_YES))
    client.identify("reader-now-known", {"curious_about": ["Poetry"]}, context=dict(RUDDER_YES))
    client.flush()
    client.join()
    trial.sent += 7
    known = {"externalId": "reader-now-known"}
    status, answer = trial.server.call("POST", "/v1/people/lookup", known)
    same(status, 200, "the known name")
    same(json.loads(answer)["person"], trial.people["device-1"], "whose it is")
    same(sum(trial.acts("device-1").values()), 5, "likes before the name was known")
    record = json.loads(trial.server.get(f"/v1/people/{trial.people['device-1']}/record"))
    answers = {each["attribute"]: each for each in record["answers"]}
    same(answers["genres"]["value"], ["Poetry"], "the trait")
    same(answers["genres"]["question"], "genres", "the question of the trait")


def forget(trial):
    """What a person took out of the record does not come back from a queue, or from a cache."""
    name = trial.meet("forgetful")
    person = trial.people[name]
    client = trial.client(rudder, packed=True)
    early = datetime.now(timezone.utc)
    client.identify(name, {"curious_about": ["Film"]}, context=dict(RUDDER_YES))
    trial.read(client, name, STORIES[4])
    client.flush()
    for attribute in ("genres", "acts"):
        path = f"/v1/people/{person}/attributes/{attribute}"
        same(trial.server.call("DELETE", path)[0], 200, f"to take back {attribute}")
    client.identify(name, {"curious_about": ["Film"]}, context=dict(RUDDER_YES))
    trial.read(client, name, STORIES[5], timestamp=early)
    client.flush()
    client.join()
    trial.sent += 2
    record = json.loads(trial.server.get(f"/v1/people/{person}/record"))
    same((record["answers"], record["acts"]), ([], []), "what was taken back")
    same(trial.counted()["taken-back"], 2, "messages of what was taken back")


def survive(trial, rounds):
    """Kills the server while batches arrive, and starts it again on the same data."""
    for number in range(rounds):
        names = [trial.meet(f"kill-{number}-{index}") for index in range(4)]
        stories = {name: trial.random.sample(STORIES, 40) for name in names}
        clients = [
            trial.client(module, packed) for module in (segment, rudder) for packed in (True, False)
        ]
        begun = threading.Event()
        left = trial.random.randint(1, 5)

        def on_request():
            nonlocal left
            left -= 1
            if left == 0:
                begun.set()

        trial.proxy.on_request = on_request
        trial.proxy.cut = 2
        for index in range(40):
            for client, name in zip(clients, names):
                trial.read(client, name, stories[name][index])
        begun.wait(30)
        time.sleep(trial.random.uniform(0, 0.02))
        trial.kill()
        trial.proxy.on_request = lambda: None
        trial.start()
        for client in clients:
            client.flush()
            client.join()
        trial.no_errors()
        for name in names:
            trial.check(name, stories[name])


def hostile(trial):
    """Bodies that no client sends: refused as JSON, and the server goes on."""
    record = f"/v1/people/{trial.people['yes']}/record"
    before = trial.server.get(record)
    bearer = {"Authorization": f"Bearer {trial.key}"}
    bomb = gzip.compress(b'{"batch": [' + b" " * (200 << 20) + b"]}")
    bodies = [
        (bomb, "too-large"), (gzip.compress(b"[" * 400_000), "malformed"),
        (b"\x1f\x8b" + bytes(50), "malformed"), (b"", "malformed"),
        (gzip.compress(b'{"batch": [' + b'{"a":' * 90_000 + b"1"), "malformed"),
        (gzip.compress(b'{"batch": [' + b"9" * 300_000 + b"]}")[:-4], "malformed"),
    ]
    for body, code in bodies:
        trial.server.connection.request(
            "POST", "/v1/batch", body,
            {**bearer, "Content-Type": "application/json", "Content-Encoding": "gzip"},
        )
        reply = trial.server.connection.getresponse()
        same((reply.status, json.loads(reply.read())["code"]), (400, code), "a hostile body")
    same(trial.server.get(record), before, "a record")
    return len(bodies)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("candor")
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 30))
    parser.add_argument("--kills", type=int, default=8)
    options = parser.parse_args()
    print(f"seed {options.seed}")
    with folder("behaviour") as place, House(options.candor, place) as house:
        trial = Trial(house, options.seed)
        deliver(trial)
        lost = trial.proxy.lost
        drops = refuse(trial)
        withdraw(trial)
        join(trial)
        forget(trial)
        bodies = hostile(trial)
        counts = trial.counted()
        # Each message of a batch whose answer was lost came twice, and was taken once.
        if not counts.get("duplicate"):
            raise Violation("no message came twice: nothing was lost on the way")
        survive(trial, options.kills)
        print(
            f"{trial.sent} messages by two clients, packed and not; {trial.proxy.lost} answers "
            f"lost ({lost} before the first kill, {counts['duplicate']} messages again), "
            f"{trial.killed} kills; 0 doubled, 0 lost; {sum(drops.values())} dropped for "
            f"{len(drops)} reasons, 0 stored; {bodies} hostile bodies refused"
        )
        trial.server.stop()


if __name__ == "__main__":
    main()
