"""Answers every survey of Tests/Surveys in Chromium, from its first page to its end.

    python3 Tests/Browser/surveys.py --rules rules.yaml
    python3 Tests/Browser/surveys.py --url http://127.0.0.1:8080 --shots /tmp/shots

The first writes the rules of a house that asks all of them: a survey says what is asked, and its
house must add what for. The second wants a server with these rules, and says for each survey what is
shown and hidden, what is sent back, how it ends and what the record then holds.
"""

import argparse
import json
import pathlib
import unittest
from urllib.request import Request, urlopen

from visitor import Visitor

SURVEYS = pathlib.Path(__file__).parents[1] / "Surveys"
KINDS = {"radiogroup": "choice", "dropdown": "choice", "checkbox": "choices", "ranking": "choices",
         "tagbox": "tags", "rating": "rating", "slider": "number", "boolean": "flag", "matrix": "table",
         "multipletext": "table", "comment": "text"}
INPUTS = {"date": "date", "email": "email", "number": "number", "range": "number"}


def documents():
    return {file.stem: json.loads(file.read_text()) for file in sorted(SURVEYS.glob("*.json"))}


def name_of(stem):
    return stem.split("-", 1)[1]


def questions(elements):
    for element in elements:
        if element["type"] == "panel":
            yield from questions(element["elements"])
        elif element["type"] not in ["html", "expression"]:
            yield element


def kind_of(question):
    if question["type"] == "imagepicker":
        return "choices" if question.get("multiSelect") else "choice"
    return KINDS.get(question["type"]) or INPUTS.get(question.get("inputType"), "text")


def rules():
    """What a house must say before it can ask these questions."""
    attributes, experiences = [], []
    for stem, survey in documents().items():
        for page in survey["pages"]:
            for question in questions(page["elements"]):
                kind = kind_of(question)
                # There is one address, whichever survey asks for it.
                attribute = "email" if kind == "email" else f"{name_of(stem)[:20]}-{question['name']}".lower()
                if attribute not in [it["name"] for it in attributes]:
                    attributes.append({"name": attribute, "title": question["title"], "type": kind,
                                       "kind": "contact" if kind == "email" else "preference",
                                       "expires": "1 year"})
                question.update(attribute=attribute, gives=["thanks"], uses=["survey"])
        experiences.append({"name": name_of(stem), "kind": "quiz"} | survey)
    every = [it["name"] for it in attributes]
    asks = {"default": "May we use your answers to plan what we do next?",
            "ar": "هل يمكننا استخدام إجاباتك للتخطيط لما نفعله بعد ذلك؟"}
    return {
        "company": {"name": "Petrel House", "contact": "privacy@petrel.example", "language": "en"},
        "sale": "never",
        "attributes": attributes,
        "purposes": [{"name": "survey", "sentence": "We plan what we do next with your answers.",
                      "basis": "consent", "uses": every, "expires": "1 year"}],
        "recipients": [],
        "benefits": [{"name": "thanks", "sentence": "You see what your answers come to, at once."}],
        "notices": [{"purpose": "survey", "version": 1, "attributes": every, "text": asks}],
        "experiences": experiences,
    }


