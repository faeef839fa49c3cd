"""Walks the pages of the demo magazine in Chromium, as a person would, and looks at each of them.

    pip install -r Tests/Browser/requirements.txt
    python3 Tests/Browser/walk.py --url http://127.0.0.1:8080 --shots /tmp/shots

Wants a server in demo mode (its mails lie open at /mailbox) with Examples/magazine. With --no-script
the pages' own JavaScript is switched off: everything must work just the same.
"""

import argparse
import json
import pathlib
import time
import unittest
from urllib.request import Request, urlopen

from keyboard import Keyboard
from visitor import Visitor

# What the person says, question by question: choices are ticked, the rest is typed.
ANSWERS = {"genres": ["Marine biology", "Astronomy"], "authors": ["Ines Vargholm, Nkechi Strand"],
           "poetry": ["4"], "motivation": ["wonder"]}
# What no reason may name once the yes is taken back.
SAID = ["you said", "you rated", "marine biology", "astronomy", "ines vargholm", "nkechi strand"]


class Walk(Visitor):
    """In English."""

    progress, made, genre = "Question {} of {}", "made from (4|four) answers", "Marine biology"
    change, answers_go, said = "Change", "answers", SAID

    def go(self, path):
        self.browser.get(settings.url.rstrip("/") + path)

    def press(self, css):
        """Presses what opens another page, and waits until that page is there."""
        page = self.all("html")
        self.one(css).click()
        self.wait.until(lambda _: self.all("html") != page, f"{css} leads nowhere")

    def answer(self, name, value):
        boxes = self.all(f"input[name='{name}'][value='{value}']")
        if not boxes:
            return self.one(f"[name='{name}']").send_keys(value)
        # By its label, as a person would: the input itself may be drawn by CSS.
        self.browser.execute_script("return arguments[0].labels[0] || arguments[0]", boxes[0]).click()

    def test_walk(self):
        for step in """answers reads_the_record keeps_receipts changes mutes withdraws signals reads_the_policy
                       signs_in erases leaves""".split():
            getattr(self, step)()

    def answers(self):
        self.go("/")
        self.look("home")
        self.press("a[href='/e/tastes']")
        for number, (name, answer) in enumerate(ANSWERS.items(), start=1):
            self.assertIn(self.progress.format(number, len(ANSWERS)), self.one(".progress").text)
            facts = self.texts(".promise dd, .promise li")
            self.assertTrue(len(facts) == 3 and all(facts), f"the promise of {name}: {facts}")
            self.one("button[name=go][value=skip]")
            for value in answer:
                self.answer(name, value)
            self.look(f"question-{name}")
            self.press("button[name=go][value=next]")
            if number == 1:
                self.press("button[name=go][value=back]")
                kept = [it.get_attribute("value") for it in self.all("input:checked")]
                self.assertEqual(kept, answer, "Back forgot the answer")
                self.press("button[name=go][value=next]")
        self.one("form.notice")
        for number in [1, 2]:  # Two purposes are in play: one request each, or both on one page.
            if self.all("form.notice"):
                self.look(f"notice-{number}")
                self.press("form.notice button[name=say][value=yes]")
        self.assertTrue(self.browser.current_url.endswith("/e/tastes/outcome"), self.browser.current_url)
        self.assertRegex(self.one("main").text, f"(?i){self.made}")
        self.one(".picks .pick")
        for pick in self.all(".picks .pick"):
            for part in [".pick-title", ".pick-creator", ".why", "[value=like]", "[value=dismiss]"]:
                self.assertTrue("".join(self.texts(part, pick)), f"no {part} in: {pick.text}")
        self.look("outcome")

    def reads_the_record(self):
        self.go("/me")
        self.assertEqual(len(self.all(".glance .card")), 3)
        self.assertEqual(len(self.all(".answers .answer")), len(ANSWERS))
        self.assertGreater(len(self.all(".timeline .event")), len(ANSWERS))
        self.assertRegex(self.one(".answer[data-attribute=genres]").text, f"(?s){self.genre}.*{self.change}")
        self.one("[data-attribute=genres] button[name=do][value=remove]")
        self.look("record")

    def keeps_receipts(self):
        """Follows the links by itself: what they lead to is a file, which a browser only saves."""
        cookie = "; ".join(f"{it['name']}={it['value']}" for it in self.browser.get_cookies())
        links = [it.get_attribute("href") for it in self.all(".timeline .kind > a")]
        self.assertEqual(len(links), len(self.all(".timeline .event")))
        for link in links[:3]:
            with urlopen(Request(link, headers={"Cookie": cookie})) as reply:
                [receipt] = json.load(reply)["receipts"]
                name = f"receipt-{receipt['sequence']}.json"
                self.assertIn(f'filename="{name}"', reply.headers["Content-Disposition"])
            self.assertTrue(link.endswith(f"/me/receipts/{receipt['sequence']}"), link)
        self.one("a[href='/me/receipts']")
        self.press("a[href='/verify']")
        self.look("verify")
        self.go("/me/receipts/9999")
        self.look("no-receipt")

    def titles(self):
        self.go("/me/lists")
        self.one("section#discover .picks")
        return self.texts("section#discover .pick-title")

    def mutes(self):
        before = self.titles()
        self.assertFalse(self.all("section#discover .unpersonal"), "the list is not personal")
        self.look("lists")
        self.go("/me")
        self.one("[data-attribute=genres] button[name=do][value=mute]").click()
        self.one("[data-attribute=genres] button[name=do][value=unmute]")
        self.look("record-muted")
        self.assertNotEqual(self.titles(), before, "muting changed nothing")
        self.one("section#discover .why")
        self.look("lists-muted")

    def withdraws(self):
        withdraw = ".consent[data-purpose=personal-lists] button[name=answer][value=withdraw]"
        self.go("/me/consents")
        self.look("consents")
        self.press(withdraw)
        self.go("/me/consents")
        self.assertFalse(self.all(withdraw), "the yes still stands")
        self.look("consents-withdrawn")
        self.assertTrue(self.titles(), "a no must not cost the list")
        self.one("section#discover .unpersonal")
        whys = " ".join(self.texts("section#discover .why")).lower()
        self.assertFalse([said for said in self.said if said in whys], whys)
        self.look("lists-unpersonal")

    def changes(self):
        self.go("/me/lists/weeks")
        self.look("weeks")
        self.go("/me/lists/mixes/1")
        self.look("mix")
        self.go("/me/answers/poetry")
        self.one("input[name=poetry][value='4']:checked")
        self.look("answer")

    def signals(self):
        """Says yes to a recipient, then browses with Global Privacy Control: one of two words counts."""
        self.go("/me/consents/travel-offers/meridian-travel")
        self.look("request")
        self.press("button[value=grant]")
        headers = {"Accept-Language": self.language, "Sec-GPC": "1"}
        self.browser.execute_cdp_cmd("Network.setExtraHTTPHeaders", {"headers": headers})
        self.go("/me")
        self.one("#asked-again")
        self.look("record-opted-out")
        self.press("#asked-again a[href*=meridian]")
        self.look("request-in-conflict")
        self.press("button[value=refuse]")
        self.go("/me")
        self.assertFalse(self.all("#asked-again"), "it is asked twice")
        headers.pop("Sec-GPC")
        self.browser.execute_cdp_cmd("Network.setExtraHTTPHeaders", {"headers": headers})

    def reads_the_policy(self):
        self.go("/privacy")
        for part in self.all("details"):
            self.browser.execute_script("arguments[0].open = true", part)
        self.look("privacy")
        self.press("a[href='/privacy/versions']")
        self.look("privacy-versions")
        self.press("main .ledger a")
        self.look("privacy-version")

    def links(self):
        self.go("/mailbox")
        return [it.get_attribute("href") for it in self.all("a.sign-in-link")]

    def comes_in_by_mail(self, page, form, email, name):
        """Asks for a sign-in link, and follows it in a browser that knows nobody."""
        known = self.links()
        self.go(page)
        self.look(f"{name}-asked")
        self.one(f"{form} input[name=email]").send_keys(email)
        self.press(f"{form} button")
        self.look(f"{name}-sent")
        new = [link for link in self.links() if link not in known]
        self.assertEqual(len(new), 1, "one mail should have come")
        self.look(f"{name}-mailbox")
        self.browser.delete_all_cookies()
        self.browser.get(new[0])
        self.assertEqual(len(self.all("main button")), 1, "one button opens the link")
        self.look(f"{name}-link")
        self.press("main button")
        self.go("/me")
        self.one(".answers .answer[data-attribute=genres]")
        return new[0]

    def signs_in(self):
        # So long an address that it must wrap on a phone, and nobody else's.
        email = f"mara.ilves.{time.time_ns()}@cast.example"
        link = self.comes_in_by_mail("/me", "form.keep", email, "keep")
        # The same link again, where nobody is signed in: it must open nothing.
        self.browser.delete_all_cookies()
        self.browser.get(link)
        if self.all("main button"):
            self.press("main button")
        self.look("link-used")
        self.go("/me")
        self.one(".no-record")
        self.look("no-record")
        self.comes_in_by_mail("/sign-in", "main form", email, "sign-in")

    def erases(self):
        self.go("/me/erase")
        self.assertIn(self.answers_go, self.one("main").text.lower(), "what goes is not said")
        self.look("erase")
        self.press("button[name=confirm][value=erase]")
        self.look("erased")
        self.go("/me")
        self.one(".no-record")
        self.look("nobody")

    def leaves(self):
        """Answers one question, has no time, and goes on where it was left."""
        self.go("/e/letters")
        self.answer("length", "short")
        self.press("button[name=go][value=later]")
        self.one("#begun")
        self.look("record-begun")
        self.press("#begun a")
        self.one("input[value=short]:checked")
        self.look("resumed")


class ArabicWalk(Walk):
    """The same from right to left."""

    language, progress, made = "ar", "السؤال {} من {}", "صُنعت من 4 إجابات"
    genre, change, answers_go = "الأحياء البحرية", "تغيير", "إجابات"
    said = ["قلت", "قيّمت", "الأحياء البحرية", "الفلك", "ines vargholm", "nkechi strand"]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Walks the pages in a browser.")
    parser.add_argument("--url", required=True, help="of a demo server with the magazine")
    parser.add_argument("--shots", required=True, type=pathlib.Path, help="folder for screenshots")
    parser.add_argument("--no-script", action="store_true", help="switch the pages' scripts off")
    settings = parser.parse_args()
    Keyboard.url = settings.url
    Visitor.shots, Visitor.has_script = settings.shots, not settings.no_script
    settings.shots.mkdir(parents=True, exist_ok=True)
    unittest.main(argv=[__file__], verbosity=2)
