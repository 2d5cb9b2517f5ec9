"""The links of runs, known by their numbers before anything is sent; and where each leads.

A run that counts nothing costs a comparison here, and none of its calls anything.
"""

import secrets

from broadcast.clicks.counter import ClickCounter
from broadcast.model.clicks import tokens
from broadcast.model.clicks.addresses import Addresses, counted
from broadcast.model.clicks.targets import location
from broadcast.model.content import Content
from broadcast.model.options import Clicks
from db.clicks import links, signing
from db.connection.database import Database
from db.records import RunRow
from db.schema.states import RunKind
from runtime.clock import Clock

REMEMBERED = 4_096  # links; each is some hundred bytes, two kilobytes at most


class Tracking:
    """`base`: where the bot's own server is reached, https://bot.example/r/42/; None: nowhere."""

    def __init__(self, database: Database, base: str | None, clock: Clock) -> None:
        self._database = database
        self.base = base
        self.counter = ClickCounter(database, clock)
        self._secret: bytes | None = None
        # Where links lead, as a header says it, and the mark of it that their tokens bear.
        self._targets: dict[int, tuple[str, bytes]] = {}

    async def of(self, row: RunRow) -> Addresses | None:
        """Those of a run, each known from now on; None: it counts nothing.

        A correction's are its source's: what stays the same keeps its number, and its clicks.
        """
        if self.base is None or f'"clicks":"{Clicks.OFF}"' in row.content:
            return None
        kind, content = RunKind(row.kind), Content.load(row.content)
        if content.options.clicks is Clicks.OFF or kind not in (RunKind.SEND, RunKind.EDIT):
            return None
        run_id = row.id if kind is RunKind.SEND else row.source_run_id or 0
        urls = [url for url in content.links if counted(url, self.base)]
        if not urls:
            return None
        by_person = content.options.clicks is Clicks.PERSON
        async with self._database.write() as connection:
            secret = await signing.made_secret(connection, _new_secret)
            if by_person:
                await signing.remember_people(connection)
            numbers = await links.add(connection, run_id, urls)
        self._secret = bytes.fromhex(secret)
        return Addresses(base=self.base, secret=self._secret, links=numbers, by_person=by_person)

    async def follow(self, text: str, *, counts: bool) -> str | None:
        """Where a token leads, as a header says it; None: nobody here has signed that, or what it
        led to is not known any more. `counts`: somebody follows it. Raises DatabaseTrouble.

        What nobody has signed costs no look into the database, and a link that was followed a
        moment ago none either.
        """
        secret = await self._known_secret()
        token = None if secret is None else tokens.read(secret, text)
        if token is None:
            return None
        target = self._targets.get(token.link) or await self._read(token.link)
        if target is None or target[1] != token.target:
            return None
        if counts:
            self.counter.count(token.link, token.subscriber)
        return target[0]

    async def _known_secret(self) -> bytes | None:
        if self._secret is None:
            async with self._database.read() as connection:
                stored = await signing.secret(connection)
            self._secret = b"" if stored is None else bytes.fromhex(stored)
        return self._secret or None

    async def _read(self, link: int) -> tuple[str, bytes] | None:
        async with self._database.read() as connection:
            url = await links.target(connection, link)
        said = None if url is None else location(url)
        if url is None or said is None:
            return None
        if len(self._targets) >= REMEMBERED:
            self._targets.pop(next(iter(self._targets)))
        self._targets[link] = said, tokens.target_of(url)
        return self._targets[link]


def _new_secret() -> str:
    return secrets.token_hex(tokens.SECRET_BYTES)
