"""How often the progress messages are edited, and what Telegram's answers change about it."""

import itertools
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from types import SimpleNamespace
from typing import Any, cast
from zoneinfo import ZoneInfo

from aiogram import Bot
from aiogram.client.session.base import BaseSession
from aiogram.exceptions import (
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
)
from aiogram.methods import EditMessageText, TelegramMethod

from botapi.call import Call
from broadcast.doors.doors import Doors
from broadcast.doors.forecast import Speed
from broadcast.doors.reports import FollowUp
from broadcast.model.broadcast import Broadcast, Figures
from broadcast.model.content import Content
from broadcast.model.errors import NoSuchBroadcast
from broadcast.model.events import Events
from db.admins.admins import Admins
from db.admins.progress_messages import ProgressMessage, ProgressMessages
from db.connection.database import Database
from db.schema.states import BroadcastState
from db.subscribers.store import Subscribers
from handlers.admin.progress import ProgressBoard
from handlers.admin.progress.pages import Pages
from handlers.admin.progress.refresher import EDIT_EVERY, RETRY_AFTER, SAME_AGAIN
from handlers.frame.access import Access
from handlers.language.locale import Locales
from handlers.language.texts import Texts
from runtime.supervisor import Supervisor
from tests.clocks import FastClock
from tests.conftest import TOKEN
from tests.dialogs.conftest import eventually

SPEED = 50.0
TEXT = Content(message=(Call(method="sendMessage", params={"text": "news"}),))
ADMINS = (21, 22, 23, 24, 25)
Refusal = Callable[[TelegramMethod[Any]], Exception]


class Wire(BaseSession):
    """Notes when each edit was made, and refuses as told."""

    def __init__(self, clock: FastClock) -> None:
        super().__init__()
        self._clock = clock
        self.edits: list[tuple[float, int, str]] = []
        self.refusals: list[Refusal] = []

    async def make_request(
        self, bot: Bot, method: TelegramMethod[Any], timeout: int | None = None
    ) -> Any:
        if not isinstance(method, EditMessageText):
            return True
        self.edits.append((self._clock.monotonic(), int(str(method.chat_id)), str(method.text)))
        if self.refusals:
            raise self.refusals.pop(0)(method)
        return True

    async def stream_content(self, *args: Any, **kwargs: Any) -> AsyncGenerator[bytes, None]:
        yield b""

    async def close(self) -> None:
        """Nothing is open."""


@dataclass(kw_only=True)
class Shelf:
    """Broadcasts whose figures grow with every look, as if one were being sent."""

    step: int = 1
    state: BroadcastState = BroadcastState.RUNNING
    figures: Figures = field(default_factory=lambda: Figures(total=1_000_000))
    events: Events = field(default_factory=Events)

    async def get(self, broadcast_id: int) -> Broadcast:
        if broadcast_id != 1:
            raise NoSuchBroadcast
        self.figures = replace(self.figures, sent=self.figures.sent + self.step)
        return Broadcast(
            id=1,
            state=self.state,
            title="News",
            content=TEXT.dump(),
            created_by=1,
            created_at=1,
            launched_by=1,
            launched_at=1,
            finished_at=None,
            pause_reason=None,
            pause_detail=None,
            figures=self.figures,
            run_id=1,
        )

    async def unfinished(self) -> list[Broadcast]:
        return []

    async def follow_ups(self, _broadcast_id: int) -> list[FollowUp]:
        return []

    def speed(self, broadcast: Broadcast) -> Speed:
        return Speed(rate=1.0, seconds_left=None)

    def doors(self) -> SimpleNamespace:
        """Those that a progress message looks through."""
        return SimpleNamespace(
            reports=self,
            forecast=self,
            findings=self,
            events=self.events,
            reactions=self,
            series_running=self,
        )

    async def tell_interrupted(self) -> None:
        """Nothing was being tried."""

    async def counts(self, _: int) -> tuple[()]:
        """Nobody has reacted."""
        return ()

    async def open_reasons(self, _: int) -> tuple[()]:
        """Why is not what this is about."""
        return ()

    async def news(self) -> None:
        """Nobody was told that something is being found out."""

    async def tally(self, _: int) -> tuple[()]:
        """Nothing had to be found out."""
        return ()


@dataclass(kw_only=True)
class Stand:
    wire: Wire
    shelf: Shelf
    store: ProgressMessages

    async def edited(self, times: int) -> None:
        async def enough() -> bool:
            return len(self.wire.edits) >= times

        await eventually(enough)


