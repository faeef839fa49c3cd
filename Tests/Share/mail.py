"""A mail server asks whom mail to an address of a copy is for: Postfix's own lookup, by tcp_table(5).

    python3 Tests/Share/mail.py PATH-OF-CANDOR FOLDER-OF-POSTFIX

The folder holds Debian's package of Postfix, unpacked. `postmap -q` asks `candor relay --listen`, which
asks a real server: mail reaches its person under the address of each copy, in capitals and with a tag;
it reaches nobody from the moment on at which the yes to that copy is withdrawn, or its person is
erased; and it waits while the server is down.
"""
import json
import os
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "Faults"))

import lark as invented
from house import Violation, folder
from trace import Lark, demand, rows

FOUND, NOBODY, LATER = "found", "nobody", "later"


class Postfix:
    """Its lookup, with a configuration of its own and nothing of it running."""

    def __init__(self, unpacked, place):
        self.program = unpacked / "usr/sbin/postmap"
        self.libraries = unpacked / "usr/lib/postfix"
        self.place = place / "postfix"
        self.place.mkdir()
        (self.place / "main.cf").write_text(
            f"compatibility_level=3.6\nmail_owner=daemon\nsetgid_group=mail\nqueue_directory={self.place}\n")

    def ask(self, port, address):
        """What it takes the answer for, and the address."""
        done = subprocess.run(
            [self.program, "-c", self.place, "-q", address, f"tcp:127.0.0.1:{port}"],
            capture_output=True, text=True, env={**os.environ, "LD_LIBRARY_PATH": str(self.libraries)})
        if done.returncode == 0:
            return FOUND, done.stdout.strip()
        return (LATER if "query error" in done.stderr else NOBODY), done.stderr


def relay(lark, server, key):
    """Starts `candor relay`; returns the process and its port."""
    process = subprocess.Popen(
        [lark.candor, "relay", "--listen", "127.0.0.1:0", "--server", f"http://127.0.0.1:{server.port}"],
        stdout=subprocess.PIPE, text=True, start_new_session=True, env={**os.environ, "CANDOR_KEY": key})
    lark.started.append(process)
    line = process.stdout.readline()
    demand("127.0.0.1:" in line, f"candor relay says {line!r}")
    return process, int(line.rsplit(":", 1)[1])


def main():
    candor, unpacked = sys.argv[1], pathlib.Path(sys.argv[2]).resolve()
    with folder("mail") as place, Lark(candor, place) as lark:
        postfix = Postfix(unpacked, place)
        mail = lark.run("keys", "create", "--name", "mail", "--scope", "relay")
        lark.key = lark.run("keys", "create", "--name", "all", "--scope", "people:read", "people:write",
                            "people:erase", "disclosures")
        server = lark.serve()
        server.headers["Authorization"] = f"Bearer {lark.key}"
        readers = invented.readers(4, 1)
        lark.ask(server, readers)
        copies = {}
        for recipient in invented.RECIPIENTS[:2]:
            file = place / f"{recipient}.csv"
            lark.command(server, "disclose", "--to", recipient, "--for", "offers",
                         "--attributes", "full-name,address,email", "--out", str(file))
            copies[recipient] = rows(file)
        process, port = relay(lark, server, mail)

        def expect(address, says, person=None):
            found = postfix.ask(port, address)
            demand(found[0] == says and (person is None or found[1] == person),
                   f"{address}: Postfix finds {found}, not {says} {person or ''}")

        # Fictional people have no address, or one below the readers'.
        numbers = {row["email"]: int((row["address"] or "0").split()[0]) - invented.FIRST
                   for copy in copies.values() for row in copy}
        reached = 0
        for address, number in numbers.items():
            local, domain = address.split("@")
            person = readers[number]["email"] if number >= 0 else "privacy@lark.example"
            reached += number >= 0
            for written in (address, address.upper(), f"{local}+tag@{domain}"):
                expect(written, FOUND, person)
        demand(reached == 2 * len(readers), f"{reached} addresses of {len(readers)} readers in 2 copies")
        for address in ("a" * 20 + f"@{invented.RELAY}", readers[0]["email"], f"@{invented.RELAY}",
                        "postmaster", "with blank@relay.lark.example", "100%@relay.lark.example"):
            expect(address, NOBODY)
        print(f"  {reached} addresses reach their people, {len(numbers) - reached} of fictional people "
              "the company, and no other anybody")

        auk, brant = invented.RECIPIENTS[:2]
        def address(recipient, number):
            return next(row["email"] for row in copies[recipient] if numbers[row["email"]] == number)

        status, body = server.call("POST", "/v1/people/lookup", {"externalId": "reader-0"})
        demand(status == 200, f"a reader is looked up with {status}: {body}")
        person = json.loads(body)["person"]
        status, body = server.call("PUT", f"/v1/people/{person}/consents/offers/{auk}",
                                   {"answer": "withdraw"})
        demand(status == 200, f"a yes is withdrawn with {status}: {body}")
        expect(address(auk, 0), NOBODY)
        expect(address(brant, 0), FOUND)
        status, body = server.call("DELETE", f"/v1/people/{person}")
        demand(status < 300, f"a reader is erased with {status}: {body}")
        expect(address(brant, 0), NOBODY)
        print("  it reaches nobody once the yes is withdrawn, or its person erased")

        rest = address(brant, 1)
        server.kill()
        expect(rest, LATER)
        again = lark.serve("--port", str(server.port))
        expect(rest, FOUND)
        again.stop()
        process.terminate()
        process.wait()
        print("  it waits while the server is down")


if __name__ == "__main__":
    try:
        main()
    except Violation as violation:
        print(f"VIOLATION: {violation}", file=sys.stderr)
        sys.exit(1)
