"""Shows an experience on a page of another site, in Chromium, and tries to get in where nobody should.

    python3 Tests/Browser/embed.py --candor .build/debug/candor --shots /tmp/shots

Starts a server of its own, and two hosts: one that the rules name, with the strictest policy, and one
that they do not.
"""

import argparse
import json
import pathlib
import re
import subprocess
import threading
import time
import unittest
from base64 import urlsafe_b64encode
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from tempfile import TemporaryDirectory
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from selenium.webdriver.common.keys import Keys

from visitor import Visitor

ROOT = pathlib.Path(__file__).parents[2]
PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Host</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<script type="module" src="{candor}/embed.js"></script></head>
<body><main><h1>A shop</h1><p><a href="#end">Before</a></p>
<candor-experience name="{name}" {attributes}></candor-experience></main></body></html>"""
WATCH = """
window.violations = []; window.told = []
addEventListener("securitypolicyviolation", it => violations.push(`${it.violatedDirective} ${it.blockedURI}`))
for (const name of ["answered", "closed", "failed"]) addEventListener(`candor-${name}`, it => told.push([it.type, it.detail]), true)
"""


def b64(data):
    return urlsafe_b64encode(data).decode().rstrip("=")


class Signer:
    """The company's server: an ES256 and an EdDSA key."""

    def __init__(self):
        self.keys = {"es": ec.generate_private_key(ec.SECP256R1()), "ed": ed25519.Ed25519PrivateKey.generate()}

    def rules(self, origin):
        point = self.keys["es"].public_key().public_numbers()
        x, y = (b64(it.to_bytes(32, "big")) for it in [point.x, point.y])
        raw = b64(self.keys["ed"].public_key().public_bytes_raw())
        return (f"\nembedding:\n  origins: ['{origin}']\n  issuer: shop\n  keys:\n"
                f"    - {{kid: es, kty: EC, crv: P-256, x: '{x}', y: '{y}'}}\n"
                f"    - {{kid: ed, kty: OKP, crv: Ed25519, x: '{raw}'}}\n")

    def token(self, name, key="es", header=None, **claims):
        now = time.time()
        header = {"alg": "ES256" if key == "es" else "EdDSA", "kid": key, "typ": "JWT", **(header or {})}
        claims = {"iss": "shop", "aud": settings.url, "sub": name, "iat": now, "exp": now + 300, **claims}
        text = ".".join(b64(json.dumps(it).encode()) for it in [header, claims])
        if key == "ed":
            return f"{text}.{b64(self.keys['ed'].sign(text.encode()))}"
        numbers = decode_dss_signature(self.keys["es"].sign(text.encode(), ec.ECDSA(SHA256())))
        return f"{text}.{b64(b''.join(it.to_bytes(32, 'big') for it in numbers))}"


def host(policy):
    """A site that serves `page` under a policy; the port is its own origin."""
    class Handler(BaseHTTPRequestHandler):
        page = ""

        def do_GET(self):
            body = type(self).page.encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Security-Policy", policy())
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server, f"http://localhost:{server.server_port}"


def strict():
    return f"default-src 'none'; script-src {settings.url}; connect-src {settings.url}; style-src 'self'"


