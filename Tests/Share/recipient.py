"""A recipient by the libraries that others publish: it is told, goes down, comes back, and confirms.

    .venv-share/bin/python Tests/Share/recipient.py PATH-OF-CANDOR

Every message is checked by standardwebhooks 1.1.0 (HMAC) and cryptography (Ed25519); what it says is
signed by http-message-signatures 3.0.0 (RFC 9421). Of the first attempts the latency is printed and
decides nothing. The first thing that is not so ends the test.
"""
import base64
import csv
import datetime
import http.client
import http.server
import io
import json
import pathlib
import sys
import threading
import time
import uuid

import requests
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from http_message_signatures import HTTPMessageSigner, HTTPSignatureKeyResolver, algorithms
from standardwebhooks import Webhook

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "Faults"))

from house import MAGAZINE, House, Violation, folder

NAME = "meridian-travel"
PARTS = ("@method", "@authority", "@path", "@query", "content-digest")
PATIENCE = 120
INSIDE = "--allow-private-webhooks"


def same(found, expected, what):
    if found != expected:
        raise Violation(f"{what}: {found!r}, not {expected!r}")


class Recipient(HTTPSignatureKeyResolver):
    """A listener that checks each message, and a key that signs."""

    def __init__(self):
        self.key = Ed25519PrivateKey.generate()
        self.got, self.faults, self.server, self.port = [], [], None, 0
        self.drips = False
        self.arrived = threading.Condition()

    def resolve_private_key(self, key_id):
        return self.key

    def resolve_public_key(self, key_id):
        return self.key.public_key()

    def up(self):
        recipient = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                now = time.monotonic()
                body = self.rfile.read(int(self.headers["Content-Length"]))
                try:
                    message = recipient.check(self.headers, body)
                    self.send_response(200 if recipient.drips else 204)
                except Exception as error:
                    recipient.faults.append(repr(error))
                    self.send_response(500)
                    message = None
                if recipient.drips:
                    self.send_header("Content-Length", "1000")
                self.end_headers()
                if message:
                    with recipient.arrived:
                        recipient.got.append((now, self.headers["webhook-id"], message))
                        recipient.arrived.notify_all()
                if recipient.drips:
                    self.drip()

            def drip(self):
                try:
                    for _ in range(1000):
                        self.wfile.write(b" ")
                        time.sleep(1)
                except OSError:
                    # Whoever was told has gone.
                    pass

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", self.port), Handler)
        self.server.daemon_threads = True
        self.port = self.server.server_port
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()

    def down(self):
        self.server.shutdown()
        self.server.server_close()

    def check(self, headers, body):
        message = Webhook(self.secret).verify(body, dict(headers.items()))
        signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
        marks = dict(mark.split(",", 1) for mark in headers["webhook-signature"].split(" "))
        same(set(marks), {"v1", "v1a"}, "the signatures")
        self.public.verify(base64.b64decode(marks["v1a"]), signed)
        return message

    def wait(self, count, what):
        with self.arrived:
            if not self.arrived.wait_for(lambda: len(self.got) >= count, PATIENCE):
                raise Violation(f"{what}: {len(self.got)} messages came, not {count}")

    def learn(self, keys):
        self.secret = keys["secret"]
        public = base64.b64decode(keys["publicKey"].removeprefix("whpk_"))
        self.public = Ed25519PublicKey.from_public_bytes(public)

    def call(self, method, url, body=None, key_id=NAME, spoil=lambda request: None):
        """A request that the published library signs."""
        request = requests.Request(method, url, json=body).prepare()
        content = request.body or b""
        signer = HTTPMessageSigner(
            signature_algorithm=algorithms.ED25519, key_resolver=self,
        )
        signer.sign(
            request, key_id=key_id, covered_component_ids=PARTS, nonce=uuid.uuid4().hex,
            created=datetime.datetime.now(datetime.timezone.utc), label="their-word", body=content,
        )
        spoil(request)
        return requests.Session().send(request, timeout=30)


