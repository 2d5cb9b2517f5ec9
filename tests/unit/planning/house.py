"""The doors and the timer of what is planned, without an engine; time is in the hands of a test."""

from dataclasses import dataclass, field, replace
from typing import Any

from broadcast.doors.composing.drafts import Drafts
from broadcast.doors.launches import Launches
from broadcast.doors.planning.plans import Plans
from broadcast.doors.reports import Reports
from broadcast.model.broadcast import Broadcast
from broadcast.model.events import BroadcastChanged, Event, Events
from broadcast.model.options import Options
from broadcast.planning.countdowns import Countdowns
from broadcast.planning.policy import PlanningRules
from broadcast.planning.timer import PlanTimer
from db.connection.database import Database
from db.schema.states import BroadcastState
from tests.actors import editor
from tests.clocks import VirtualClock
from tests.engine.conftest import text

PLANNER = 7
HOUR = 3_600


class JumpingClock(VirtualClock):
    """Somebody sets the machine's clock."""

    offset = 0.0

    def time(self) -> float:
        return super().time() + self.offset


@dataclass
class Told:
    """What the engine would be told, and what was said."""

    events: Events
    reports: Reports
    heard: list[Event] = field(default_factory=list)
    reloads: int = 0

    def __post_init__(self) -> None:
        self.events.listen(self.heard.append)

    def tell(self, broadcast_id: int) -> None:
        self.events.say(BroadcastChanged(broadcast_id=broadcast_id))

    async def apply(self, broadcast_id: int) -> Broadcast:
        await self.reload()
        self.tell(broadcast_id)
        return await self.reports.get(broadcast_id)

    async def reload(self) -> None:
        self.reloads += 1

    def of(self, *kinds: type[Event]) -> list[Event]:
        return [event for event in self.heard if isinstance(event, kinds)]


class PlanHouse:
    """The doors and the timer of one process."""

    def __init__(self, database: Database, clock: VirtualClock, **rules: Any) -> None:
        self.database, self.clock = database, clock
        reports, events = Reports(database), Events()
        self.told = Told(events, reports)
        told: Any = self.told
        rules_ = PlanningRules(**{"owner_ids": frozenset({PLANNER}), "undo_seconds": 10, **rules})
        countdowns = Countdowns(clock)
        self.launches = Launches(database, told, clock)
        self.drafts, self.reports = Drafts(database, clock), reports
        self.plans = Plans(database, told, self.launches, countdowns, rules_, clock)
        self.timer = PlanTimer(database, countdowns, rules_, events, clock, self.told.reload)

    async def draft(
        self, words: str = "Good news", *, fields: tuple[str, ...] = (), **options: Any
    ) -> int:
        content = replace(text(words), fields=fields).with_options(Options(**options))
        return await self.drafts.add(content, by=editor(PLANNER))

    async def state(self, broadcast_id: int) -> BroadcastState:
        return (await self.reports.get(broadcast_id)).state

    def at(self, seconds: float) -> int:
        return int(self.clock.time() + seconds)

    async def passes(self, seconds: float) -> None:
        """So long, and then the timer looks as often as it wants."""
        self.clock.now += seconds
        while (await self.timer.once()) == 0:
            pass
