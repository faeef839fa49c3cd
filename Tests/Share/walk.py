"""A person is offered something for a yes, accepts, changes their mind, and gets a letter.

    .venv-share/bin/python Tests/Share/walk.py PATH-OF-CANDOR [DIRECTORY-FOR-SCREENSHOTS]

In Chromium, with a real server and a recipient that listens: offer, yes, copy, My record, stop, the
recipient is told and confirms, and 'I got this mail' names the copy. Each page is looked at as
strictly as in Tests/Browser.
"""
import base64
import csv
import io
import json
import pathlib
import re
import sys
import tempfile
import time
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "Tests/Faults"))
sys.path.insert(0, str(ROOT / "Tests/Browser"))

import recipient as listener
from house import House, folder
from visitor import Visitor

NAME = "tern-travel"
RELAY = "relay.petrel.example"
SCOPES = ("people:read", "disclosures", "offers", "keys", "traces")
OFFER = json.loads((ROOT / "Examples/exchange/offer.json").read_text()) | {
    "attributes": ["genres", "email"], "wanted": 20, "escrow": "4.00"}


def rules(text, port, key):
    """The example house of the exchange, with a relay for mail and a recipient that listens."""
    for before, after in [
        ("attributes:\n  - name: genres",
         f"copies: {{relay: {RELAY}}}\n\nattributes:\n  - name: full-name\n    title: Your name\n"
         "    type: text\n    form: name\n    kind: contact\n    expires: 3 years\n  - name: genres"),
        ("            uses: [lists, voyages]\n",
         "            uses: [lists, voyages]\n          - type: text\n            name: full-name\n"
         "            title: What is your name?\n            attribute: full-name\n"
         "            gives: [discover]\n            uses: [voyages]\n"),
        ("what people like to read about.\n    basis: consent\n    uses: [genres]",
         "what people like to read about.\n    basis: consent\n    uses: [genres, email, full-name]"),
        ("    key: 11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\n",
         f"    webhook: http://127.0.0.1:{port}/candor\n    key: {key}\n"),
        ("recipient: tern-travel\n    version: 1\n    attributes: [genres]",
         "recipient: tern-travel\n    version: 1\n    attributes: [genres, email, full-name]"),
        ("Can Petrel House tell Tern Travel what you like to read about?",
         "Can Petrel House tell Tern Travel what you like to read about, your name and an address?"),
    ]:
        assert text.count(before) == 1, before
        text = text.replace(before, after)
    return text


