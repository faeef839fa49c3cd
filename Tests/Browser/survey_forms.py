"""Forms, planners and preferences: what is typed, matched and repeated by rows."""

from respondent import Respondent


class Forms(Respondent):
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