class Trial:
    def __init__(self, house, recipient, rules):
        self.house, self.recipient, self.rules = house, recipient, rules
        self.keys = house.run(
            "keys", "create", "--name", "partner", "--scope", "disclosures", "keys", "people:read"
        )
        self.start(INSIDE)
        self.headers = {"Authorization": f"Bearer {self.keys}"}
        recipient.learn(self.operator(f"/v1/recipients/{NAME}")["keys"])
        self.notice = next(
            notice["hash"]
            for notice in self.operator("/v1/experiences/travel")["notices"]
            if notice.get("recipient") == NAME
        )

    def start(self, *options):
        self.server = self.house.serve("--rules", str(self.rules), "--log-level", "info", *options)

    def operator(self, path):
        status, answer = self.server.call("GET", path, headers={
            "Authorization": f"Bearer {self.keys}"
        })
        same(status, 200, f"GET {path}")
        return json.loads(answer)

    def write(self, method, path, body=None):
        status, answer = self.server.call(method, path, body)
        if status not in (200, 201):
            raise Violation(f"{method} {path} is answered {status}: {answer!r}")
        return json.loads(answer)

    def meet(self):
        person = self.write("POST", "/v1/people", {})["person"]
        grant = {"purpose": "travel-offers", "recipient": NAME, "notice": self.notice}
        self.write("POST", f"/v1/people/{person}/answers", {
            "experience": "travel",
            "answers": {"journey-subjects": ["Film"], "trip-month": "2027-05-01"},
            "grants": [grant],
        })
        return person

    def copy(self):
        status, answer = self.server.call("POST", "/v1/disclosures", {
            "recipient": NAME, "purpose": "travel-offers", "attributes": ["genres", "trip-month"],
        }, headers=self.headers)
        same(status, 201, f"a disclosure ({answer!r})")
        path = f"/v1/disclosures/{json.loads(answer)['id']}/copy.csv"
        status, answer = self.server.call("GET", path, headers=self.headers)
        same(status, 200, "a copy")
        return list(csv.reader(io.StringIO(answer.decode())))

    def withdraw(self, person):
        path = f"/v1/people/{person}/consents/travel-offers/{NAME}"
        self.write("PUT", path, {"answer": "withdraw"})

    def correct(self, person):
        self.write("PUT", f"/v1/people/{person}/attributes/genres", {"value": ["Poetry"]})

    def erase(self, person):
        self.write("DELETE", f"/v1/people/{person}")

    def url(self, path):
        return f"http://127.0.0.1:{self.server.port}{path}"

    def pull(self, count=1000):
        changes, more = [], True
        while more:
            since = f"since={changes[-1]['id']}&" if changes else ""
            url = self.url(f"/v1/recipients/me/changes?{since}count={count}")
            reply = self.recipient.call("GET", url)
            same(reply.status_code, 200, f"a pull ({reply.text})")
            page = reply.json()
            changes, more = changes + page["changes"], page["more"]
        return changes

    def confirm(self, ids, **more):
        url = self.url("/v1/recipients/me/confirmations")
        return self.recipient.call("POST", url, {"changes": ids}, **more)

    def kinds(self, person):
        record = json.loads(self.server.get(f"/v1/people/{person}/record"))
        return [event["kind"] for event in record["events"] if event["kind"] != "given"]


def measure(trial, people):
    """One change after another: from the answer to it until its message is there."""
    seconds = []
    for index, person in enumerate(people):
        before = len(trial.recipient.got)
        (trial.correct if index % 2 else trial.withdraw)(person)
        answered = time.monotonic()
        trial.recipient.wait(before + 1, "the first attempt")
        seconds.append(trial.recipient.got[before][0] - answered)
    return seconds