class Walk(Visitor):
    house = tern = None

    def go(self, path):
        self.browser.get(f"http://127.0.0.1:{self.server.port}{path}")

    def press(self, css):
        """Presses what opens another page, and waits until that page is there."""
        page = self.all("html")
        self.one(css).click()
        self.wait.until(lambda _: self.all("html") != page, f"{css} leads nowhere")

    def operate(self, method, path, body=None):
        headers = {"Authorization": f"Bearer {self.key}"}
        status, answer = self.server.call(method, path, body, headers=headers)
        self.assertIn(status, (200, 201), f"{method} {path}: {answer!r}")
        return answer.decode()

    def test_walk(self):
        self.key = self.house.run("keys", "create", "--name", "staff", "--scope", *SCOPES)
        self.server = self.house.serve("--demo", "--allow-private-webhooks")
        self.tern.learn(json.loads(self.operate("GET", f"/v1/recipients/{NAME}"))["keys"])
        steps = ("answers says_how_to_be_written sees_the_offer accepts is_paid stops is_confirmed "
                 "gets_mail")
        for step in steps.split():
            getattr(self, step)()

    def answers(self):
        self.go("/e/tastes")
        self.browser.execute_script(
            "document.querySelector(\"input[name='genres'][value='Ocean']\").labels[0].click()")
        self.one("input[name='full-name']").send_keys("Mara Jo Ilves")
        self.press("button[name=go][value=next]")
        while self.all("form.notice"):
            self.press("form.notice button[name=say][value=no]")
        self.go("/me")
        self.one("form.keep input[name=email]").send_keys("mara.ilves@cast.example")
        self.press("form.keep button")
        self.go("/mailbox")
        link = re.search(r"/sign-in/[\w-]+", self.browser.page_source)[0]
        self.go(link)
        self.press("main button")
        self.go("/me")
        self.assertIn("mara.ilves@cast.example", self.one("main").text)

    def says_how_to_be_written(self):
        self.press("a[href='/me/names/full-name']")
        self.look("names")
        for way in ("Mara Ilves", "M. Ilves"):
            self.browser.execute_script(
                "document.querySelector(`input[name=form][value='${arguments[0]}']`).labels[0].click()", way)
        self.one("#own").send_keys("Bob Miller")
        self.press("main form button")
        self.assertIn("a word of your name", self.one("[role=alert]").text)
        self.look("names-again")
        self.one("#own").clear()
        self.press("main form button")
        said = self.one("main").text
        self.assertIn("for copies from now on", said)
        self.assertIn("may be written so: Mara Ilves; M. Ilves.", said)
        self.look("record-named")

    def sees_the_offer(self):
        self.operate("POST", "/v1/funding", {
            "recipient": NAME, "amount": "4.00", "reference": "invoice-1"})
        self.operate("POST", "/v1/offers", OFFER)
        self.go("/me")
        self.press("a[href='/me/offers']")
        said = self.one("article[data-offer]").text
        for part in ("Tern Travel", "0.20 EUR", "0.25 EUR", "last year", "20 days"):
            self.assertIn(part, said)
        sizes = [it.size for it in self.all("article button[name=answer]")]
        self.assertEqual(len(sizes), 2)
        self.assertEqual(sizes[0]["height"], sizes[1]["height"])
        self.look("offer")

    def accepts(self):
        self.press("button[name=answer][value=accept]")
        self.one("article .granted")
        self.look("accepted")
        self.go("/me")
        self.assertNotIn("We sell nothing", self.one("main").text)

    def is_paid(self):
        """The copy is delivered, and with it the reward."""
        terms = {"recipient": NAME, "purpose": OFFER["purpose"], "offer": OFFER["id"],
                 "attributes": OFFER["attributes"]}
        one = json.loads(self.operate("POST", "/v1/disclosures", terms))["id"]
        copy = list(csv.DictReader(io.StringIO(self.operate("GET", f"/v1/disclosures/{one}/copy.csv"))))
        mine = [row for row in copy if row["genres"] == "Ocean" and row["email"]]
        self.assertTrue(mine, copy)
        self.aliases = [row["email"] for row in mine]
        self.assertTrue(all(alias.endswith("@" + RELAY) for alias in self.aliases))
        self.go("/me")
        self.assertIn("Tern Travel got from us", self.one("main").text)
        self.look("record-shared")
        self.go("/me/offers")
        self.assertIn("0.20 EUR", self.one("section[aria-labelledby=earned]").text)
        self.look("earned")

    def stops(self):
        before = len(self.tern.got)
        self.go("/me/offers")
        self.press("button[name=answer][value=withdraw]")
        self.tern.wait(before + 1, "the recipient is told")
        self.assertEqual(self.tern.faults, [])
        self.assertEqual(self.tern.got[-1][2]["type"], "person.withdrawn")
        self.assertIn("0.20 EUR", self.one("section[aria-labelledby=earned]").text, "it was clawed back")
        self.until_record_says("We told Tern Travel to stop")
        self.look("record-told")

    def is_confirmed(self):
        changes = [id for _, id, _ in self.tern.got]
        url = f"http://127.0.0.1:{self.server.port}/v1/recipients/me/confirmations"
        reply = self.tern.call("POST", url, {"changes": changes}, key_id=NAME)
        self.assertEqual(reply.json(), {"unconfirmed": 0, "suspended": False})
        self.until_record_says("Tern Travel confirmed that they deleted")
        self.look("record-confirmed")

    def until_record_says(self, words):
        for _ in range(50):
            self.go("/me")
            if words in self.one("main").text:
                return
            time.sleep(0.1)
        self.fail(f"My record does not say '{words}'")

    def gets_mail(self):
        self.press("a[href='/me/mail']")
        self.look("mail")
        found = ""
        for alias in self.aliases:
            self.go("/me/mail")
            self.one("#mail").send_keys(f"From: Journeys\nTo: <{alias.upper()}>\n\nThe last berths!")
            self.press("form[action='/me/mail'] button")
            found += self.one("#found-title").text
        self.assertIn("From the copy of Tern Travel", found)
        self.look("mail-found")
        self.go("/me")
        self.assertIn("Something was found that derives from the copy Tern Travel got", self.one("main").text)
        self.go("/trace")
        self.look("trace")


def main(candor, shots):
    with folder("walk") as place:
        tern = listener.Recipient()
        tern.up()
        key = base64.b64encode(tern.key.public_key().public_bytes_raw()).decode()
        file = pathlib.Path(place) / "rules.yaml"
        text = (ROOT / "Examples/exchange/rules.yaml").read_text()
        file.write_text(rules(text, tern.port, key))
        with House(candor, place, file) as house:
            Walk.house, Walk.tern, Visitor.shots = house, tern, shots
            shots.mkdir(parents=True, exist_ok=True)
            ran = unittest.main(argv=[__file__], verbosity=2, exit=False)
            if not ran.result.wasSuccessful():
                print(house.said(), file=sys.stderr)
                sys.exit(1)


if __name__ == "__main__":
    main(sys.argv[1], pathlib.Path(sys.argv[2] if len(sys.argv) > 2 else tempfile.mkdtemp()))
