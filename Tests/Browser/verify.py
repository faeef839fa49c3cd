"""Opens the page that checks receipts from the disk, with the network off, and tries to deceive it.

    python3 Tests/Browser/verify.py --receipts mine.json --other theirs.json --shots /tmp/shots

Wants the receipts files of two people of one log. With --url, also checks what that server serves.
"""

import argparse
import json
import pathlib
import re
import statistics
import unittest
from base64 import b64encode
from copy import deepcopy
from hashlib import sha256
from tempfile import TemporaryDirectory
from urllib.request import urlopen

import sample_log
from forgeries import CHANGED, FORGERIES, STRANGE
from visitor import Visitor

PAGE = pathlib.Path(__file__).parents[2] / "Sources/CandorServer/Assets/verify.html"
POLICY = r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">'
MOST_MILLISECONDS = 5  # for one receipt of a log with 2^24 entries
ROWS = """return [...document.querySelectorAll('#events > li')].map(it => ({
  holds: it.classList.contains('holds'),
  says: it.querySelector('.says').textContent,
  answer: it.querySelector('.answer')?.textContent ?? ''
}))"""
class Verifier(Visitor):
    def setUp(self):
        super().setUp()
        self.folder = pathlib.Path(self.enterContext(TemporaryDirectory()))
        self.connect(False)
        self.open(PAGE.absolute().as_uri())

    def connect(self, is_on):
        rate = -1 if is_on else 0
        conditions = {"offline": not is_on, "latency": 0, "downloadThroughput": rate, "uploadThroughput": rate}
        self.browser.execute_cdp_cmd("Network.enable", {})
        self.browser.execute_cdp_cmd("Network.emulateNetworkConditions", conditions)

    def open(self, address, is_ready=True):
        self.browser.get(address)
        if is_ready:
            self.wait.until(lambda _: self.one("#file").is_enabled(), "the page does not start")

    def check(self, content, key=""):
        """What the page says of a file: the whole answer, and a row for each event."""
        file = self.folder / f"{len(list(self.folder.iterdir()))}.json"
        file.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
        answers = "#verdict, #file-mistake, #key-mistake"
        self.one("#key").clear()
        if key:
            self.one("#key").send_keys(key)
        self.browser.execute_script(f"document.querySelectorAll('{answers}').forEach(it => it.hidden = true)")
        self.one("#file").send_keys(str(file))
        answer = self.wait.until(lambda _: [it for it in self.all(answers) if it.is_displayed()])[0].text
        return answer, self.browser.execute_script(ROWS)

    def holds(self, content, key=""):
        answer, rows = self.check(content, key)
        self.assertTrue(answer.startswith("It holds: "), answer)
        self.assertTrue(all(row["holds"] and row["answer"].startswith("Holds.") for row in rows), rows)
        return answer

    def fails(self, content, *reasons, places=()):
        """The answer names each reason, and the receipts at these places hold no more; the others do."""
        answer, rows = self.check(content)
        self.assertTrue(answer.startswith("It does not hold"), answer)
        for reason in reasons:
            self.assertIn(reason, answer)
        told = [row for row in rows if row["answer"]]
        self.assertEqual([place for place, row in enumerate(told) if not row["holds"]], list(places), answer)
        for place in places:
            self.assertRegex(told[place]["answer"], "^Does not hold: ")

    def refuses(self, content, reason, key=""):
        """Nothing is said of any event."""
        self.assertIn(reason, self.check(content, key)[0])
        shown = [it for it in self.all("#verdict, #result") if it.is_displayed()]
        self.assertFalse(shown, "an answer is still there")

    def run_async(self, script, *values):
        """What a script gives that may wait, in the page."""
        body = f"const give = arguments[arguments.length - 1]; (async (...it) => {{{script}}})(...arguments)"
        kept = self.browser.execute_async_script(f"{body}.then(give, error => give('ERROR ' + error))", *values)
        self.assertNotRegex(str(kept), "^ERROR ")
        return kept