@asynccontextmanager
async def watching(database: Database, *admins: int, **shelf: Any) -> AsyncIterator[Stand]:
    clock = FastClock(SPEED)
    supervisor = Supervisor(clock)
    texts = Texts("en")
    stand = Stand(wire=Wire(clock), shelf=Shelf(**shelf), store=ProgressMessages(database))
    async with database.write() as connection:
        await connection.exec_driver_sql(
            "INSERT INTO broadcasts (id, title, content, created_by, created_at)"
            " VALUES (1, 'News', '{}', 1, 1)"
        )
    for chat_id in admins:
        message = ProgressMessage(broadcast_id=1, chat_id=chat_id, message_id=9)
        await stand.store.put(message)
    doors = cast("Doors", stand.shelf.doors())
    ProgressBoard(
        doors=doors,
        pages=Pages(doors, texts, clock, ZoneInfo("UTC")),
        locales=Locales(Subscribers(database), texts, clock),
        store=stand.store,
        bot=Bot(TOKEN, session=stand.wire),
        access=Access(Admins(database), owner_ids=ADMINS, clock=clock),
        clock=clock,
        supervisor=supervisor,
    ).start()
    yield stand
    await supervisor.close()


async def test_edits_are_spread(database: Database) -> None:
    async with watching(database, *ADMINS) as stand:
        await stand.edited(20)
    times = [moment for moment, _, _ in stand.wire.edits]
    assert min(b - a for a, b in itertools.pairwise(times)) >= EDIT_EVERY * 0.99
    for chat_id in ADMINS:
        own = [moment for moment, chat, _ in stand.wire.edits if chat == chat_id]
        assert len(own) >= 3  # nobody starves
        assert min(b - a for a, b in itertools.pairwise(own)) >= SAME_AGAIN * 0.99


async def test_the_same_text_is_never_sent_twice(database: Database) -> None:
    async with watching(database, ADMINS[0], step=0) as stand:
        await stand.edited(1)
        stand.shelf.figures = Figures(total=1_000_000, sent=5)
        await stand.edited(2)
        first, second = stand.wire.edits[:2]
        assert first[2] != second[2]
        assert len(stand.wire.edits) == 2


async def test_a_429_silences_the_message_that_it_was_for(database: Database) -> None:
    """One admin's chat that wants no edits once stopped the progress of all."""
    async with watching(database, *ADMINS[:2]) as stand:
        stand.wire.refusals.append(
            lambda method: TelegramRetryAfter(method=method, message="", retry_after=30)
        )
        await stand.edited(12)
    banned, slow, _ = stand.wire.edits[0]
    own = [moment for moment, chat, _ in stand.wire.edits[1:] if chat == slow]
    others = [moment for moment, chat, _ in stand.wire.edits if chat != slow]
    assert all(moment - banned >= 30 * 0.99 for moment in own)
    assert sum(moment - banned < 30 for moment in others) >= 5


async def test_a_lost_edit_is_made_later(database: Database) -> None:
    async with watching(database, ADMINS[0]) as stand:
        stand.wire.refusals.append(
            lambda method: TelegramNetworkError(method=method, message="lost")
        )
        await stand.edited(2)
    (lost, _, _), (again, _, _) = stand.wire.edits[:2]
    assert again - lost >= RETRY_AFTER * 0.99


async def test_a_message_that_nobody_can_read_is_forgotten(database: Database) -> None:
    """Where only the message is gone, another takes its place (test_progress.py)."""
    async with watching(database, *ADMINS[:2]) as stand:
        stand.wire.refusals.append(
            lambda method: TelegramForbiddenError(method=method, message="bot was blocked")
        )
        await stand.edited(3)
        gone = stand.wire.edits[0][1]
        assert [chat for _, chat, _ in stand.wire.edits].count(gone) == 1
        assert gone not in {message.chat_id for message in await stand.store.every()}


async def test_a_report_changes_until_nobody_is_in_doubt(database: Database) -> None:
    """What was cancelled is over before it is found out what became of lost answers."""
    doubts = Figures(total=3, sent=1, uncertain=2, in_doubt=2)
    async with watching(
        database, ADMINS[0], step=0, state=BroadcastState.CANCELLED, figures=doubts
    ) as stand:
        await stand.edited(1)
        stand.shelf.figures = Figures(total=3, sent=3)
        await stand.edited(2)
    before, after = [text for _, _, text in stand.wire.edits]
    assert ("being found out" in before, "being found out" in after) == (True, False)


async def test_a_report_that_stands_there_already(database: Database) -> None:
    """Written, but not noted as written, before a kill."""
    over = Figures(total=3, sent=3)
    async with watching(
        database, ADMINS[0], step=0, state=BroadcastState.FINISHED, figures=over
    ) as stand:
        stand.wire.refusals.append(
            lambda method: TelegramBadRequest(
                method=method, message="Bad Request: message is not modified: specified new"
            )
        )

        async def forgotten() -> bool:
            return not await stand.store.every()

        await eventually(forgotten)
        assert len(stand.wire.edits) == 1