class Embed(Visitor):
    def setUp(self):
        super().setUp()
        self.browser.execute_cdp_cmd("Page.enable", {})
        self.browser.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": WATCH})

    def open(self, site, name="tastes", attributes=""):
        server, origin = site
        server.RequestHandlerClass.page = PAGE.format(candor=settings.url, name=name, attributes=attributes)
        self.browser.get(origin + "/")

    @property
    def inside(self):
        return self.one("candor-experience").shadow_root

    def there(self, css):
        """The first element inside that fits."""
        seen = lambda _: next((it for it in self.all(css, self.inside) if it.is_displayed()), None)
        return self.wait.until(seen, f"nothing inside is {css}")

    def press(self, css):
        before = self.there(".page")
        self.there(css).click()
        gone = lambda _: self.all(".page", self.inside) not in ([], [before])
        self.wait.until(gone, f"{css} leads nowhere")

    def tick(self, name, value):
        box = self.all(f"input[name='{name}'][value='{value}']", self.inside)[0]
        self.browser.execute_script("arguments[0].labels[0].click()", box)

    def is_clean(self):
        """No cookie on either origin, no violation, nothing in an event that was said."""
        cookies = self.browser.execute_cdp_cmd("Network.getAllCookies", {})["cookies"]
        self.assertEqual(cookies, [])
        self.assertEqual(self.browser.execute_script("return violations"), [])
        told = json.dumps(self.browser.execute_script("return told"))
        self.assertNotRegex(told, "Astronomy|wonder")

    def answers(self, is_looking=False):
        """From the first question to the outcome."""
        look = self.look if is_looking else lambda _: None
        self.there("input[name=genres]")
        look("embed-question")
        self.tick("genres", "Astronomy")
        self.press("button[value=next]")
        self.press("button[name=go][value=skip]")
        self.press("button[name=go][value=skip]")
        self.tick("motivation", "wonder")
        self.press("button[value=next]")
        while self.all("form.notice", self.inside):
            look("embed-notice")
            self.press("button[name=say][value=yes]")
        self.there(".picks .pick")
        look("embed-outcome")

    def test_from_the_first_question_to_the_outcome(self):
        self.open(shop)
        self.answers(is_looking=True)
        self.assertEqual(self.browser.execute_script("return told.map(it => it[0])"), ["candor-answered"])
        self.is_clean()
        self.press("button[value=like]")
        self.there(".chosen")
        self.press("a[href='/me/consents']")
        self.look("embed-consents")
        self.press("button[value=withdraw]")
        self.is_clean()

    def test_works_where_trusted_types_are_required(self):
        self.open(careful)
        self.answers()
        self.is_clean()

    def test_a_narrow_element_and_another_font_size_do_not_break_it(self):
        self.open(shop)
        self.there("input[name=genres]")
        self.browser.execute_script("""
          document.documentElement.style.fontSize = "10px"
          document.querySelector("candor-experience").style.width = "300px" """)
        size = "return getComputedStyle(arguments[0]).fontSize"
        self.assertEqual(self.browser.execute_script(size, self.there(".choice span")), "18px")
        self.look("embed-narrow")

    def test_by_keyboard_alone(self):
        self.open(shop)
        self.there("input[name=genres]")
        active = "return document.querySelector('candor-experience').shadowRoot.activeElement"
        keys = lambda *it: self.browser.switch_to.active_element.send_keys(*it)
        self.all("a")[0].send_keys(Keys.TAB)
        self.assertEqual(self.browser.execute_script(f"{active}.name"), "genres")
        keys(Keys.SPACE)
        first = self.there(".page")
        self.browser.execute_script(active).send_keys(Keys.ENTER)
        self.wait.until(lambda _: self.all(".page", self.inside) not in ([], [first]))
        focused = self.wait.until(lambda _: self.browser.execute_script(f"return ({active[7:]})?.tagName"))
        self.assertEqual(focused, "H1", "the new question is not focused")
        self.assertIn("Question 2", self.all("[role=status]", self.inside)[-1].get_attribute("textContent"))
        self.is_clean()

    def test_is_not_shown_where_the_rules_do_not_say_so(self):
        self.open(stranger)
        time.sleep(1)
        self.assertFalse(self.browser.execute_script("return !!customElements.get('candor-experience')"))
        for path, method in [("/embed/e/tastes", "GET"), ("/embed/sessions", "POST")]:
            with self.assertRaises(HTTPError) as refused:
                urlopen(Request(settings.url + path, method=method, headers={"Origin": stranger[1]}))
            self.assertEqual(refused.exception.code, 403)
            self.assertIsNone(refused.exception.headers["Access-Control-Allow-Origin"])

    def call(self, method, path, body=None):
        headers = {"Authorization": f"Bearer {settings.key}", "Content-Type": "application/json"}
        data = json.dumps(body).encode() if body is not None else None
        with urlopen(Request(settings.url + path, method=method, headers=headers, data=data)) as reply:
            return json.load(reply)

    def test_what_was_told_before_becomes_theirs_once(self):
        for key in ["es", "ed"]:
            name = f"reader-{key}-{time.time_ns()}"
            self.open(shop)
            self.answers()
            token = signer.token(name, key)
            self.browser.execute_script("document.querySelector('candor-experience').setAttribute('token', arguments[0])", token)
            look_up = lambda _: self.known(name)
            person = self.wait.until(look_up, "nobody is known by the token")
            record = lambda _: self.call("GET", f"/v1/people/{person}/record")
            held = self.wait.until(lambda it: record(it) if "Astronomy" in json.dumps(record(it)) else None)
            genres = [it for it in held["answers"] if it["attribute"] == "genres"]
            self.assertEqual([it["value"] for it in genres], [["Astronomy"]])
            self.is_clean()

    def known(self, name):
        try:
            return self.call("POST", "/v1/people/lookup", {"externalId": name})["person"]
        except HTTPError as error:
            error.close()
            return None

    def test_somebody_unknown_can_have_it_forgotten(self):
        self.open(shop)
        self.answers()
        self.press("a[href='/me/erase']")
        self.look("embed-forget")
        self.press("button[value=erase]")
        self.assertIn("erased", self.there("h1").text)
        self.look("embed-forgotten")
        self.is_clean()

    def test_a_false_token_is_refused_and_named(self):
        now = time.time()
        false = {
            "token.exp": signer.token("a", exp=now - 1), "token.aud": signer.token("a", aud="https://other.example"),
            "token.alg": signer.token("a", header={"alg": "none"}), "token.signature": signer.token("a")[:-6] + "AAAAAA",
        }
        for field, token in false.items():
            with self.subTest(field):
                self.open(shop, attributes=f"token='{token}'")
                told = self.wait.until(lambda _: self.browser.execute_script("return told"))
                self.assertEqual(told[0][0], "candor-failed")
                self.assertEqual([it["field"] for it in told[0][1]["errors"]], [field])
        self.browser.get_log("browser")  # Chromium logs each refusal.

    def test_the_session_outlives_a_reload_only_if_the_host_says_so(self):
        for attribute, is_kept in [("resume", True), ("", False)]:
            self.open(shop, attributes=attribute)
            self.browser.execute_script("sessionStorage.clear()")
            self.answers()
            self.browser.refresh()
            self.there("input[name=genres]")
            ticked = [it.get_attribute("value") for it in self.all("input:checked", self.inside)]
            self.assertEqual(ticked, ["Astronomy"] if is_kept else [])

    def test_size(self):
        script = ROOT / "Sources/CandorServer/Assets/embed.js"
        self.assertLessEqual(script.stat().st_size, 6 * 1024)
        self.assertNotRegex(script.read_text(), r"innerHTML|outerHTML|insertAdjacent|document\.write|eval\(|cookie")


