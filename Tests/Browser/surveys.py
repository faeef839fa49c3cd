"""Answers every survey of Tests/Surveys in Chromium, from its first page to its end.

    python3 Tests/Browser/surveys.py --rules rules.yaml
    python3 Tests/Browser/surveys.py --url http://127.0.0.1:8080 --shots /tmp/shots

The first writes the rules of a house that asks all of them. The second wants a server with these
rules, and says for each survey what is shown and hidden, what is sent back, how it ends and what the
record then holds.
"""

import argparse
import json
import pathlib
import unittest

from respondent import Respondent
from survey_forms import Forms  # noqa: F401, its tests run as well
from survey_rules import rules


class Quizzes(Respondent):
    """Profiles, quizzes and polls."""

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
        Respondent.url, Respondent.shots = settings.url, settings.shots
        unittest.main(argv=["surveys"] + rest)
