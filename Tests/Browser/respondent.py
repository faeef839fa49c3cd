"""Somebody new, who answers a survey in a browser and says yes at the end."""

import json
from urllib.request import Request, urlopen

from survey_rules import name_of
from visitor import Visitor


class Respondent(Visitor):
    url: str  # of the server that asks

    def begin(self, stem, query=""):
        self.stem, self.name = stem, name_of(stem)
        self.browser.get(f"{self.url.rstrip('/')}/e/{self.name}{query}")

    def press(self, css):
        page = self.all("html")
        self.one(css).click()
        self.wait.until(lambda _: self.all("html") != page, f"{css} leads nowhere")

    def go_on(self):
        self.press("button[name=go][value=next]")

    def asks(self, *names):
        """Exactly these questions are on the page, in this order."""
        self.one("form button[name=go]")
        found = [it.get_attribute("id").removeprefix("q-") for it in self.all(".question")]
        self.assertEqual(found, list(names), self.browser.current_url)

    def says(self, *texts):
        for text in texts:
            self.assertIn(text, self.one("main").text)

    def sends_back(self, *names):
        """The page comes again, and names what is wrong with each of these."""
        wrong = [it.get_attribute("id").removeprefix("q-") for it in self.all(".question.wrong")]
        self.assertEqual(wrong, list(names), self.one("main").text)
        # Chromium logs the status; that it came is no fault of the pages that follow.
        for line in self.browser.get_log("browser"):
            if line["level"] == "SEVERE":
                self.assertIn("status of 422", line["message"])

    def tick(self, name, value):
        script = "const it = arguments[0]; (it.labels[0] || it).click()"
        self.browser.execute_script(script, self.all(f"input[name='{name}'][value='{value}']")[0])

    def write(self, name, text):
        field = self.one(f"[name='{name}']")
        if field.tag_name == "select":
            return self.all(f"option[value='{text}']", field)[0].click()
        if field.get_attribute("type") in ["text", "number", "email", "tel", "url"] or field.tag_name == "textarea":
            field.clear()
            return field.send_keys(str(text))
        # How a date is typed depends on the machine; what the browser then sends does not.
        self.browser.execute_script("arguments[0].value = arguments[1]", field, str(text))

    def fill(self, name, answer):
        """As a person would, whatever the question looks like."""
        if isinstance(answer, dict):
            for line, value in answer.items():
                cell = f"{name}:{line}"
                radio = self.all(f"input[type=radio][name='{cell}']")
                self.tick(cell, value) if radio else self.write(cell, value)
        elif self.all(f"input[type=checkbox][name='{name}']"):
            for box in self.all(f"input[name='{name}']:checked"):
                self.tick(name, box.get_attribute("value"))
            for value in answer if isinstance(answer, list) else [answer]:
                self.tick(name, value)
        elif self.all(f"input[type=radio][name='{name}']"):
            self.tick(name, answer)
        else:
            self.write(name, ", ".join(answer) if isinstance(answer, list) else answer)

    def fill_all(self, **answers):
        for name, answer in answers.items():
            self.fill(name.replace("_", "-"), answer)

    def options(self, name):
        found = self.all(f"#q-{name} input, #q-{name} option")
        return [it.get_attribute("value") for it in found if it.get_attribute("value")]

    def ends(self, *texts, without=()):
        """Says yes to what the answers are for, and reads the end."""
        self.one("form.notice")
        self.press("form.notice button[name=say][value=yes]")
        self.assertIn(f"/e/{self.name}/outcome", self.browser.current_url)
        self.says(*texts)
        for text in without:
            self.assertNotIn(text, self.one("main").text)
        self.look(f"{self.stem}-outcome")

    def holds(self, **expected):
        """The record holds these answers to this survey, and no others."""
        cookie = "; ".join(f"{it['name']}={it['value']}" for it in self.browser.get_cookies())
        url = self.url.rstrip("/") + "/me/receipts"
        with urlopen(Request(url, headers={"Cookie": cookie})) as reply:
            receipts = json.load(reply)["receipts"]
        said = [event["what"] for event in (json.loads(it["event"]) for it in receipts)
                if event["kind"] == "declared"]
        self.assertEqual({it["question"]: it["value"] for it in said},
                         {name.replace("_", "-"): value for name, value in expected.items()})
        self.assertEqual({it["experience"] for it in said}, {self.name})
