"""Messages as they stand in chats; and the latest reports, which may have to change once more.

A decision about a broadcast's recipients shows in the report of every admin, and /status puts a new
report in place of the old one. That is not worth a table: after a restart an old report stays as it
is, and its buttons answer that all is decided.
"""

from collections import OrderedDict
from dataclasses import dataclass

from db.admins.progress_messages import ProgressMessage
from handlers.admin.progress.pages import Asking

NOT_SENT = 0  # the number of a message that is owed: it could not be sent yet
REMEMBERED = 100  # reports; the oldest is forgotten


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

    def keep(self, shown: Shown) -> None:
        shown.is_report = True
        self._kept[shown.key] = shown
        self._kept.move_to_end(shown.key)
        if len(self._kept) > REMEMBERED:
            self._kept.popitem(last=False)

    def find(self, key: tuple[int, int]) -> Shown | None:
        return self._kept.get(key)

    def take(self, key: tuple[int, int]) -> Shown | None:
        """The one for this broadcast in this chat; it is forgotten here."""
        return self._kept.pop(key, None)

    def take_all(self, broadcast_id: int) -> list[Shown]:
        """Those of a broadcast; they are forgotten here."""
        keys = [key for key in self._kept if key[0] == broadcast_id]
        return [self._kept.pop(key) for key in keys]
