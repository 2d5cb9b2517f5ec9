"""Messages as they stand in chats; and the latest reports, which may have to change once more.

A decision about a broadcast's recipients shows in the report of every admin, and /status puts a new
report in place of the old one. That is not worth a table: after a restart an old report stays as it
is, and its buttons answer that all is decided.
"""

import asyncio
import logging
from collections import OrderedDict
from dataclasses import dataclass

from db.admins.progress_messages import ProgressMessage, ProgressMessages
from db.errors import DatabaseTrouble
from handlers.admin.progress.pages import Asking

NOT_SENT = 0  # the number of a message that is owed: it could not be sent yet
REMEMBERED = 100  # reports; the oldest is forgotten

logger = logging.getLogger(__name__)


@dataclass(kw_only=True, slots=True)
class Shown:
    """A progress message as it stands in a chat."""

    message: ProgressMessage
    due_at: float  # not edited before; monotonic seconds
    text: str | None = None  # None: written by an earlier process
    asking: Asking | None = None  # a question that stands in it
    is_report: bool = False  # it has been the report already
    # Where the message could not be edited it is sent anew, once. When the new one cannot be edited
    # either, nothing is tried before the report.
    sent_anew: bool = False
    given_up: bool = False

    @property
    def key(self) -> tuple[int, int]:
        """There is one for each broadcast and chat."""
        return self.message.broadcast_id, self.message.chat_id


class Reports:
    """The latest ones."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[int, int], Shown] = OrderedDict()

    def remember(self, shown: Shown) -> None:
        shown.is_report = True
        self._kept[shown.key] = shown
        self._kept.move_to_end(shown.key)
        if len(self._kept) > REMEMBERED:
            self._kept.popitem(last=False)

    def find(self, key: tuple[int, int]) -> Shown | None:
        return self._kept.get(key)

    def pop(self, key: tuple[int, int]) -> Shown | None:
        """The one for this broadcast in this chat; it is forgotten here."""
        return self._kept.pop(key, None)

    def pop_all(self, broadcast_id: int) -> list[Shown]:
        """Those of a broadcast; they are forgotten here."""
        keys = [key for key in self._kept if key[0] == broadcast_id]
        return [self._kept.pop(key) for key in keys]


class ShownMessages:
    """All of them: those that are kept fresh, also in the database, and the latest reports."""

    def __init__(self, store: ProgressMessages) -> None:
        self._store = store
        self._fresh: dict[tuple[int, int], Shown] = {}
        self._reports = Reports()
        self._any = asyncio.Event()  # set while any is kept fresh

    async def load(self, now: float) -> None:
        """Go on with those of an earlier process; `now` is monotonic, as below."""
        for message in await self._store.every():
            self._keep_fresh(Shown(message=message, due_at=now))

    async def wait(self) -> None:
        """Until there is one to be kept fresh."""
        await self._any.wait()

    def due(self, now: float) -> list[Shown]:
        """Those that may be written again, the longest waiting first."""
        due = [shown for shown in self._fresh.values() if shown.due_at <= now]
        return sorted(due, key=lambda one: one.due_at)

    def chats(self, broadcast_id: int) -> set[int]:
        """Where this broadcast's is kept fresh."""
        return {chat_id for shown_id, chat_id in self._fresh if shown_id == broadcast_id}

    def is_current(self, shown: Shown) -> bool:
        """Whether it is kept fresh; else another one may have taken its place meanwhile."""
        return self._fresh.get(shown.key) is shown

    def find(self, broadcast_id: int, chat_id: int) -> Shown | None:
        key = broadcast_id, chat_id
        return self._fresh.get(key) or self._reports.find(key)

    def reopen(self, broadcast_id: int, now: float) -> None:
        """Its reports have to change once more."""
        for report in self._reports.pop_all(broadcast_id):
            report.due_at = now
            self._keep_fresh(report)

    def remember_report(self, shown: Shown) -> None:
        if not self.is_current(shown):
            self._reports.remember(shown)

    async def replace(self, shown: Shown, *, is_final: bool) -> Shown | None:
        """It stands in its chat now; gives the one that stood there for it before."""
        old = self._fresh.pop(shown.key, None) or self._reports.pop(shown.key)
        if is_final:
            self._reports.remember(shown)
        else:
            self._fresh[shown.key] = shown
            self._any.set()
        try:
            if not is_final:
                await self._store.put(shown.message)
            elif old is not None:
                await self._store.forget(old.message)
        except DatabaseTrouble as trouble:
            # It is kept fresh all the same; only a restart would leave it behind.
            logger.warning("a progress message was not noted: %s", trouble)
        return old

    async def save(self, shown: Shown) -> None:
        """Its number has changed. Raises DatabaseTrouble, as the next two."""
        await self._store.put(shown.message)

    async def file(self, shown: Shown) -> None:
        """It is a report now, and written."""
        self._reports.remember(shown)
        await self.forget(shown)

    async def forget(self, shown: Shown) -> None:
        if self.is_current(shown):
            del self._fresh[shown.key]
        if not self._fresh:
            self._any.clear()
        await self._store.forget(shown.message)

    def _keep_fresh(self, shown: Shown) -> None:
        """Unless one stands there already."""
        self._fresh.setdefault(shown.key, shown)
        self._any.set()