def burst(trial, people, references):
    """Many at once: from the answer to each until its message is there."""
    before = len(trial.recipient.got)
    answered = {}

    def work(some):
        line = http.client.HTTPConnection("127.0.0.1", trial.server.port, timeout=30)
        for person in some:
            path = f"/v1/people/{person}/consents/travel-offers/{NAME}"
            line.request("PUT", path, json.dumps({"answer": "withdraw"}), trial.server.headers)
            same(line.getresponse().read()[:1], b"{", "a withdrawal")
            answered[references[person]] = time.monotonic()

    workers = [threading.Thread(target=work, args=(people[start::8],)) for start in range(8)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    trial.recipient.wait(before + len(people), "a burst")
    got = trial.recipient.got[before:]
    same({each["data"]["reference"] for _, _, each in got}, set(answered), "whom a burst told of")
    # A message may be there before its sender has read the answer.
    return [max(0, at - answered[each["data"]["reference"]]) for at, _, each in got]


def down(trial, people):
    """While nobody listens nothing is lost, also when the server is killed meanwhile."""
    before = len(trial.recipient.got)
    trial.recipient.down()
    for index, person in enumerate(people):
        (trial.withdraw, trial.correct, trial.erase)[index % 3](person)
    time.sleep(1)
    trial.server.kill()
    trial.recipient.up()
    trial.start(INSIDE)
    trial.recipient.wait(before + len(people), "after it came back")


def dripped(trial, person):
    """An answer that comes byte by byte is not waited for: its first line says all that counts."""
    trial.recipient.drips = True
    before, start = len(trial.recipient.got), time.monotonic()
    trial.withdraw(person)
    trial.recipient.wait(before + 1, "a message")
    while "told" not in trial.kinds(person):
        if time.monotonic() - start > PATIENCE:
            raise Violation("an answer that comes byte by byte is waited for")
        time.sleep(0.5)
    trial.recipient.drips = False
    print(f"an answer that comes byte by byte was left after {time.monotonic() - start:.0f} s")


def pulled(trial, people):
    """All of it is there, of each person in order, from any place on, and then it is not sent."""
    trial.recipient.down()
    for person in people:
        trial.withdraw(person)
    changes = trial.pull(count=7)
    trial.recipient.up()
    same(trial.pull(), changes, "a pull at once, and one by one")
    times = {}
    for change in changes:
        times.setdefault(change["data"]["reference"], []).append(change["timestamp"])
    for reference, order in times.items():
        same(order, sorted(order), f"the order of what was said by {reference}")


def inside(trial, person):
    """Unless it is allowed to, nothing is sent to this machine."""
    before = len(trial.recipient.got)
    trial.server.stop()
    trial.start()
    trial.withdraw(person)
    time.sleep(1)
    same(len(trial.recipient.got), before, "messages to this machine")
    same(trial.house.said().count("NotPublic"), 1, "attempts at this machine")


def forged(trial, change):
    """Not one of these counts."""
    def header(name, value):
        return lambda request: request.headers.__setitem__(name, value)

    def body(request):
        request.body = json.dumps({"changes": ["msg_other"]}).encode()
        request.headers["Content-Length"] = str(len(request.body))

    spoilers = {
        "another body": body,
        "no signature": lambda request: request.headers.pop("Signature"),
        "another signature": header("Signature", "their-word=:AAAA:"),
        "no input": lambda request: request.headers.pop("Signature-Input"),
        "another path": lambda request: setattr(request, "url", request.url + "?x=1"),
    }
    for what, spoil in spoilers.items():
        same(trial.confirm([change], spoil=spoil).status_code, 401, what)
    same(trial.confirm([change], key_id="harbour-post").status_code, 401, "another name")
    same(trial.confirm([change, "msg_none"]).status_code, 422, "a change of nobody")
    return len(spoilers) + 2


def main(candor):
    with folder("downstream") as place, House(candor, place) as house:
        recipient = Recipient()
        recipient.up()
        key = base64.b64encode(recipient.key.public_key().public_bytes_raw()).decode()
        own = "    key: 11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\n"
        rules = place / "rules.yaml"
        text = (MAGAZINE / "rules.yaml").read_text()
        told = f"    webhook: http://127.0.0.1:{recipient.port}/candor\n    key: {key}\n"
        same(text.count(own), 1, "the partner's key in the rules")
        rules.write_text(text.replace(own, told))
        trial = Trial(house, recipient, rules)

        people = [trial.meet() for _ in range(232)]
        rows = trial.copy()
        same(len(rows) > len(people), True, "lines for everybody")
        seconds = measure(trial, people[:200])
        references = {
            person: message["data"]["reference"]
            for person, (_, _, message) in zip(people, recipient.got)
        }
        seconds += burst(trial, people[1:200:2], references)
        down(trial, people[200:218])
        dripped(trial, people[231])
        pulled(trial, people[218:230])
        inside(trial, people[230])
        changes = trial.pull()
        same(recipient.faults, [], "messages that were no good")

        ids = [change["id"] for change in changes]
        same(len(set(ids)), 332, "changes in all")
        sent = [id for _, id, _ in recipient.got]
        same(set(sent) <= set(ids), True, "messages that are changes")
        same(set(ids[:319]) - set(sent), set(), "changes that no message told")
        for _, id, message in recipient.got:
            change = changes[ids.index(id)]
            same(
                message, {name: change[name] for name in ("type", "timestamp", "data")}, f"of {id}"
            )
        told = {change["data"]["reference"] for change in changes}
        same(told <= {cell for row in rows for cell in row}, True, "references of the copy")

        forgeries = forged(trial, ids[0])
        reply = trial.confirm(ids[:100])
        same(reply.json(), {"unconfirmed": 232, "suspended": False}, "after some")
        for _ in range(2):
            reply = trial.confirm(ids)
            same(reply.json(), {"unconfirmed": 0, "suspended": False}, "after all")
        for person in people[:2] + people[229:]:
            kinds = trial.kinds(person)
            changed = kinds.count("corrected") + kinds.count("withdrawn")
            same((kinds.count("told"), kinds.count("confirmed")), (changed, changed), "a record")
        same(trial.server.stop(), 0, "the exit status")
        same(house.said().count("failed"), 0, "failures in the log")

        seconds.sort()
        p99 = seconds[int(len(seconds) * 0.99) - 1]
        print(
            f"{len(ids)} changes, {len(sent)} messages, {len(sent) - len(set(sent))} twice, each "
            f"checked by standardwebhooks and cryptography; {forgeries} forgeries refused\n"
            f"first attempt after the answer: median {seconds[len(seconds) // 2] * 1000:.1f} ms, "
            f"p99 {p99 * 1000:.1f} ms, longest {seconds[-1] * 1000:.1f} ms"
        )


if __name__ == "__main__":
    main(sys.argv[1])