class VerifierTest(Verifier):
    def test_policy_names_what_is_in_the_page(self):
        page = PAGE.read_text()
        [policy] = re.findall(POLICY, page)
        for tag in ["script", "style"]:
            [text] = re.findall(f"<{tag}>(.*?)</{tag}>", page, re.S)
            right = f"{tag}-src 'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
            self.assertIn(right, policy.split("; "), "write it into the policy of the page")
        self.assertEqual(policy.split("; ")[0], "default-src 'none'")
        self.assertNotRegex(page, r"innerHTML|outerHTML|insertAdjacent|document\.write|eval\(|https?://(?!www\.w3)")

    def test_real_receipts_hold_without_a_network(self):
        self.look("verify")
        self.assertFalse(self.browser.execute_script("return navigator.onLine"))
        receipts = mine["receipts"]
        answer = self.holds(mine)
        self.assertIn(f"{len(receipts)} events, none missing", answer)
        self.assertIn("the key in the file", answer)
        self.assertIn("The file brings the same", self.holds(mine, mine["key"]))
        self.assertEqual(len(self.all("#events > li")), len(receipts))
        self.assertEqual(self.one("#file-key").text, mine["key"])
        self.assertEqual(self.browser.execute_script("return performance.getEntriesByType('resource').length"), 0)
        self.one("#events summary").click()
        self.look("verify-holds")

    def test_part_of_a_record_says_what_it_does_not_show(self):
        receipts = mine["receipts"]
        for place in [0, 4]:
            answer = self.holds({**mine, "receipts": receipts[place:place + 1]})
            self.assertIn("It holds: 1 event is in the log", answer)
            self.assertIn("does not show whether others are missing", answer)
        answer = self.holds({**mine, "receipts": receipts[2:5]})
        self.assertIn("events 3 to 5, none missing between", answer)
        self.assertIn("does not show what came before event 3", answer)

    def test_forged_receipts_do_not_hold(self):
        for name, (forge, reason) in FORGERIES.items():
            with self.subTest(name):
                forged = deepcopy(mine)
                forge(forged["receipts"][3])
                self.assertNotEqual(forged, mine)
                # A number that two receipts claim is a fault of the second, too.
                places = [3, 4] if name == "the number of the receipt" else [3]
                self.fails(forged, reason, places=places)

    def test_receipts_that_do_not_belong_together_do_not_hold(self):
        own, strange = mine["receipts"], theirs["receipts"]
        files = {
            "one removed": (own[:3] + own[4:], "Event 4 is missing.", []),
            "several removed": (own[:3] + own[6:], "Events 4 to 6 are missing.", []),
            "reordered": (own[:3] + [own[4], own[3]] + own[5:], "it stands after event 5", [4]),
            "one twice": (own[:4] + own[3:], "it is in the file twice", [4]),
            "another person's in between": (own[:3] + [strange[3]] + own[4:], "another person’s record", [3]),
            "another person's at the end": (own[:3] + [strange[3]], "another person’s record", [3]),
        }
        for name, (receipts, reason, places) in files.items():
            with self.subTest(name):
                self.fails({**mine, "receipts": receipts}, reason, places=places)
        forged = deepcopy(mine)
        FORGERIES["the text of the event"][0](forged["receipts"][3])
        del forged["receipts"][5]
        self.fails(forged, CHANGED, "Event 6 is missing.", places=[3])
        self.look("verify-forged")

    def test_a_log_that_signs_a_false_history_is_found_out(self):
        texts = sample_log.record([("exported", {})] * 4)
        self.holds(sample_log.signed(texts))
        other = sample_log.record([("muted", {"attribute": "genres"})] * 4)
        self.fails(sample_log.signed([*texts[:2], other[2], texts[3]]), "names another event before it", places=[2])
        for name, text in STRANGE.items():
            with self.subTest(name):
                self.fails(sample_log.signed([text]), "the event ", places=[0])

    def test_what_the_file_says_is_never_markup(self):
        tag = "<img src=x onerror=alert(1)>"
        texts = sample_log.record([
            ("declared", {"attribute": tag, "value": [tag], "until": 9 * 10**15}), (tag, {tag: tag})])
        self.holds(sample_log.signed(texts))
        says = self.browser.execute_script(ROWS)
        self.assertIn(tag, says[0]["says"])
        self.assertIn("no words for it", says[1]["says"])
        self.assertEqual(self.all("img"), [])

    def test_another_key_is_used_instead(self):
        name = mine["origin"]
        for key, reason in {sample_log.VKEY: "the checkpoint is of another log than the key",
                            sample_log.verifier_key(name): "the log signed it with another key"}.items():
            answer, rows = self.check(mine, key)
            self.assertIn("The file brings another", answer)
            self.assertEqual([row for row in rows if row["holds"] or reason not in row["answer"]], [])
        for key, reason in {"lantern": "a key is a name", mine["key"].replace("+", "+0", 1): "a key is a name",
                            re.sub(r"\+\w{8}\+", "+00000000+", mine["key"]): "its number is",
                            mine["key"] + "AAAA": "not an Ed25519 key"}.items():
            self.refuses(mine, reason, key)

    def test_a_file_of_something_else_is_refused(self):
        for content, reason in {b"PK\3\4": "not JSON", b"\xff\xfe": "cannot be read", b"null": "not JSON",
                                b'{"events": []}': "no receipts in it", b'{"receipts": []}': "no receipt",
                                b'{"receipts": [{}]}': "The key in the file cannot be used"}.items():
            self.refuses(content, reason)
        steep = {"event": '{"kind":"x","what":' + 50_000 * "[" + 50_000 * "]" + "}", "salt": "", "proof": ""}
        self.refuses({**mine, "receipts": [steep]}, "cannot be checked here")
        self.fails({"key": mine["key"], "receipts": [None]}, "lacks its event", places=[0])

    def test_no_character_of_a_receipt_can_be_changed(self):
        held, tried = self.run_async("""
          const [file] = it, key = await readKey(file.key), receipt = file.receipts[3], forged = []
          for (const part of ["event", "salt", "proof"]) for (let place = 0; place < receipt[part].length; place += 1) {
            const code = receipt[part].charCodeAt(place), text = [...receipt[part]]
            for (const other of [code + 1, code ^ 32, 10]) if (other !== code) {
              text[place] = String.fromCharCode(other)
              forged.push({ ...receipt, [part]: text.join("") })
            }
          }
          const entries = await checkAll(forged, key, () => {})
          return [entries.filter(it => it.event).map(it => it.receipt), entries.length]""", mine)
        self.assertEqual(held, [])
        self.assertGreater(tried, 2000)

    def test_a_proof_in_a_large_log_is_short_and_fast(self):
        deep = sample_log.deep()
        self.assertIn("1 event is in the log", self.holds(deep))
        hashes, times = self.run_async("""
          const [file] = it, key = await readKey(file.key), [receipt] = file.receipts
          const checkpoint = await checkedCheckpoint(readProof(receipt.proof).note, key)
          const { index, hashes } = readProof(receipt.proof), leaf = new Uint8Array(32)
          const digest = crypto.subtle.digest.bind(crypto.subtle)
          let count = 0
          crypto.subtle.digest = (...all) => { count += 1; return digest(...all) }
          await rootOf(leaf, index, checkpoint.size, hashes)
          delete crypto.subtle.digest
          const times = []
          for (let round = 0; round < 200; round += 1) {
            const start = performance.now()
            const [{ reason }] = await checkAll([receipt], key, () => {})
            times.push(performance.now() - start)
            if (reason) throw new Error(reason)
          }
          return [count, times]""", deep)
        self.assertEqual(hashes, 24)
        median = statistics.median(times)
        print(f"a proof of {hashes} hashes in {median:.2f} ms, at worst {max(times):.2f} ms")
        self.assertLessEqual(median, MOST_MILLISECONDS)

    def test_every_leaf_of_every_small_tree(self):
        trees = []
        for size in range(1, 34):
            leaves = [sha256(b"%d" % number).digest() for number in range(size)]
            proofs = [[it.hex() for it in sample_log.path(index, leaves)] for index in range(size)]
            trees.append([size, sample_log.root(leaves).hex(), [it.hex() for it in leaves], proofs])
        wrong = self.run_async("""
          const bytes = hex => Uint8Array.from(hex.match(/../g), it => parseInt(it, 16)), wrong = []
          const leads = async (...all) => { try { return await rootOf(...all) } catch { return null } }
          for (const [size, top, leaves, proofs] of it[0]) for (const [index, leaf] of leaves.entries()) {
            const hashes = proofs[index].map(bytes), root = bytes(top), from = [bytes(leaf), BigInt(index), BigInt(size)]
            const right = await leads(...from, hashes)
            const refused = [await leads(...from, hashes.slice(1)), await leads(...from, [...hashes, root]),
              await leads(from[0], from[2], from[2], hashes)]
            const isRight = right && isSame(right, root) && (!hashes.length || refused[0] === null)
            if (!isRight || refused[1] !== null || refused[2] !== null) wrong.push([index, size])
          }
          return wrong""", trees)
        self.assertEqual(wrong, [])

    def test_a_browser_that_cannot_check_signatures_says_so(self):
        subtle = "SubtleCrypto.prototype"
        for fault, told in {
            f"{subtle}.importKey = async () => {{ throw new DOMException('', 'NotSupportedError') }}": "does not know Ed25519",
            f"{subtle}.verify = async () => true": "does not know Ed25519",
            "Object.defineProperty(Crypto.prototype, 'subtle', {value: undefined})": "over https",
        }.items():
            add, remove = "Page.addScriptToEvaluateOnNewDocument", "Page.removeScriptToEvaluateOnNewDocument"
            number = self.browser.execute_cdp_cmd(add, {"source": fault})
            self.open(PAGE.absolute().as_uri(), is_ready=False)
            self.assertIn(told, self.one("#unable").text)
            self.assertFalse(self.one("#file").is_enabled())
            self.browser.execute_cdp_cmd(remove, number)
        self.look("verify-unable")

    def test_the_server_serves_the_same_page(self):
        if not settings.url:
            self.skipTest("no server was named")
        address = f"{settings.url.rstrip('/')}/verify"
        with urlopen(address) as reply:
            self.assertEqual(reply.read(), PAGE.read_bytes())
            policy = reply.headers.get_all("Content-Security-Policy")
        [own] = re.findall(POLICY, PAGE.read_text())
        self.assertEqual(policy, [f"{own}; frame-ancestors 'none'"])
        self.connect(True)
        self.open(address)
        self.one("a[href='/me']")
        self.holds(mine)
        self.look("verify-served")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Tries to deceive the page that checks receipts.")
    parser.add_argument("--receipts", required=True, type=pathlib.Path, help="of somebody, seven events at least")
    parser.add_argument("--other", required=True, type=pathlib.Path, help="of somebody else")
    parser.add_argument("--shots", required=True, type=pathlib.Path, help="folder for screenshots")
    parser.add_argument("--url", help="of a server, to check what it serves")
    settings = parser.parse_args()
    Visitor.shots = settings.shots
    settings.shots.mkdir(parents=True, exist_ok=True)
    mine, theirs = (json.loads(it.read_text()) for it in [settings.receipts, settings.other])
    unittest.main(argv=[__file__], verbosity=2)
