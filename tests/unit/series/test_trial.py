"""A series is played to an admin at a minute a step, counts nothing, and says how it ended."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from typing import cast

import pytest

from botapi.call import Call
from broadcast.doors.composing.personal_texts import PersonalTexts
from broadcast.doors.previews import Previews
from broadcast.doors.series.trials import Trials
from broadcast.model.actor import Actor
from broadcast.model.errors import CallRefused
from broadcast.model.events import Event, Events, SeriesTried
from broadcast.model.series.trial import MINUTE, TrialEnd
from db.schema.states import SignalKind
from db.series import steps
from db.series.records import Signal
from runtime.supervisor import Supervisor
from tests.actors import editor
from tests.clocks import settle
from tests.unit.series.conftest import House, text


@dataclass(kw_only=True)
class Chat:
    """What is shown to the admin."""

    said: list[str] = field(default_factory=list)
    refuses: bool = False
    news: asyncio.Event = field(default_factory=asyncio.Event)

    async def show(
        self, calls: Sequence[Call], *, by: Actor, thread_id: int | None = None
    ) -> list[int]:
        assert (by, thread_id) == (editor(), None)
        if self.refuses:
            raise CallRefused("Bad Request: no such file")
        self.said += [str(call.params["text"]) for call in calls]
        self.news.set()
        return [len(self.said)]


@dataclass(kw_only=True)
class Room:
    house: House
    chat: Chat
    trials: Trials
    supervisor: Supervisor
    ended: list[Event] = field(default_factory=list)

    def ends(self) -> list[tuple[TrialEnd, int]]:
        return [(one.end, one.shown) for one in self.ended if isinstance(one, SeriesTried)]

    def heard(self, event: Event) -> None:
        self.ended.append(event)
        self.chat.news.set()

    async def until(self, ready: object) -> None:
        while ready not in (self.chat.said, self.ends()):
            self.chat.news.clear()
            await self.chat.news.wait()
        await settle()


def room(house: House) -> Room:
    clock, events = house.clock, Events()
    chat, supervisor = Chat(), Supervisor(clock)
    trials = Trials(
        house.database,
        cast("Previews", chat),
        PersonalTexts(house.database, clock),
        events,
        supervisor,
        clock,
    )
    made = Room(house=house, chat=chat, trials=trials, supervisor=supervisor)
    events.listen(made.heard)
    return made


@pytest.fixture
async def trial(house: House) -> AsyncIterator[Room]:
    made = room(house)
    yield made
    await made.supervisor.close()


async def a_series(house: House) -> int:
    return await house.running(Signal(SignalKind.SUBSCRIBED), waits=["0", "1 10:00", "86400"])


async def test_a_minute_a_step_whatever_the_waits_are(trial: Room) -> None:
    number = await a_series(trial.house)
    await trial.trials.begin(number, by=editor())
    await trial.until(["Step 0"])
    await trial.house.clock.advance(MINUTE - 1)
    assert trial.chat.said == ["Step 0"]
    await trial.house.clock.advance(1)
    await trial.until(["Step 0", "Step 1"])
    await trial.house.clock.advance(MINUTE)
    await trial.until([(TrialEnd.DONE, 3)])
    assert trial.chat.said == ["Step 0", "Step 1", "Step 2"]
    assert await trial.house.ledger(number) == {}
    assert await trial.house.inside(number) == {}


async def test_what_is_rewritten_meanwhile_is_shown(trial: Room) -> None:
    number = await a_series(trial.house)
    await trial.trials.begin(number, by=editor())
    await trial.until(["Step 0"])
    async with trial.house.database.write() as connection:
        second, better = (await steps.of_series(connection, number))[1], text("Better")
        says = steps.Says("Better", better.dump(), urgent=False)
        await steps.rewrite(connection, second, says, messages=1)
    await trial.house.clock.advance(MINUTE)
    await trial.until(["Step 0", "Better"])


@pytest.mark.parametrize(("known", "said"), [(True, "Hello Ed"), (False, "Hello Eve")])
async def test_it_speaks_to_whoever_tries_it(trial: Room, *, known: bool, said: str) -> None:
    """As the one who came last where they are not subscribed themselves."""
    number, store = await a_series(trial.house), trial.house.subscribers
    if known:
        await store.subscribe(editor().user_id, now=1, first_name="Ed")
    await store.subscribe(77, now=2, first_name="Eve")
    texts = PersonalTexts(trial.house.database, trial.house.clock)
    hello = text("Hello {first_name}").with_fields(await texts.names())
    async with trial.house.database.write() as connection:
        first = (await steps.of_series(connection, number))[0]
        says = steps.Says("Hello", hello.dump(), urgent=False)
        await steps.rewrite(connection, first, says, messages=1)
    await trial.trials.begin(number, by=editor())
    await trial.until([said])


async def test_it_is_stopped(trial: Room) -> None:
    await trial.trials.begin(await a_series(trial.house), by=editor())
    await trial.until(["Step 0"])
    await trial.trials.stop(by=editor())
    assert trial.ends() == [(TrialEnd.STOPPED, 1)]


async def test_what_telegram_refuses_ends_it(trial: Room) -> None:
    trial.chat.refuses = True
    await trial.trials.begin(await a_series(trial.house), by=editor())
    await trial.until([(TrialEnd.REFUSED, 0)])


async def test_after_a_restart_it_is_said_once_that_it_does_not_go_on(house: House) -> None:
    before = room(house)
    await before.trials.begin(await a_series(house), by=editor())
    await before.until(["Step 0"])
    await before.supervisor.close()  # the process ends
    assert before.ends() == []
    after = room(house)
    await after.trials.tell_interrupted()
    assert after.ends() == [(TrialEnd.RESTARTED, 0)]
    again = room(house)
    await again.trials.tell_interrupted()
    assert again.ends() == []
