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
from base64 import b64decode

from selenium import webdriver
from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.support.wait import WebDriverWait
from selenium_axe_python import Axe

# What the person says, question by question: choices are ticked, the rest is typed.
ANSWERS = {"genres": ["Marine biology", "Astronomy"], "authors": ["Ines Vargholm, Nkechi Strand"],
           "poetry": ["4"], "motivation": ["wonder"]}
# What no reason may name once the yes is taken back.
SAID = ["you said", "you rated", "marine biology", "astronomy", "ines vargholm", "nkechi strand"]
WIDTHS = {"phone": (390, 844), "desktop": (1280, 900)}  # the last one stays on for the walk
WCAG = {"runOnly": {"type": "tag", "values": "wcag2a wcag2aa wcag21a wcag21aa wcag22aa".split()}}
# Every fault that a page can have by itself, by the rule that it breaks.
FAULTS = """
const root = document.documentElement, all = css => [...document.querySelectorAll(css)]
const boxes = css => all(css).map(it => it.getBoundingClientRect()).flatMap(it => [it.width, it.height])
const [yes, no] = ['yes', 'no'].map(say => boxes(`form.notice button[name=say][value=${say}]`))
const bare = all('input:not([type=hidden], [type=submit], [type=button]), select, textarea').filter(it =>
  !it.matches('[aria-label], [aria-labelledby]') && ![...it.labels].some(label => label.textContent.trim()))
return [
  ['no scrolling sideways', root.scrollWidth <= root.clientWidth, [root.scrollWidth, root.clientWidth]],
  ['one h1', all('h1').length == 1, all('h1').length],
  ['the language is named', root.lang, root.lang],
  ['every input has a label', !bare.length, bare.map(it => it.outerHTML)],
  ['yes and no are the same size', yes.every((size, n) => Math.abs(size - no[n]) <= 1), [yes, no]],
].filter(([, holds]) => !holds)
"""


class Walk(unittest.TestCase):
    def setUp(self):
        options = webdriver.ChromeOptions()
        options.binary_location = "/usr/bin/chromium"
        # Without motion: a page that scrolls smoothly is somewhere else when the click comes.
        flags = "headless=new no-sandbox disable-dev-shm-usage lang=en force-prefers-reduced-motion"
        for flag in flags.split():
            options.add_argument(f"--{flag}")
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        if settings.no_script:
            options.add_experimental_option("prefs", {"profile.managed_default_content_settings.javascript": 2})
        self.browser = webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver"))
        self.addCleanup(self.browser.quit)
        self.wait = WebDriverWait(self.browser, 10, ignored_exceptions=[StaleElementReferenceException])
        self.axe, self.pages = Axe(self.browser), 0

    def go(self, path):
        self.browser.get(settings.url.rstrip("/") + path)

    def all(self, css, inside=None):
        return (inside or self.browser).find_elements("css selector", css)

    def texts(self, css, inside=None):
        return [it.text.strip() for it in self.all(css, inside)]

    def one(self, css):
        """The first element that fits, once it is there and can be seen."""
        seen = lambda _: next((it for it in self.all(css) if it.is_displayed()), None)
        return self.wait.until(seen, f"{self.browser.current_url} has no {css}")

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

    def look(self, name):
        """Photographs a page at both widths. Reports each fault that it has, and the walk goes on."""
        self.pages, faults, do = self.pages + 1, {}, self.browser.execute_cdp_cmd
        for kind, (width, height) in WIDTHS.items():
            screen = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500}
            do("Emulation.setDeviceMetricsOverride", screen)
            whole = do("Page.getLayoutMetrics", {})["cssContentSize"]["height"]
            # Many viewers open nothing taller than this.
            clip = {"x": 0, "y": 0, "width": width, "height": min(whole, 16000), "scale": 1}
            shot = do("Page.captureScreenshot", {"captureBeyondViewport": True, "clip": clip})["data"]
            (settings.shots / f"{self.pages:02}-{name}-{kind}.png").write_bytes(b64decode(shot))
            for rule, _, evidence in self.browser.execute_script(FAULTS):
                faults[f"{rule} ({kind})"] = evidence
            for scheme in [] if settings.no_script else ["dark", "light"]:  # axe needs timers
                media = [{"name": "prefers-color-scheme", "value": scheme}]
                do("Emulation.setEmulatedMedia", {"features": media})
                self.axe.inject()
                if violations := self.axe.run(options=json.dumps(WCAG))["violations"]:
                    faults[f"WCAG 2.2 AA ({kind}, {scheme})"] = self.axe.report(violations)
        # Chromium logs the page's own status as well: a page that says 'not found' is no fault.
        own = f"{self.browser.current_url} - Failed to load resource"
        for line in self.browser.get_log("browser"):
            if line["level"] == "SEVERE" and not line["message"].startswith(own):
                faults.setdefault("no errors in the console", []).append(line["message"])
        for rule in faults:
            with self.subTest(page=name, rule=rule):
                self.fail(faults[rule])

    def test_walk(self):
        for step in "answers reads_the_record mutes withdraws signs_in erases".split():
            getattr(self, step)()

    def answers(self):
        self.go("/")
        self.look("home")
        self.press("a[href='/e/tastes']")
        for number, (name, answer) in enumerate(ANSWERS.items(), start=1):
            self.assertIn(f"Question {number} of {len(ANSWERS)}", self.one(".progress").text)
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
        self.assertRegex(self.one("main").text, r"(?i)made from (4|four) answers")
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
        self.assertRegex(self.one(".answer[data-attribute=genres]").text, "(?s)Marine biology.*Change")
        self.one("[data-attribute=genres] button[name=do][value=remove]")
        self.look("record")

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
        self.assertFalse([said for said in SAID if said in whys], whys)
        self.look("lists-unpersonal")

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
        self.assertIn("answers", self.one("main").text.lower(), "what goes is not said")
        self.look("erase")
        self.press("button[name=confirm][value=erase]")
        self.look("erased")
        self.go("/me")
        self.one(".no-record")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Walks the pages in a browser.")
    parser.add_argument("--url", required=True, help="of a demo server with the magazine")
    parser.add_argument("--shots", required=True, type=pathlib.Path, help="folder for screenshots")
    parser.add_argument("--no-script", action="store_true", help="switch the pages' scripts off")
    settings = parser.parse_args()
    settings.shots.mkdir(parents=True, exist_ok=True)
    unittest.main(argv=[__file__], verbosity=2)
