"""Where lives of the engine are played: a sandbox, a database, a crowd, and what is checked."""

import asyncio
import json
import random
import signal
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from botapi.call import Call
from botapi_sandbox.control import Control
from broadcast.caps import week_cap
from broadcast.hours.house import KEPT_AS
from broadcast.model.broadcast import Broadcast
from broadcast.model.content import Content
from broadcast.model.feeds.item import FeedItem
from broadcast.model.feeds.template import ItemTemplate
from broadcast.model.formatting.formatted import Formatted
from broadcast.model.hours.quiet_hours import QuietHours
from broadcast.model.hours.wall_clock import DAY
from broadcast.model.options import Options
from broadcast.outgoing.signing import new_secret
from db.admins import owner_settings
from db.broadcasts import broadcasts, drafts, follow_ups
from db.connection.database import Database
from db.feeds import feeds, items
from db.feeds.items import Listed
from db.knowledge import zones
from db.outgoing import addresses
from db.repeating import repeats
from db.schema.states import BroadcastState, DeliveryState, EventKind, PauseReason
from tests.crash.forks import FORKS
from tests.crash.life import CORRECTED_WORDS, EXPIRES, RATE, Plan, live
from tests.crash.receiver import Receiver
from tests.crash.scripts import (
    CANCELLED,
    CORRECTED,
    DECIDED,
    GO_ON,
    POSTED,
    REPEATED,
    RESUMED,
    TAKEN_BACK,
    WATCH,
    Script,
)
from tests.engine.albums import album
from tests.engine.invariants import rows_of
from tests.engine.truth import MAY_HAVE_IT, Census, Entry, expect_order, expect_the_truth
from tests.engine.versions import (
    expect_their_own,
    expect_their_version,
    in_two_versions,
    in_versions,
)

FIRST = 1_000_001
PEOPLE = 60
CLAIM_AHEAD = 0.5  # seconds of the rate that may be claimed beside what is in flight
LIVES = 4  # that may be needed to bring everything to its end: still, resumed, still, cancelled
STILL = (BroadcastState.PAUSED, BroadcastState.CANCELLED)
LANDING = 0.05  # wall-clock seconds for calls that a dead process has left behind


def _said(words: str) -> Call:
    return Call(method="sendMessage", params={"text": words})


