"""A storm: everything that can go wrong, in any mix, told by a seed; then calm, and the reckoning.

The seed decides what happens and when; what the machine makes of it in detail differs from time to
time, as it does in earnest.
"""

import asyncio
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from typing import Any

from sqlalchemy import text

from botapi.call import Call
from botapi_sandbox.control import Control
from broadcast.doors.follow_ups import Which
from broadcast.finding.asking import METHOD
from broadcast.model.broadcast import Broadcast
from broadcast.model.button import Rows
from broadcast.model.content import Content
from broadcast.model.errors import (
    CannotCorrect,
    CannotMend,
    DecidedAlready,
    MoveNotAllowed,
    NobodyToSendTo,
    TimeIsOver,
)
from broadcast.model.hours.quiet_hours import Quiet, QuietHours
from broadcast.model.hours.wall_clock import DAY
from broadcast.model.options import Options
from db.connection.database import Database
from db.errors import DatabaseTrouble
from db.schema.states import BroadcastState
from tests.actors import editor, owner
from tests.engine.albums import album
from tests.engine.storms.chosen import expect_people_alone, some_people
from tests.engine.storms.fault_injection import FaultInjection
from tests.engine.storms.finding.traffic import ASKS, Traffic
from tests.engine.storms.finding.verdicts import expect_right, open_doubts
from tests.engine.storms.house import House
from tests.engine.storms.mender import Mender
from tests.engine.storms.moves import expect_legal_moves
from tests.engine.storms.people import Crowd
from tests.engine.truth import expect_order, expect_the_truth
from tests.engine.versions import (
    expect_their_own,
    expect_their_version,
    in_two_versions,
    in_versions,
)

EVENTS = 40
LULL = 0.8  # seconds of the fast clock between two events, at most
BROADCASTS = 5
ALBUMS = 0.25  # of the messages
CHOSEN = 0.3  # of the broadcasts are for some of the people
TRIED = 0.4  # of those that are not: in two versions, of which an admin says which is better
PLANNED = 0.5  # of the launches wait for something
VERSIONS = 0.5  # of the broadcasts: in two languages, with their readers' names
PATIENCE = 20  # looks in the calm until the days go by
CALM = 40.0  # wall-clock seconds until everything must have come to its end
FINDING = 90.0  # the same where lost answers are looked into
ASKING = 0.5  # of the broadcasts, there: with a button of their own
EXPIRE = 0.2  # of the broadcasts, in some seconds
REFUSED = (
    *(DatabaseTrouble, MoveNotAllowed, NobodyToSendTo, DecidedAlready, TimeIsOver),
    *(CannotMend, CannotCorrect),
)

Event = Callable[[], Awaitable[object]]


@dataclass(kw_only=True)
class Sent:
    """A broadcast and those that sent it again, by their ids; what each of its steps says."""

    family: list[int]
    words: tuple[str, ...]
    personal: bool = False  # in two languages, and with names
    chosen: bool = False  # for people alone, and not for all of them
    tried: bool = False  # two versions