class Survey(Visitor):
    """One visitor for each survey: somebody new, who says yes at the end."""

    def begin(self, stem, query=""):
        self.stem, self.name = stem, name_of(stem)
        self.browser.get(f"{settings.url.rstrip('/')}/e/{self.name}{query}")

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
        url = settings.url.rstrip("/") + "/me/receipts"
        with urlopen(Request(url, headers={"Cookie": cookie})) as reply:
            receipts = json.load(reply)["receipts"]
        said = [event["what"] for event in (json.loads(it["event"]) for it in receipts)
                if event["kind"] == "declared"]
        self.assertEqual({it["question"]: it["value"] for it in said},
                         {name.replace("_", "-"): value for name, value in expected.items()})
        self.assertEqual({it["experience"] for it in said}, {self.name})

    def test_reader_profile(self):
        """Pages and panels that come and go, other, none, and what nobody has to say."""
        self.begin("01-reader-profile")
        self.asks("how-often")
        self.assertEqual(self.options("how-often"), ["daily", "weekly", "rarely", "refuse", "dontknow"])
        self.go_on()
        self.sends_back("how-often")
        self.fill_all(how_often="weekly")
        self.go_on()
        self.asks("how-often", "where")
        self.fill_all(where=["In bed", "other"])
        self.write("where:other", "In the bath")
        self.look("01-reader-profile-where")
        self.go_on()
        self.asks("subjects", "patience")
        self.fill_all(subjects=["Oceans", "Lighthouses"], patience="4")
        self.go_on()
        self.asks("subjects", "ocean", "patience")
        self.says("More about oceans")
        self.fill_all(ocean="Arctic")
        self.look("01-reader-profile-taste")
        self.go_on()
        self.asks("last-book", "lends")
        self.fill_all(lends="true")
        self.go_on()
        self.sends_back("last-book")
        self.fill_all(last_book="A book about eels.")
        self.go_on()
        self.ends("A lender!")
        self.holds(how_often="weekly", where=["In bed", "In the bath"], subjects=["Oceans", "Lighthouses"],
                   ocean="Arctic", patience=4, last_book="A book about eels.", lends=True)

    def test_reader_profile_untold(self):
        """'I would rather not say' is an answer that nothing keeps, and hides what hangs on it."""
        self.begin("01-reader-profile")
        self.fill_all(how_often="refuse")
        self.go_on()
        self.asks("subjects", "patience")
        self.fill_all(subjects=["Cities"], patience="2")
        self.go_on()
        self.asks("last-book", "lends")
        self.fill_all(lends="false")
        self.go_on()
        self.ends("Thank you.", without=["A lender!"])
        self.holds(subjects=["Cities"], patience=2, lends=False)

    def test_every_field(self):
        """Every kind of field that a browser has."""
        self.begin("02-every-field")
        self.asks("arrival", "season", "fallback", "breakfast", "pickup")
        self.fill_all(arrival="2027-06-12", season="2027-07", fallback="2027-W28", breakfast="08:30",
                      pickup="2027-06-12T17:45")
        self.look("02-every-field-when")
        self.go_on()
        self.asks("guests", "warmth", "blanket", "nickname")
        self.fill_all(guests="9", warmth="21", blanket="#20aa5f", nickname="Skipper")
        self.go_on()
        self.sends_back("guests")
        self.fill_all(guests="3")
        self.look("02-every-field-how")
        self.go_on()
        self.asks("mail", "phone", "homepage")
        self.fill_all(mail="not an address", phone="+49 30 1234567", homepage="https://skipper.example/me")
        self.go_on()
        self.sends_back("mail")
        self.fill_all(mail="skipper@cast.example")
        self.go_on()
        self.ends("We will be ready.")
        self.holds(arrival={"day": "2027-06-12"}, season="2027-07", fallback="2027-W28", breakfast="08:30",
                   pickup="2027-06-12T17:45", guests=3, warmth=21, blanket="#20aa5f", nickname="Skipper",
                   mail="skipper@cast.example", phone="+49 30 1234567", homepage="https://skipper.example/me")

    def quiz(self, *answers):
        self.begin("03-sea-quiz")
        names = ["deepest", "mammals", "salt", "depths", "arms"]
        for name, answer in zip(names, answers):
            self.asks(name)
            if answer is not None:
                self.fill(name, answer)
            self.go_on()

    def test_sea_quiz(self):
        """One question at a time, each right answer a point, and an end for those who know."""
        order = {"Sunlight zone": "1", "Twilight zone": "2", "Midnight zone": "3"}
        self.quiz("Pacific", ["Dolphin", "Seal"], "true", order, "8")
        self.ends("You scored 5 points", "a true sailor")
        self.holds(deepest="Pacific", mammals=["Dolphin", "Seal"], salt=True,
                   depths=["Sunlight zone", "Twilight zone", "Midnight zone"], arms=8)

    def test_sea_quiz_with_mistakes(self):
        """A ranking in another order is wrong, and so is half of the right choices."""
        order = {"Sunlight zone": "2", "Twilight zone": "1", "Midnight zone": "3"}
        self.quiz("Pacific", ["Dolphin"], "false", order, None)
        self.ends("You scored 1 points", "another tide", without=["a true sailor"])
        self.holds(deepest="Pacific", mammals=["Dolphin"], salt=False,
                   depths=["Twilight zone", "Sunlight zone", "Midnight zone"])

    def test_story_match(self):
        """Pictures and faces lead to an outcome, which is filled with what fits it."""
        self.begin("04-story-match")
        self.asks("scene", "energy")
        self.assertEqual(len(self.all("#q-scene img")), 2)
        self.fill_all(scene="tower", energy="5")
        self.look("04-story-match")
        self.go_on()
        self.ends("A stargazer", "at a brisk pace", without=["A beachcomber"])
        self.assertEqual(len(self.all(".fits li")), 5)
        self.holds(scene="tower", energy=5)

    def test_story_match_otherwise(self):
        self.begin("04-story-match")
        self.fill_all(scene="shore", energy="2")
        self.go_on()
        self.ends("A beachcomber", "at a gentle pace", without=["A stargazer"])

    def test_story_match_without_a_yes(self):
        """An outcome is a use as well: who says no is shown none."""
        self.begin("04-story-match")
        self.fill_all(scene="tower", energy="3")
        self.go_on()
        self.press("form.notice button[name=say][value=no]")
        self.says("We pick nothing by your answers")
        self.assertNotIn("A stargazer", self.one("main").text)
        self.assertFalse(self.all(".fits li"))

    def test_event_feedback(self):
        """A poll on one page: stars that bring up another question each, a matrix, a line about it."""
        self.begin("05-event-feedback")
        self.says("one minute")
        self.asks("stars", "parts")
        self.fill_all(stars="2", parts={"readers": "great", "sound": "fine"})
        self.go_on()
        self.sends_back("parts")
        self.asks("stars", "better", "parts")
        self.fill_all(better="Softer chairs.", parts={"soup": "great"})
        self.go_on()
        self.press("button[name=go][value=back]")
        self.says("We tell the cook.")
        self.fill_all(parts={"soup": "poor"})
        self.look("05-event-feedback")
        self.go_on()
        self.ends("See you at the next one.", "What everyone said", "No result yet")
        self.holds(stars=2, better="Softer chairs.",
                   parts={"table": {"readers": "great", "sound": "fine", "soup": "poor"}})
        self.press(f"a[href='/e/{self.name}/results']")
        self.look("05-event-feedback-results")

    def test_event_feedback_happy(self):
        self.begin("05-event-feedback")
        self.fill_all(stars="5")
        self.go_on()
        self.asks("stars", "best", "parts")
        self.fill_all(best="The soup.", stars="3")
        self.go_on()
        # What is hidden again is not kept.
        self.ends("See you at the next one.")
        self.holds(stars=3)

    def test_recipe_form(self):
        """Every validator sends back, with its own words."""
        self.begin("06-recipe-form")
        self.asks("dish", "code", "minutes", "resting")
        self.assertTrue(self.all("#q-resting fieldset[disabled]"))
        self.go_on()
        self.sends_back("dish")
        self.fill_all(dish="7 eels", code="Z9", minutes="3")
        self.go_on()
        self.sends_back("dish", "code", "minutes")
        self.says("needs 3 to 40 letters and no digits", "must look like B12")
        self.look("06-recipe-form-wrong")
        self.fill_all(dish="Smoked eel", code="B12", minutes="45")
        self.go_on()
        self.asks("dish", "code", "minutes", "resting")
        # What can be filled in now is asked before the next page.
        self.assertFalse(self.all("#q-resting fieldset[disabled]"))
        self.fill_all(resting="50")
        self.go_on()
        self.sends_back("resting")
        self.says("must be less than the whole time")
        self.fill_all(resting="15")
        self.go_on()
        self.asks("tastes", "cook", "reply-to")
        self.fill_all(tastes=["Salt"], cook={"town": "Husum"}, reply_to="nowhere")
        self.go_on()
        self.sends_back("tastes", "cook", "reply-to")
        self.fill_all(tastes=["Salt", "Smoke"], cook={"first": "Runa"}, reply_to="runa@cast.example")
        self.look("06-recipe-form-parts")
        self.go_on()
        self.ends("Smoked eel cooks for 30 minutes.")
        self.holds(dish="Smoked eel", code="B12", minutes=45, resting=15, tastes=["Salt", "Smoke"],
                   cook={"table": {"first": "Runa", "town": "Husum"}}, reply_to="runa@cast.example")

    def test_trip_planner(self):
        """Sliders, a page that is only for some, a choice that long trips alone have."""
        self.begin("07-trip-planner")
        self.asks("people", "days", "children")
        self.fill_all(people="4", days="9", children="true")
        self.look("07-trip-planner-crew")
        self.go_on()
        self.asks("child-needs")
        self.fill("child-needs", ["Life vests", "Games"])
        self.go_on()
        self.asks("coast", "wishes")
        self.says("36")
        self.assertEqual(self.options("coast"), ["North", "South", "islands"])
        self.fill_all(coast="islands", wishes={"Wind": "2", "Harbours": "3", "Swimming": "1"})
        self.look("07-trip-planner-route")
        self.go_on()
        self.ends("To the outer islands, for 9 days.")
        self.holds(people=4, days=9, children=True, child_needs=["Life vests", "Games"], coast="islands",
                   wishes=["Swimming", "Wind", "Harbours"])

    def test_trip_planner_short(self):
        self.begin("07-trip-planner")
        self.fill_all(days="2", children="false")
        self.go_on()
        self.asks("coast", "wishes")
        self.says("4")
        self.assertEqual(self.options("coast"), ["North", "South"])
        self.fill_all(coast="North", wishes={"Wind": "1", "Harbours": "1", "Swimming": "2"})
        self.go_on()
        self.sends_back("wishes")
        self.fill_all(wishes={"Wind": "1", "Harbours": "2", "Swimming": "3"})
        self.go_on()
        self.ends("We sail for 2 days.", without=["islands"])
        self.holds(people=2, days=2, children=False, coast="North", wishes=["Wind", "Harbours", "Swimming"])

    def test_from_a_letter(self):
        """A link fills a field in and tells where it stood; only what the person sends is kept."""
        self.begin("09-from-a-letter", "?subject=Bees&letter=spring&again=Yes&utm=x")
        self.says("You followed the spring letter.")
        self.asks("subject", "wish", "again")
        self.assertEqual(self.one("[name=subject]").get_attribute("value"), "Bees")
        self.assertFalse(self.all("input[name=again]:checked"), "'again' may not be filled in by a link")
        self.fill_all(again="No")
        self.go_on()
        self.asks("subject", "wish", "again", "why-not")
        self.go_on()
        self.sends_back("why-not")
        self.fill_all(again="Yes")
        self.look("09-from-a-letter")
        self.go_on()
        self.ends("Until the summer letter, then.")
        self.holds(subject="Bees", again="Yes")

    def test_from_nowhere(self):
        self.begin("09-from-a-letter")
        self.asks("subject", "wish")
        self.fill_all(subject="Roofs", wish="<b>Thatch</b>")
        self.go_on()
        self.asks("subject", "wish", "again")
        self.fill_all(again="No")
        self.go_on()
        self.asks("subject", "wish", "again", "why-not")
        self.go_on()
        self.ends("Thank you.", without=["summer letter", "spring letter"])
        self.holds(subject="Roofs", wish="<b>Thatch</b>", again="No")

    def reader(self, endings, marks, order, within=None):
        self.begin("10-what-kind-of-reader")
        self.fill_all(endings=endings, marks=marks)
        self.go_on()
        self.asks("order")
        self.fill_all(order=order)
        self.go_on()
        if within:
            self.asks("order", "within")
            self.says("About the colours", "And within a colour")
            self.fill_all(within=within)
            self.go_on()

    def test_what_kind_of_reader(self):
        """Points lead to one outcome, a calculated value to another, and nothing to the last."""
        self.reader("always", ["notes", "crumbs"], "Not at all")
        self.ends("The detective", "your pages are crumbly", "6")
        self.holds(endings="always", marks=["notes", "crumbs"], order="Not at all")

    def test_what_kind_of_reader_tidy(self):
        self.reader("never", ["tickets"], "By colour", "By size")
        self.ends("The librarian", without=["The detective"])
        self.holds(endings="never", marks=["tickets"], order="By colour", within="By size")

    def test_what_kind_of_reader_else(self):
        self.reader("never", ["tickets"], "Not at all")
        self.ends("The wanderer")

    def test_reading_group(self):
        """Dates are reckoned with, a row of a matrix brings up a question, 'not sure' is kept nowhere."""
        self.begin("11-reading-group")
        self.asks("first-evening", "size")
        self.fill_all(first_evening="2001-01-01", size="12")
        self.go_on()
        self.sends_back("first-evening")
        self.says("must not be in the past")
        self.fill_all(first_evening="2099-03-01")
        self.go_on()
        self.asks("covers", "roles")
        self.press("button[name=go][value=back]")
        self.says("2099-03-29", "large room")
        self.look("11-reading-group")
        self.go_on()
        self.fill_all(covers=["red", "grey"], roles={"Host": "Me", "Choose": "Somebody else"})
        self.go_on()
        self.asks("covers", "roles", "host-where")
        self.fill_all(host_where="dontknow")
        self.look("11-reading-group-books")
        self.go_on()
        self.ends("Bring biscuits.")
        self.holds(first_evening={"day": "2099-03-01"}, size=12, covers=["red", "grey"],
                   roles={"table": {"Host": "Me", "Choose": "Somebody else"}})

    def test_newsletter_preferences(self):
        """What is ticked brings up what must then be answered."""
        self.begin("12-newsletter-preferences")
        self.asks("topics")
        self.fill_all(topics=["week"])
        self.go_on()
        self.asks("topics", "rhythm", "letter-mail")
        self.assertEqual(self.options("rhythm"), ["Weekly", "Monthly"])
        self.fill_all(topics=["week", "night"], letter_mail="")
        self.go_on()
        self.sends_back("rhythm", "letter-mail")
        self.assertEqual(self.options("rhythm"), ["Weekly", "Monthly", "Nightly"])
        self.fill_all(rhythm="Nightly", letter_mail="reader@cast.example")
        self.go_on()
        self.ends("You will hear from us Every night.")
        self.holds(topics=["week", "night"], rhythm="Nightly", letter_mail="reader@cast.example")

    def test_two_languages(self):
        """The same survey in the house's own language, and from right to left."""
        self.begin("08-two-languages")
        self.fill_all(light="sun", care="3")
        self.go_on()
        self.ends("Plant lavender.")
        self.browser.add_cookie({"name": "candor-language", "value": "ar"})
        self.language = "ar"
        self.begin("08-two-languages")
        self.assertEqual(self.one("html").get_attribute("dir"), "rtl")
        self.says("كم تصلها الشمس؟")
        self.look("08-two-languages-ar")
        self.holds(light="sun", care=3)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--rules", help="write the rules of a house that asks all the surveys there")
    parser.add_argument("--url")
    parser.add_argument("--shots", type=pathlib.Path)
    settings, rest = parser.parse_known_args()
    if settings.rules:
        # JSON is YAML as well.
        pathlib.Path(settings.rules).write_text(json.dumps(rules(), ensure_ascii=False, indent=1))
    else:
        settings.shots.mkdir(parents=True, exist_ok=True)
        Visitor.shots = settings.shots
        unittest.main(argv=["surveys"] + rest)