CONTENTS: dict[str, tuple[Content, tuple[str, ...]]] = {
    "text": (Content(message=(_said("Good news"),)), ("Good news",)),
    "two steps": (
        Content(message=(_said("part one"), album("part two"))),
        ("part one", "part two"),
    ),
    "two languages": (in_versions(("part one", "part two"), _said), ("part one", "part two")),
    "two versions": (in_two_versions(("Good news",), _said), ("Good news",)),
    "until a time": (
        Content(message=(_said("Good news"),), options=Options(expires_at=EXPIRES)),
        ("Good news",),
    ),
    "events": (Content(message=(_said("Good news"),)), ("Good news",)),
    "repeated": (Content(message=(_said("Good news"),)), ("Good news",)),
    "fed": (Content(message=(_said("above"),)), ("Good news",)),
    "own clocks": (Content(message=(_said("Good news"),)), ("Good news",)),
    "capped": (Content(message=(_said("Good news"),)), ("Good news",)),
    "dead file": (
        Content(message=(Call(method="sendPhoto", params={"photo": "AgACdead"}),)),
        ("AgACdead",),
    ),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Ended:
    """How a life ended; `in_flight`: the most calls that it ever had on their way at once."""

    killed: bool
    in_flight: int


@dataclass(kw_only=True)
class Stage:
    url: str
    control: Control
    database: Database
    folder: Path
    chance: random.Random
    receiver: Receiver
    broadcast_id: int = 0
    words: tuple[str, ...] = ()
    personal: bool = False  # in two languages, and with names
    mends: Literal["recall", "correct"] | None = None
    tells: bool = False  # an address outside, of what becomes of it
    tried: bool = False  # two versions, and the second goes to who waits
    capped: bool = False  # at most one broadcast a week
    repeated: bool = False  # what is looked at is its round, once there is one
    fed: bool = False  # that says the items of a feed
    census: Census = field(default_factory=Census)
    doubt: int = 0  # recipients who may have got it, after the deaths so far

    async def set_up(self, content: str) -> None:
        what, self.words = CONTENTS[content]
        self.tried = what.versions > 1
        self.capped = content == "capped"
        self.personal = bool(what.variants) and not self.tried
        await self.control.add_users(count=PEOPLE, first_id=FIRST)
        query = (
            "WITH RECURSIVE n(x) AS (SELECT :first UNION ALL SELECT x + 1 FROM n WHERE x < :last)"
            " INSERT INTO subscribers (chat_id, joined_at, changed_at, first_name, language_code)"
            " SELECT x, 1, 1, 'N' || (x % 3), CASE x % 2 WHEN 1 THEN 'de' ELSE 'en' END FROM n"
        )
        async with self.database.write() as connection:
            await connection.execute(text(query), {"first": FIRST, "last": FIRST + PEOPLE - 1})
            self.broadcast_id = await drafts.add(
                connection, title=what.title, content=what.dump(), author=1, now=1
            )
            if content in ("repeated", "fed"):
                self.repeated, self.fed = True, content == "fed"
                await _repeat(connection, self.broadcast_id)
            if self.fed:
                await _feed(connection)
            if content == "own clocks":
                await _divide(connection)
            if content == "events":
                await self._tell(connection)
            if self.capped:
                await owner_settings.write(connection, week_cap.KEPT_AS, 1, now=1)
        await self.census.learn(self.database)

    async def live(self, script: Script, *, label: str | None = None, nth: int = 1) -> Ended:
        """Play a script in a new process and see how it ends."""
        journal = self.folder / "journal"
        journal.write_text("")
        plan = Plan(
            url=self.url,
            database_url=str(self.database.url),
            folder=str(self.folder),
            broadcast_id=self.broadcast_id,
            script=script,
            some=self.chance.randint(5, PEOPLE // 4),
            label=label,
            nth=nth,
        )
        child = FORKS.Process(target=live, args=(plan,))
        child.start()
        # Not join() in a thread: starting another one asks too, and only one gets the answer.
        while child.exitcode is None:
            await asyncio.sleep(0.01)
        assert child.exitcode in (0, -signal.SIGKILL), self._log(child.exitcode)
        await asyncio.sleep(LANDING)
        facts = [json.loads(line) for line in journal.read_text().splitlines()]
        return _ended(facts, killed=child.exitcode != 0)

    async def check(self, ended: Ended) -> Broadcast:
        """All that must hold at any death, before anybody recovers anything."""
        await expect_order(self.database)
        broadcast = await self.read()
        entries = await self._entries(broadcast)
        doubt = sum(one.state in MAY_HAVE_IT for one in entries)
        # Of a delivery of two steps the second may be claimed while others' first ones are.
        ahead = RATE * CLAIM_AHEAD * len(self.words)
        bound = ended.in_flight + ahead if ended.killed else 0
        assert doubt - self.doubt <= bound, f"{doubt - self.doubt} in doubt by this death"
        self.doubt = doubt
        if self.capped:
            await self._expect_counted()
        return broadcast

    async def _expect_counted(self) -> None:
        """For the cap, whoever may have got it, and nobody else."""
        codes = ", ".join(str(int(state)) for state in (*MAY_HAVE_IT, DeliveryState.SENT))
        query = text(
            f"SELECT count(*), count(received.run_id), count(received.run_id) FILTER"
            f" (WHERE deliveries.state IN ({codes})), count(*) FILTER (WHERE deliveries.state IN"
            f" ({codes})) FROM deliveries LEFT JOIN received ON"
            " received.run_id = deliveries.run_id"
            " AND received.subscriber_id = deliveries.subscriber_id"
        )
        async with self.database.read() as connection:
            _, counted, of_them, perhaps = (await connection.execute(query)).one()
        assert counted == of_them == perhaps

    async def see_it_through(self) -> None:
        """What stands still stays so in a new life; then everything is brought to its end."""
        for _ in range(LIVES):
            broadcast = await self.read()
            if broadcast.state in STILL and broadcast.pause_reason is not PauseReason.MENDING:
                await self._expect_silence(broadcast.state)
            if await self._all_over(broadcast):
                break
            await self.live(self._following(broadcast))
        broadcast = await self.read()
        assert broadcast.figures.total == PEOPLE
        assert broadcast.figures.remaining == 0
        assert await self._all_over(broadcast)
        await self.check(Ended(killed=False, in_flight=0))
        if self.mends is not None:
            await self._expect_mended(broadcast)
        if self.tells:
            await self.expect_events()

    async def _tell(self, connection: AsyncConnection) -> None:
        self.tells = True
        kinds = " ".join(EventKind)
        await addresses.add(
            connection, url=self.receiver.url, secret=new_secret(), kinds=kinds, by=1, now=1
        )

    async def expect_events(self) -> None:
        """All have come, in order, each under one id however often it came."""
        assert len(set(self.receiver.posts)) == len(self.receiver.first_of_each)
        told = [json.loads(body) for body in self.receiver.first_of_each.values()]
        assert [one["type"] for one in told] == [
            EventKind.BROADCAST_LAUNCHED,
            EventKind.BROADCAST_FINISHED,
        ]
        async with self.database.read() as connection:
            (address,) = await addresses.everyone(connection)
        assert (address.delivered, address.waiting, address.given_up) == (2, 0, 0)

    async def _expect_mended(self, broadcast: Broadcast) -> None:
        """Whoever has it, as the ledger knows, has lost it, or has the new words; and of nobody it
        is unknown what was done."""
        for one in await self._mendings():
            assert (one.figures.uncertain, one.figures.failed) == (0, 0)
        rows = await rows_of(self.database, broadcast)
        left = "" if self.mends == "recall" else CORRECTED_WORDS
        for chat_id, state in rows.items():
            if state is DeliveryState.SENT:
                chat = await self.control.chat(chat_id)
                assert "".join(one["text"] for one in chat) == left

    async def read(self) -> Broadcast:
        if self.repeated:
            await self._turn_to_the_round()
        return (await self._line())[0]

    async def _turn_to_the_round(self) -> None:
        """There is one, and never a second."""
        query = text("SELECT id FROM broadcasts WHERE repeat_id = 1 AND stage <> 'draft'")
        async with self.database.read() as connection:
            rounds = [int(number) for (number,) in await connection.execute(query)]
            told = await connection.scalar(text("SELECT count(sent_at) FROM feed_items"))
        assert len(rounds) <= 1
        assert told == (len(rounds) if self.fed else 0)
        self.broadcast_id = next(iter(rounds), self.broadcast_id)

    @property
    def go_on(self) -> Script:
        if self.repeated:
            return REPEATED
        if self.mends is not None:
            return TAKEN_BACK if self.mends == "recall" else CORRECTED
        if self.tells:
            return POSTED
        return DECIDED if self.tried else GO_ON

    async def _line(self) -> list[Broadcast]:
        """The broadcast, and the one to those who waited."""
        async with self.database.read() as connection:
            children = await follow_ups.children(connection, self.broadcast_id)
            numbers = [self.broadcast_id, *(one.id for one in children)]
            rows = [await broadcasts.find(connection, number) for number in numbers]
        return [Broadcast.from_row(row) for row in rows if row is not None]

    async def _mendings(self) -> list[Broadcast]:
        run_id = (await self.read()).run_id or 0
        async with self.database.read() as connection:
            return [
                Broadcast.from_row(row) for row in await broadcasts.mendings(connection, run_id)
            ]

    async def _all_over(self, broadcast: Broadcast) -> bool:
        line = await self._line()
        if self.mends is not None:
            line += (found := await self._mendings())
            if not found:
                return False
        if broadcast.figures.held and len(line) == 1:
            return False
        if self.tells and await self._waits():
            return False
        return all(one.finished_at is not None and not one.figures.remaining for one in line)

    async def _waits(self) -> bool:
        async with self.database.read() as connection:
            return any(one.waiting for one in await addresses.everyone(connection))

    def _following(self, broadcast: Broadcast) -> Script:
        goes_on = broadcast.pause_reason is PauseReason.MENDING
        if broadcast.state is not BroadcastState.PAUSED or goes_on:
            return self.go_on
        return CANCELLED if broadcast.pause_reason is PauseReason.CONTENT else RESUMED

    async def _expect_silence(self, state: BroadcastState) -> None:
        before = (await self.control.counts()).accepted
        await self.live(WATCH)
        assert (await self.read()).state is state
        assert (await self.control.counts()).accepted == before

    async def _entries(self, broadcast: Broadcast) -> list[Entry]:
        if broadcast.run_id is None:
            assert (await self.control.counts()).accepted == 0
            return []
        if self.personal:
            await expect_their_own(self.control, self.words)
        family = [one.run_id for one in await self._line() if one.run_id is not None]
        if self.tried:
            await expect_their_version(
                self.database, self.control, self.census, family, self.words[0]
            )
        return await expect_the_truth(self.database, self.control, self.census, family, self.words)

    def _log(self, code: int | None) -> str:
        return f"exit code {code}: {(self.folder / 'log').read_text()[-3000:]}"


async def _repeat(connection: AsyncConnection, draft_id: int) -> None:
    """Its first round is due, and the next one in a year."""
    now = int(time.time())
    day = datetime.fromtimestamp(now, UTC).replace(tzinfo=None, second=0, microsecond=0)
    timing = repeats.Timing(
        rule="FREQ=YEARLY", starts=day.isoformat(), timezone="UTC", next_at=now - now % 60
    )
    await repeats.add(
        connection, draft_id=draft_id, name="news", timing=timing, ahead=0, by=1, now=now
    )


async def _feed(connection: AsyncConnection) -> None:
    """One item waits; there is nothing to read."""
    now = int(time.time())
    template = ItemTemplate(words=Formatted(text="{title}")).dump()
    url = "http://127.0.0.1:9/"
    number = await feeds.add(connection, 1, url=url, title="Shop", template=template, most_a_day=1)
    await feeds.change(connection, number or 0, read_at=now, due_at=now + DAY, heading=False)
    item = Listed(frozenset({"key"}), FeedItem(title="Good news").dump(), now)
    await items.note(connection, number or 0, [item], waits=True, now=now)


async def _divide(connection: AsyncConnection) -> None:
    """A third of the people live in the east and a third in the west; it is quiet nowhere now."""
    for number in range(PEOPLE):
        if zone := (None, "Etc/GMT-1", "Etc/GMT+1")[number % 3]:
            await zones.note(connection, FIRST + number, zone, now=1)
    begin = (int(time.time()) + DAY // 2) % DAY
    hours = QuietHours(begin=begin, end=(begin + 60) % DAY, by_person=True)
    await owner_settings.write(connection, KEPT_AS, hours.data(), now=1)


def _ended(facts: list[dict[str, Any]], *, killed: bool) -> Ended:
    died = next((fact for fact in facts if "died" in fact), {"in_flight": 0})
    return Ended(killed=killed, in_flight=died["in_flight"])