@dataclass(kw_only=True)
class Storm:
    house: House
    control: Control
    faults: FaultInjection
    crowd: Crowd
    mender: Mender
    database: Database  # the same one, seen from outside
    chance: random.Random
    sent: list[Sent] = field(default_factory=list)
    log: list[str] = field(default_factory=list)  # what happened, for whoever has to find out why
    traffic: Traffic | None = None  # of a storm in which lost answers are looked into

    async def survive(self) -> None:
        """From the first launch to the reckoning."""
        await self.house.start()
        try:
            await self.crowd.gather()
            if self.traffic is not None:
                await self.traffic.begin()
            await self._blow()
            await self._calm()
        except BaseException:
            await self.house.crash()
            raise
        await self.house.drain()
        await self._look()
        await expect_legal_moves(self.database, found_out=self.traffic is not None)

    async def _blow(self) -> None:
        await self._happen(self.launch)
        events = self._events()
        names, weights = list(events), [weight for _, weight in events.values()]
        for name in self.chance.choices(names, weights, k=EVENTS):
            await self.house.clock.sleep(self.chance.uniform(0, LULL))
            self.log.append(name)
            await self._happen(events[name][0])

    async def _calm(self) -> None:
        """No faults any more, and an admin who resumes what stands still, until all is done."""
        await self.faults.clear()
        if self.traffic is not None:
            await self.traffic.goes_on()
        await self.house.doors.quiet_times.decide(None, by=owner())
        asked = 0
        async with asyncio.timeout(CALM if self.traffic is None else FINDING):
            for turn in count():
                if await self._over() and not await self._in_doubt():
                    return
                if turn >= PATIENCE:  # the clock was set back, and some wait for another day
                    self.house.clock.set_wall(DAY)
                await self.house.clock.sleep(1)
                before, asked = asked, await self._asked()
                if asked == before:  # ten minutes are ten minutes for whoever asks questions
                    seconds = 3 if turn < 6 * PATIENCE else 20  # what is left is to be given up
                    await self.control.advance(seconds)
                    self.house.clock.leap(seconds)

    async def _asked(self) -> int:
        """How many questions about messages there were."""
        return (await self.control.counts()).per_method.get(METHOD, 0)

    async def _in_doubt(self) -> bool:
        return self.traffic is not None and bool(await open_doubts(self.database))

    # what can happen

    def _events(self) -> dict[str, tuple[Event, int]]:
        crowd, faults = self.crowd, self.faults
        return self._more_events() | {
            "launch": (self.launch, 7),
            "pause": (self.pause, 4),
            "resume": (self.resume, 6),
            "cancel": (self.cancel, 1),
            "undo": (self.undo, 1),
            "now": (self.start_now, 1),
            "crash": (self.crash, 4),
            "drain": (self.drain, 3),
            "locked": (self.locked, 2),
            "leap": (self.leap, 2),
            "wall": (self.set_wall, 2),
            "quiet": (self.quiet, 4),
            "mend": (self.mend, 4),
            "stop": (crowd.stop, 2),
            "come back": (crowd.come_back, 2),
            "erase": (crowd.erase, 2),
            "block": (crowd.block, 2),
            "deactivate": (crowd.deactivate, 1),
            "kick": (crowd.kick, 1),
            "promote": (crowd.promote, 1),
            "migrate": (crowd.migrate, 3),
            "refuse": (crowd.refuse, 4),
            "relent": (crowd.relent, 3),
            "odd": (faults.odd, 3),
            "fault": (faults.fault, 8),
            "outage": (faults.outage, 2),
            "ban": (faults.ban, 2),
            "chats' floods": (self.chats_flood, 4),
            "edits' flood": (faults.edits_flood, 1),
            "reply": (crowd.chat, 4),
            "limits": (faults.limits, 2),
        }

    def _more_events(self) -> dict[str, tuple[Event, int]]:
        if (traffic := self.traffic) is None:
            return {}
        return {
            "write": (traffic.write, 6),
            "tap": (traffic.tap, 4),
            "skip": (traffic.skip, 2),
            "foreign": (traffic.foreign, 4),
        }

    async def launch(self) -> None:
        if len(self.sent) == BROADCASTS:
            return
        number, steps = len(self.sent), self.chance.choice((1, 1, 2, 3))
        words = tuple(f"wave {number}, part {step};" for step in range(steps))
        options = self._options()
        personal = self.chance.random() < VERSIONS
        tried = not personal and self.chance.random() < TRIED
        more: dict[str, Any] = {"options": options, "buttons": self._buttons()}
        if personal:
            content = in_versions(words, self._call, **more)
        elif tried:
            content = in_two_versions(words, self._call, **more)
        else:
            content = Content(message=tuple(map(self._call, words)), **more)
        draft = await self.house.doors.drafts.add(content, by=editor())
        chosen = self.chance.random() < CHOSEN
        if chosen:
            await self.house.doors.drafts.choose(draft, some_people(number), by=editor())
        self.sent.append(
            Sent(family=[draft], words=words, personal=personal, chosen=chosen, tried=tried)
        )
        if self.chance.random() < PLANNED:
            await self._plan(draft)
        else:
            await self.house.doors.launches.launch(draft, by=editor())

    def _buttons(self) -> Rows:
        if self.traffic is None or self.chance.random() >= ASKING:
            return ()
        return ASKS

    def _options(self) -> Options:
        expires = self.chance.random() < EXPIRE
        at = int(self.house.clock.time()) + self.chance.randint(5, 30)
        return Options(
            urgent=self.chance.random() < 0.3,
            quiet=self.chance.choice(tuple(Quiet)),
            expires_at=at if expires else None,
        )

    async def _plan(self, draft: int) -> None:
        """In some seconds, which can be undone, or at a time: by the bot's clock, or by everybody's
        own, where those in the east get it at once and the others a few seconds later."""
        plans = self.house.doors.plans
        at = int(self.house.clock.time()) + self.chance.randint(2, 5)
        match self.chance.choice(("countdown", "countdown", "time", "own time")):
            case "countdown":
                await plans.confirm(draft, by=editor())
            case "time":
                await plans.plan(draft, at, by=editor())
            case _:
                own = await self.house.doors.zones.own_clocks(at)
                await plans.plan(draft, own.begins, by=editor(), local_time=own.local_time)

    def _call(self, words: str) -> Call:
        """A text, or an album now and then."""
        if self.chance.random() < ALBUMS:
            return album(words, others=words.replace(";", ","))
        return Call(method="sendMessage", params={"text": words})

    async def pause(self) -> None:
        await self.house.doors.launches.pause(self._any(), by=editor())

    async def resume(self) -> None:
        await self.house.doors.launches.resume(self._any(), by=editor())

    async def cancel(self) -> None:
        await self.house.doors.launches.cancel(self._any(), by=editor())

    async def undo(self) -> None:
        await self.house.doors.plans.undo(self._any(), by=editor())

    async def start_now(self) -> None:
        await self.house.doors.plans.start_now(self._any(), by=editor())

    async def mend(self) -> None:
        one = self.chance.choice(self.sent)
        number = self.chance.choice(one.family)
        await self.mender.mend(number, correct=not one.personal and not one.tried)

    async def crash(self) -> None:
        await self.house.crash()
        await self._look()
        await self.house.start()

    async def drain(self) -> None:
        await self.house.drain()
        await self._look()
        await self.house.start()

    async def locked(self) -> None:
        """Another program writes for a moment."""
        async with self.database.write():
            await asyncio.sleep(self.chance.uniform(0.02, 0.3))

    async def leap(self) -> None:
        """A machine was suspended, and perhaps Telegram with it, whose clock stands on it: but what
        counts on when a call lands at the latest is never told a later time than Telegram's."""
        seconds = self.chance.choice((0.5, 5.0, 60.0))
        if self.traffic is not None or self.chance.random() < 0.7:
            await self.control.advance(seconds)
        if self.traffic is None or self.chance.random() < 0.7:
            self.house.clock.leap(seconds)

    async def quiet(self) -> None:
        """For some seconds from now on, or from before; by people's clocks it is another time."""
        now, begins = int(self.house.clock.time()), self.chance.randint(-5, 5)
        hours = QuietHours(
            begin=(now + begins) % DAY,
            end=(now + begins + self.chance.randint(2, 20)) % DAY,
            by_person=self.chance.random() < 0.5,
        )
        chosen = self.chance.choice((None, hours, hours))
        await self.house.doors.quiet_times.decide(chosen, by=owner())

    async def chats_flood(self) -> None:
        await self.faults.chats_flood(self.crowd.slow())

    async def set_wall(self) -> None:
        self.house.clock.set_wall(self.chance.choice((-86_400, -60, -1, 1, 60, 86_400)))

    # the calm and the reckoning

    async def _over(self) -> bool:
        """Whether nothing is left to be done; does what an admin would do about it."""
        over = all([await self._ends(number) for number in self.mender.begun])
        for one in self.sent:
            broadcast = await self.house.doors.reports.get(one.family[-1])
            if broadcast.state is BroadcastState.DRAFT:
                continue  # its launch was refused, or undone
            if broadcast.state is BroadcastState.SCHEDULED:  # it asks, or its time is a day off
                await self._happen(partial(self._start, broadcast.id))
            if not await self._ends(broadcast.id):
                over = False
                continue
            decided = one.tried and await self._decide(one)
            over = not decided and not await self._again(one, broadcast) and over
        return over

    async def _ends(self, broadcast_id: int) -> bool:
        """Whether it is over; one that stands still goes on."""
        broadcast = await self.house.doors.reports.get(broadcast_id)
        if broadcast.state is BroadcastState.PAUSED:
            await self._happen(partial(self.house.doors.launches.resume, broadcast_id, by=editor()))
        return broadcast.is_over

    async def _start(self, broadcast_id: int) -> None:
        """What is planned, now; where nobody is left to get it, never."""
        plans = self.house.doors.plans
        try:
            await plans.start_now(broadcast_id, by=editor())
        except (NobodyToSendTo, TimeIsOver):
            await plans.edit(broadcast_id, by=editor())

    async def _decide(self, one: Sent) -> bool:
        """Which version is better, where that is still to be said."""
        versions, number = self.house.doors.versions, one.family[0]
        if (test := await versions.open_one(number)) is None or not test.waiting:
            return False
        self.log.append("decide")
        child = await versions.decide(number, self.chance.choice((0, 1)), by=editor())
        one.family.append(child.id)
        return True

    async def _again(self, one: Sent, broadcast: Broadcast) -> bool:
        """Once, and only of some: send it again to whom it has failed."""
        open_questions = broadcast.undecided
        if len(one.family) > 1 or not open_questions or self.chance.random() < 0.5:
            return False
        self.log.append("again")
        again = await self.house.doors.follow_ups.send(broadcast.id, Which.BOTH, by=editor())
        one.family.append(again.id)
        return True

    async def _look(self) -> None:
        """While no engine is at work: it would change things between one look and the next."""
        await expect_order(self.database)
        for one in self.sent:
            family = [run for number in one.family if (run := await self._run_of(number))]
            await expect_the_truth(
                self.database, self.control, self.crowd.census, family, one.words
            )
            if self.traffic is not None:
                await expect_right(
                    self.database, self.control, self.crowd.census, family, one.words
                )
            if one.chosen:
                await expect_people_alone(self.database, self.crowd.census, family)
            if one.personal:
                await expect_their_own(self.control, one.words)
            if one.tried:
                await expect_their_version(
                    self.database, self.control, self.crowd.census, family, one.words[0]
                )

    async def _run_of(self, broadcast_id: int) -> int | None:
        query = text("SELECT id FROM runs WHERE broadcast_id = :id")
        async with self.database.read() as connection:
            number: int | None = await connection.scalar(query, {"id": broadcast_id})
        return number

    async def _happen(self, event: Event) -> None:
        """An event, or what an admin asks for and is refused."""
        try:
            await event()
        except REFUSED as error:
            self.log.append(f"  refused: {error}")

    def _any(self) -> int:
        return self.chance.choice([one.family[-1] for one in self.sent] + self.mender.begun)