def serve(candor, folder):
    """A server of the magazine, with rules that name the hosts."""
    rules = folder / "rules.yaml"
    text = (ROOT / "Examples/magazine/rules.yaml").read_text()
    rules.write_text(text + signer.rules(shop[1]).replace(f"['{shop[1]}']", f"['{shop[1]}', '{careful[1]}']"))
    data = str(folder / "data")
    catalogue = str(ROOT / "Examples/magazine/catalogue.csv")
    quiet = {"stderr": subprocess.DEVNULL, "stdout": subprocess.DEVNULL}
    subprocess.run([candor, "import", "catalogue", catalogue, "--data", data, "--rules", rules], check=True, **quiet)
    key = subprocess.run([candor, "keys", "create", "--name", "embed", "--data", data, "--scope", "people:write",
                          "people:read"], check=True, capture_output=True, text=True).stdout.strip()
    out = open(folder / "out", "w+")
    server = subprocess.Popen([candor, "serve", "--data", data, "--port", "0", "--demo"], stdout=out, stderr=out)
    for _ in range(100):
        if found := re.search(r"http://127\.0\.0\.1:\d+", (folder / "out").read_text()):
            return server, found[0], key
        time.sleep(0.1)
    server.kill()
    raise SystemExit((folder / "out").read_text())


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Shows an experience on another site.")
    parser.add_argument("--candor", required=True, help="the binary")
    parser.add_argument("--shots", required=True, type=pathlib.Path, help="folder for screenshots")
    settings = parser.parse_args()
    Visitor.shots = settings.shots
    settings.shots.mkdir(parents=True, exist_ok=True)
    signer = Signer()
    shop, stranger = host(strict), host(strict)
    careful = host(lambda: f"{strict()}; require-trusted-types-for 'script'")
    with TemporaryDirectory() as folder:
        server, settings.url, settings.key = serve(settings.candor, pathlib.Path(folder))
        try:
            unittest.main(argv=[__file__], verbosity=2)
        finally:
            server.terminate()
            server.wait()
