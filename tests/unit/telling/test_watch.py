"""Notices: each admin hears of what they chose, once, over restarts and refusals."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from broadcast.model.broadcast import Broadcast, Figures
from broadcast.model.errors import NotAllowed
from broadcast.model.events import BroadcastPausedItself, Events
from db.admins import notices as queries
from db.admins.notices import NoticeStore, Subject
from db.cleaning.walks import Walk
from db.connection.database import Database
from db.records import LeaversRow
from db.schema.states import BroadcastState, NoticeKind, PauseReason, RunKind
from handlers.admin.telling import leaving, weekly
from handlers.admin.telling.due import LATE
from handlers.admin.telling.teller import Teller
from handlers.admin.telling.watch import NoticeWatch
from handlers.language.texts import Texts
from tests.clocks import VirtualClock
from tests.unit.handlers.test_series import BROADCAST

ADA, BOB, GONE = 1, 2, 3
BERLIN = ZoneInfo("Europe/Berlin")
HOUR = 3_600
WEEK = 7 * 86_400


class Scene:
    """A watch over broadcasts that the test makes up; `told` is what was said to whom."""

    def __init__(self, database: Database) -> None:
        self.clock = VirtualClock()
        self.events = Events()
        self.store = NoticeStore(database)
        self.broadcasts: dict[int, Broadcast] = {}
        self.gone = LeaversRow(unsubscribed=0, blocked=0, usual=1.0)
        self.counted = 0  # times that leavers were
        self.told: list[tuple[str, int, int]] = []
        self.refusals: list[float] = []  # seconds, of the next calls
        self.concerned: list[int] = []
        self.walk: Walk | None = None  # over the silent ones
        self.team = [ADA, BOB]
        self.watch = self.restart()

    def restart(self) -> NoticeWatch:
        doors: Any = SimpleNamespace(
            reports=self, statistics=self, cleaning=self, events=self.events
        )
        access: Any = SimpleNamespace(everyone=self._everyone, require=self._require)
        teller: Any = SimpleNamespace(
            prepare=self._prepare, send=self._send, forget=lambda: None, show=None, week=None
        )
        self.watch = NoticeWatch(
            doors=doors,
            store=self.store,
            access=access,
            teller=teller,
            concerned=self._concerned,
            clock=self.clock,
            timezone=BERLIN,
        )
        return self.watch

    async def recent(self, **_: Any) -> Any:
        return list(self.broadcasts.values())

    async def unfinished(self) -> Any:
        return []

    async def leavers(self, *_: Any, **__: Any) -> LeaversRow:
        self.counted += 1
        return self.gone

    async def standing(self) -> Walk | None:
        return self.walk

    async def _everyone(self) -> list[int]:
        return self.team

    async def _require(self, user_id: int) -> None:
        if user_id not in self.team:
            raise NotAllowed

    async def _concerned(self, _: Broadcast) -> list[int]:
        return self.concerned

    async def _prepare(self, subject: Subject, _: int) -> Subject:
        return subject

    async def _send(self, subject: Subject, user_id: int) -> float:
        if self.refusals:
            return self.refusals.pop(0)
        self.told.append((subject.kind.value, subject.number, user_id))
        return 0.0

    def launch(self, number: int, by: int = GONE) -> None:
        self.broadcasts[number] = replace(
            BROADCAST,
            id=number,
            launched_by=by,
            state=BroadcastState.RUNNING,
            finished_at=None,
            launched_at=int(self.clock.time()),
            figures=Figures(total=10, sent=1),
        )

    def change(self, number: int, state: BroadcastState, why: PauseReason | None = None) -> None:
        self.broadcasts[number] = replace(self.broadcasts[number], state=state, pause_reason=why)

    def finish(self, number: int) -> None:
        self.broadcasts[number] = replace(
            self.broadcasts[number],
            state=BroadcastState.FINISHED,
            finished_at=int(self.clock.time()),
            figures=Figures(total=10, sent=10),
        )


@pytest.fixture
def scene(database: Database) -> Scene:
    return Scene(database)


async def test_each_hears_of_what_they_chose_and_once(scene: Scene) -> None:
    await scene.watch.choose(ADA, NoticeKind.LAUNCHED, wanted=True)
    await scene.watch.choose(BOB, NoticeKind.FINISHED, wanted=True)
    scene.launch(7)
    await scene.watch.once()
    await scene.watch.once()
    assert scene.told == [("launched", 7, ADA)]
    scene.finish(7)
    await scene.restart().once()
    await scene.watch.once()
    assert scene.told[1:] == [("finished", 7, BOB)]


async def test_what_ended_while_the_bot_was_down_is_told_unless_it_is_old(scene: Scene) -> None:
    await scene.watch.choose(ADA, NoticeKind.FINISHED, wanted=True)
    scene.launch(7)
    scene.finish(7)
    scene.clock.now += LATE - 10
    scene.launch(8)
    scene.finish(8)
    scene.clock.now += 20
    await scene.restart().once()
    assert scene.told == [("finished", 8, ADA)]


async def test_nobody_is_told_of_what_was_before_they_asked(scene: Scene) -> None:
    scene.launch(7)
    scene.clock.now += 1
    await scene.watch.choose(ADA, NoticeKind.LAUNCHED, wanted=True)
    await scene.watch.once()
    assert scene.told == []


async def test_who_launched_it_knows_that(scene: Scene) -> None:
    await scene.watch.choose(ADA, NoticeKind.LAUNCHED, wanted=True)
    await scene.watch.choose(ADA, NoticeKind.FINISHED, wanted=True)
    scene.launch(7, by=ADA)
    scene.finish(7)
    await scene.watch.once()
    assert scene.told == [("finished", 7, ADA)]


async def test_who_left_the_team_hears_nothing_and_may_not_choose(scene: Scene) -> None:
    await scene.store.choose(GONE, NoticeKind.LAUNCHED, wanted=True, now=1)
    scene.launch(7, by=ADA)
    assert await scene.watch.once() is None
    assert scene.told == []
    with pytest.raises(NotAllowed):
        await scene.watch.choose(GONE, NoticeKind.LAUNCHED, wanted=True)


async def test_who_leaves_the_team_before_it_gets_through_hears_nothing(scene: Scene) -> None:
    for user_id in (ADA, BOB):
        await scene.watch.choose(user_id, NoticeKind.LAUNCHED, wanted=True)
    scene.refusals = [35.0, 35.0]
    scene.launch(7)
    assert await scene.watch.once() == 35.0
    scene.team = [ADA]
    await scene.restart().once()
    assert scene.told == [("launched", 7, ADA)]
    assert await scene.store.owed() == []


async def test_chosen_no_more(scene: Scene, database: Database) -> None:
    for user_id in (ADA, BOB):
        await scene.watch.choose(user_id, NoticeKind.LAUNCHED, wanted=True)
    await scene.watch.choose(ADA, NoticeKind.LAUNCHED, wanted=False)
    assert await scene.watch.chosen(ADA) == frozenset()
    async with database.write() as connection:
        await queries.erase(connection, BOB)
    scene.launch(7)
    await scene.watch.once()
    assert scene.told == []


async def test_what_telegram_puts_off_is_told_later(scene: Scene) -> None:
    await scene.watch.choose(ADA, NoticeKind.LAUNCHED, wanted=True)
    scene.refusals = [35.0]
    scene.launch(7)
    assert await scene.watch.once() == 35.0
    assert scene.told == []
    await scene.restart().once()
    assert scene.told == [("launched", 7, ADA)]


async def test_a_crash_at_the_call_repeats_nothing(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    await scene.watch.choose(ADA, NoticeKind.LAUNCHED, wanted=True)
    scene.launch(7)

    async def dies(*_: Any) -> float:
        raise RuntimeError

    monkeypatch.setattr(scene.watch._teller, "send", dies)
    with pytest.raises(RuntimeError):
        await scene.watch.once()
    await scene.restart().once()
    assert scene.told == []


async def test_a_pause_is_told_each_time_but_not_to_those_who_hear_of_it_anyway(
    scene: Scene,
) -> None:
    for user_id in (ADA, BOB):
        await scene.watch.choose(user_id, NoticeKind.PAUSED, wanted=True)
    scene.concerned = [BOB]
    scene.launch(7)
    for _ in range(2):
        scene.change(7, BroadcastState.PAUSED, PauseReason.FAILURES)
        await scene.watch.once()
        await scene.watch.once()
        scene.change(7, BroadcastState.RUNNING)
        await scene.watch.once()
    scene.change(7, BroadcastState.PAUSED, PauseReason.ADMIN)
    await scene.watch.once()
    assert scene.told == [("paused", 7, ADA)] * 2


async def test_a_pause_that_is_over_before_anybody_looks_is_told(scene: Scene) -> None:
    """Whoever was faster knows; the others have asked to be told, too."""
    await scene.watch.choose(ADA, NoticeKind.PAUSED, wanted=True)
    scene.watch.start()
    scene.launch(7)
    await scene.watch.once()
    scene.events.say(BroadcastPausedItself(broadcast_id=7, reason=PauseReason.CONTENT, detail=None))
    for _ in range(3):
        await scene.watch.once()
    assert scene.told == [("paused", 7, ADA)]
    scene.change(7, BroadcastState.PAUSED, PauseReason.CONTENT)
    await scene.watch.once()
    assert scene.told == [("paused", 7, ADA)] * 2


async def test_a_pause_is_told_though_it_is_over_when_telegram_lets_it(scene: Scene) -> None:
    await scene.watch.choose(ADA, NoticeKind.PAUSED, wanted=True)
    scene.launch(7)
    scene.refusals = [35.0]
    scene.change(7, BroadcastState.PAUSED, PauseReason.CONTENT)
    assert await scene.watch.once() == 35.0
    scene.change(7, BroadcastState.RUNNING)
    await scene.watch.once()
    await scene.watch.once()
    assert scene.told == [("paused", 7, ADA)]


async def test_a_pause_that_somebody_has_seen_to_is_told_as_such() -> None:
    nobody: Any = None
    teller = Teller(
        doors=nobody,
        texts=Texts("en"),
        locales=nobody,
        pictures=nobody,
        subscribers=nobody,
        bot=nobody,
        clock=VirtualClock(),
        timezone=BERLIN,
    )
    still = replace(BROADCAST, state=BroadcastState.PAUSED, pause_reason=PauseReason.CONTENT)
    for since, said in ((still, "paused itself: "), (BROADCAST, "somebody has seen to it since")):
        assert said in (await teller._about(NoticeKind.PAUSED, since, "en") or "")


async def test_many_who_leave_are_told_of_once_and_counted_a_few_times(scene: Scene) -> None:
    await scene.watch.choose(ADA, NoticeKind.LEAVING, wanted=True)
    scene.launch(7)
    for minute in range(0, 26 * 60, 5):
        if minute == 5 * 60:
            scene.gone = LeaversRow(unsubscribed=20, blocked=20, usual=4.0)
        await scene.watch.once()
        scene.clock.now += 300
    assert scene.told == [("leaving", 7, ADA)]
    assert scene.counted == sum(age <= 6 * HOUR for age in leaving.AGES)


async def test_the_week_is_summed_up_once_over_restarts(scene: Scene) -> None:
    await scene.watch.choose(ADA, NoticeKind.WEEKLY, wanted=True)
    assert await scene.watch.once() is not None
    assert scene.told == []
    scene.clock.now += weekly.following(scene.clock.time(), BERLIN) - scene.clock.time()
    await scene.watch.once()
    await scene.restart().once()
    assert [kind for kind, _, _ in scene.told] == ["weekly"]
    scene.clock.now += WEEK
    await scene.restart().once()
    assert scene.told[1][1] - scene.told[0][1] == 7


async def test_a_week_that_ended_long_ago_is_not_summed_up(scene: Scene) -> None:
    await scene.watch.choose(ADA, NoticeKind.WEEKLY, wanted=True)
    monday = weekly.following(scene.clock.time(), BERLIN)
    scene.clock.now += monday - scene.clock.time() + weekly.STALE + 1
    await scene.restart().once()
    assert scene.told == []


async def test_where_nothing_is_waited_for_it_sleeps(scene: Scene) -> None:
    scene.launch(7)
    assert await scene.watch.once() is None
    await scene.watch.choose(ADA, NoticeKind.LAUNCHED, wanted=True)
    assert await scene.watch.once() is None


async def test_each_walk_over_the_silent_ones_is_told_of_once_it_has_ended(scene: Scene) -> None:
    await scene.watch.choose(ADA, NoticeKind.CLEANED, wanted=True)
    began = int(scene.clock.time())
    scene.walk = Walk(began=began, asked=5)
    await scene.watch.once()
    assert scene.told == []
    scene.walk = replace(scene.walk, ended=began)
    await scene.watch.once()
    await scene.restart().once()
    assert scene.told == [("cleaned", began, ADA)]


async def test_what_takes_a_message_back_is_told_of_and_makes_nobody_leave(scene: Scene) -> None:
    for kind in (NoticeKind.LAUNCHED, NoticeKind.FINISHED, NoticeKind.LEAVING):
        await scene.watch.choose(ADA, kind, wanted=True)
    scene.gone = LeaversRow(unsubscribed=50, blocked=50, usual=1.0)
    scene.launch(7)
    scene.broadcasts[7] = replace(scene.broadcasts[7], kind=RunKind.RECALL)
    scene.finish(7)
    scene.clock.now += 2 * HOUR
    await scene.watch.once()
    assert scene.told == [("finished", 7, ADA), ("launched", 7, ADA)]
