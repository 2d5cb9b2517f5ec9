"""A shop's side of Herald, with nothing but Python: it tells who has bought, and hears who leaves.

    python3 shop.py bought 123456789 "Red shoes"    the buyer gets a tag, a field, and the series
    python3 shop.py sale sale.md                    to whoever has bought, and only once
    python3 shop.py listen                          takes Herald's events, until Ctrl-C

In the environment:

    HERALD_URL      where the bot's API is: https://bot.example.org
    HERALD_KEY      a key with the rights people and send
    HERALD_SERIES   the number of the series for buyers; none without it
    HERALD_SECRET   whsec_…, shown when the address of `listen` was added under Events
    SHOP_PORT       where `listen` listens on this machine (8090); put an https proxy before it
    SHOP_DATABASE   the shop's own file (shop.sqlite3)
"""

import base64
import hashlib
import hmac
import json
import os
import sqlite3
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

TRIES = 5
CLOCKS_DIFFER = 300  # seconds by which a timestamp may be off: else somebody repeats an old post
LARGEST_EVENT = 1024 * 1024  # bytes
KNOWN_FOR = 7 * 86_400  # seconds for which an event's id is kept


class Refused(Exception):
    """Herald does not do it; the problem's code and its words."""


def setting(name: str) -> str:
    if not (value := os.environ.get(name)):
        raise Refused(f"set {name} in the environment")
    return value


def ask(method: str, path: str, body: Mapping[str, Any] | None = None, *, once: str = "") -> Any:
    """A call to the API. With `once` it is done once, however often it has to be tried."""
    headers = {"Authorization": f"Bearer {setting('HERALD_KEY')}"}
    if once:
        headers["Idempotency-Key"] = once
    data = None
    if body is not None:
        headers["Content-Type"], data = "application/json", json.dumps(body).encode()
    url = setting("HERALD_URL").rstrip("/") + "/api/v1" + path
    request = urllib.request.Request(url, data, headers, method=method)
    left = TRIES
    while True:
        left, wait = left - 1, 2.0
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            if error.code not in (429, 503) or not left:
                raise Refused(problem_in(error)) from None
            wait = float(error.headers.get("Retry-After") or wait)
        except OSError:  # no connection, or its answer got lost
            if not left:
                raise
        time.sleep(wait)


def problem_in(error: urllib.error.HTTPError) -> str:
    """The code, for programs, and the words; or what a server before Herald's has said."""
    if error.headers.get_content_type() != "application/problem+json":
        return f"{error.code} {error.reason}"
    problem = json.load(error)
    return f"{problem['code']}: {problem['detail']}"


def bought(chat_id: int, what: str) -> None:
    """The shop knows the buyer's Telegram id, because they came to the shop by way of the bot."""
    change = {"tag": ["bought"], "fields": {"last bought": what}}
    ask("PATCH", f"/subscribers/{chat_id}", change)
    if series := os.environ.get("HERALD_SERIES"):
        ask("POST", f"/series/{series}/enrolments", {"chat_ids": [chat_id]})
    print(f"{chat_id} has bought {what}")


def sale(file: Path) -> None:
    """The same file is sent once: its content names the two calls."""
    text = file.read_text(encoding="utf-8")
    name = hashlib.sha256(text.encode()).hexdigest()[:16]
    body = {"text": text, "audience": {"tags": ["bought"]}, "quiet": True}
    draft = ask("POST", "/broadcasts", body, once=f"sale {name}")
    sent = ask("POST", f"/broadcasts/{draft['id']}/launch", once=f"launch sale {name}")
    print(f"broadcast {sent['id']} is launched; recipients: {sent['figures']['total']}")


def is_heralds(headers: Mapping[str, str], body: bytes, secret: str, now: float) -> bool:
    """Whether a post was signed with the secret, a moment ago (standardwebhooks.com)."""
    number, stamp = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
    if not (stamp.isascii() and stamp.isdigit()) or abs(now - int(stamp)) > CLOCKS_DIFFER:
        return False
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = hmac.digest(key, f"{number}.{stamp}.".encode() + body, hashlib.sha256)
    wanted = b"v1," + base64.b64encode(signed)
    given = headers.get("webhook-signature", "").encode().split()
    return any(hmac.compare_digest(one, wanted) for one in given)


class Shop:
    """What the shop knows of its subscribers."""

    def __init__(self, file: str) -> None:
        self._file = file
        with closing(self._opened()) as database, database:
            database.execute("CREATE TABLE IF NOT EXISTS events (id TEXT PRIMARY KEY, at INTEGER)")
            database.execute(
                "CREATE TABLE IF NOT EXISTS people (chat_id INTEGER PRIMARY KEY, state TEXT)"
            )

    def take(self, event_id: str, event: Mapping[str, Any], now: float) -> bool:
        """In one transaction with its id, because it may come again. False: it is known."""
        with closing(self._opened()) as database, database:
            database.execute("DELETE FROM events WHERE at < ?", (int(now) - KNOWN_FOR,))
            row = event_id, int(now)
            if not database.execute("INSERT OR IGNORE INTO events VALUES (?, ?)", row).rowcount:
                return False
            person = event["data"].get("subscriber")
            if event["type"].startswith("subscriber."):
                number, state = person["id"], event["data"]["state"]
                database.execute("DELETE FROM people WHERE chat_id = ?", (number,))
                if state != "erased":  # whoever has their data deleted there is forgotten here
                    database.execute("INSERT INTO people VALUES (?, ?)", (number, state))
            return True

    def _opened(self) -> sqlite3.Connection:
        return sqlite3.connect(self._file, timeout=10)


class Receiver(BaseHTTPRequestHandler):
    """2xx takes an event; whatever else is answered, it comes again later."""

    shop: Shop
    secret: str
    timeout = 10  # seconds for a silent connection

    def do_POST(self) -> None:
        length = self.headers.get("Content-Length", "")
        if not length.isdigit() or int(length) > LARGEST_EVENT:
            return self._answer(413)
        body, now = self.rfile.read(int(length)), time.time()
        if not is_heralds(self.headers, body, self.secret, now):
            return self._answer(401)
        event = json.loads(body)
        if self.shop.take(self.headers["webhook-id"], event, now):
            print(event["type"], json.dumps(event["data"], ensure_ascii=False), flush=True)
        return self._answer(204)

    def _answer(self, status: int) -> None:
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """What matters is printed above."""


def listen() -> None:
    Receiver.shop = Shop(os.environ.get("SHOP_DATABASE", "shop.sqlite3"))
    Receiver.secret = setting("HERALD_SECRET")
    address = "127.0.0.1", int(os.environ.get("SHOP_PORT", "8090"))
    with ThreadingHTTPServer(address, Receiver) as server:
        print(f"listening on http://{address[0]}:{server.server_port}", flush=True)
        server.serve_forever()


def main(arguments: list[str]) -> int:
    try:
        match arguments:
            case ["bought", chat_id, what]:
                bought(int(chat_id), what)
            case ["sale", file]:
                sale(Path(file))
            case ["listen"]:
                listen()
            case _:
                print(__doc__)
                return 2
    except (Refused, OSError) as error:
        print(f"shop: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 0
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
