"""The way from the first page to a list, and back out of a yes, with Tab, Space and Enter alone."""

from selenium.webdriver.common.keys import Keys

from visitor import Visitor

# What has the focus: whether its ring can be seen, and whether it comes after what had it before.
FOCUS = """
const it = document.activeElement, before = window.focused
window.focused = it
const rings = [it, it.closest('.choice, .step')].filter(Boolean).map(it => getComputedStyle(it))
const box = it.getBoundingClientRect()
return {
  fits: it.matches(arguments[0]), tag: it.outerHTML.slice(0, 120), isPage: it == document.body,
  isSeen: rings.some(ring => ring.outlineStyle != 'none' && parseFloat(ring.outlineWidth) >= 2),
  isThere: box.width > 0 && box.bottom > 0 && box.top < innerHeight,
  isLater: !before || !before.isConnected || before == document.body
    || !!(before.compareDocumentPosition(it) & (Node.DOCUMENT_POSITION_FOLLOWING)),
}
"""


class Keyboard(Visitor):
    def go(self, path):
        self.browser.get(self.url.rstrip("/") + path)

    def press(self, key):
        self.browser.switch_to.active_element.send_keys(key)

    def reach(self, css):
        """Goes on by Tab until the focus is where it should be."""
        self.assertTrue(self.all(css), f"{self.browser.current_url} has no {css}")
        for step in range(200):
            self.press(Keys.TAB)
            focus = self.browser.execute_script(FOCUS, css)
            if focus["isPage"]:
                continue
            where = f"{self.browser.current_url}: {focus['tag']}"
            self.assertTrue(focus["isSeen"], f"the focus cannot be seen at {where}")
            self.assertTrue(focus["isThere"], f"the focus is out of sight at {where}")
            self.assertTrue(focus["isLater"], f"the focus jumps back to {where}")
            if focus["fits"]:
                return step
        self.fail(f"{self.browser.current_url}: Tab never reaches {css}")

    def open(self, css, key=Keys.ENTER):
        """Presses what leads to another page, and waits until that page is there."""
        page = self.all("html")
        self.reach(css)
        self.press(key)
        self.wait.until(lambda _: self.all("html") != page, f"{css} leads nowhere")

    def test_keyboard(self):
        self.go("/")
        self.assertEqual(self.reach("a.skip"), 0, "the way past the head of the page comes first")
        self.press(Keys.ENTER)
        self.open("a[href='/e/tastes']")
        for _ in range(2):
            self.reach("input[name=genres]:not(:checked)")
            self.press(Keys.SPACE)
        self.open("button[value=next]")
        self.reach("[name=authors]")
        self.press("Ines Vargholm")
        self.open("button[value=next]")
        self.reach("input[name=poetry]")
        self.press(Keys.SPACE)
        self.open("button[value=next]", Keys.SPACE)
        self.open("button[value=skip]")
        self.open("form.notice button[value=yes]")
        while self.all("form.notice"):
            self.open("form.notice button[value=no]")
        self.assertTrue(self.browser.current_url.endswith("/e/tastes/outcome"), self.browser.current_url)
        self.one(".picks .pick")
        self.open("nav a[href='/me']")
        self.open("a[href='/me/consents']")
        stop = ".consent[data-purpose=personal-lists] button[value=withdraw]"
        self.open(stop, Keys.SPACE)
        self.assertFalse(self.all(stop), "the yes still stands")
        # To the end of the page and out of it: nothing holds the focus.
        self.reach(".footer button[value=ar]")
        self.press(Keys.ENTER)
        self.wait.until(lambda _: self.all("html[dir=rtl]"), "the language was not taken")
