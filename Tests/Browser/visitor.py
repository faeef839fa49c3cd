"""A browser that looks at each page as strictly as a person with no patience would."""

import json
import pathlib
import unittest
from base64 import b64decode

from selenium import webdriver
from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.support.wait import WebDriverWait
from selenium_axe_python import Axe

# A window of 1280 at 400 % zoom is 320 wide. The last one stays on for the visit.
WIDTHS = {"zoom": (320, 640), "phone": (390, 844), "desktop": (1280, 900)}
RIGHT_TO_LEFT = {"ar"}
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
  ['the language is named', root.lang == arguments[0] && (root.dir || 'ltr') == arguments[1], [root.lang, root.dir]],
  ['every phrase is filled in', !/\\[\\[|\\{[a-z]/.test(root.innerText), root.innerText.match(/.{0,20}(\\[\\[|\\{[a-z]).{0,20}/)],
  ['every input has a label', !bare.length, bare.map(it => it.outerHTML)],
  ['yes and no are the same size', yes.every((size, n) => Math.abs(size - no[n]) <= 1), [yes, no]],
].filter(([, holds]) => !holds)
"""


class Visitor(unittest.TestCase):
    shots: pathlib.Path  # where the screenshots go
    has_script = True  # whether the pages' own JavaScript runs
    language = "en"  # what the browser asks for

    def setUp(self):
        options = webdriver.ChromeOptions()
        options.binary_location = "/usr/bin/chromium"
        # Without motion: a page that scrolls smoothly is somewhere else when the click comes.
        flags = "headless=new no-sandbox disable-dev-shm-usage lang=en force-prefers-reduced-motion"
        for flag in flags.split():
            options.add_argument(f"--{flag}")
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        if not self.has_script:
            options.add_experimental_option("prefs", {"profile.managed_default_content_settings.javascript": 2})
        self.browser = webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver"))
        self.addCleanup(self.browser.quit)
        self.wait = WebDriverWait(self.browser, 10, ignored_exceptions=[StaleElementReferenceException])
        self.axe, self.pages = Axe(self.browser), 0
        self.browser.execute_cdp_cmd("Network.enable", {})
        headers = {"headers": {"Accept-Language": self.language}}
        self.browser.execute_cdp_cmd("Network.setExtraHTTPHeaders", headers)

    def all(self, css, inside=None):
        return (inside or self.browser).find_elements("css selector", css)

    def texts(self, css, inside=None):
        return [it.text.strip() for it in self.all(css, inside)]

    def one(self, css):
        """The first element that fits, once it is there and can be seen."""
        seen = lambda _: next((it for it in self.all(css) if it.is_displayed()), None)
        return self.wait.until(seen, f"{self.browser.current_url} has no {css}")

    def keep(self, name, shot):
        (self.shots / f"{self.language}-{self.pages:02}-{name}.png").write_bytes(b64decode(shot))

    def look(self, name):
        """Photographs a page at each width. Reports each fault that it has, and the visit goes on."""
        self.pages, faults, do = self.pages + 1, {}, self.browser.execute_cdp_cmd
        # Only what checks itself by script, and stands alone, is in one language.
        language = "en" if self.browser.current_url.endswith("/verify") else self.language
        spoken = [language, "rtl" if language in RIGHT_TO_LEFT else "ltr"]
        do("Emulation.setEmulatedMedia", {"features": []})
        for kind, (width, height) in WIDTHS.items():
            screen = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500}
            do("Emulation.setDeviceMetricsOverride", screen)
            whole = do("Page.getLayoutMetrics", {})["cssContentSize"]["height"]
            # Many viewers open nothing taller than this.
            clip = {"x": 0, "y": 0, "width": width, "height": min(whole, 16000), "scale": 1}
            shot = do("Page.captureScreenshot", {"captureBeyondViewport": True, "clip": clip})["data"]
            self.keep(f"{name}-{kind}", shot)
            for rule, _, evidence in self.browser.execute_script(FAULTS, *spoken):
                faults[f"{rule} ({kind})"] = evidence
            # axe needs timers, and sees on a narrower phone what it sees on a phone.
            for scheme in ["dark", "light"] if self.has_script and kind != "zoom" else []:
                media = [{"name": "prefers-color-scheme", "value": scheme}]
                do("Emulation.setEmulatedMedia", {"features": media})
                if (kind, scheme) == ("phone", "dark"):
                    shot = do("Page.captureScreenshot", {"captureBeyondViewport": True, "clip": clip})["data"]
                    self.keep(f"{name}-dark", shot)
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
