"""What handlers work with. Here stands each of it once, and bot/wiring.py makes it."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any
from zoneinfo import ZoneInfo

from broadcast.doors.bot_list import BotList
from broadcast.doors.doors import Doors
from db.admins.menus import Menus
from db.subscribers.store import Subscribers
from handlers.admin.progress import ProgressBoard
from handlers.admin.reporting.file_sender import FileSender
from handlers.admin.reporting.pictures import Pictures
from handlers.admin.telling.watch import NoticeWatch
from handlers.frame.access import Access
from handlers.groups.who_runs import WhoRuns
from handlers.joining.greeter import JoinGreeter
from handlers.language.locale import Locales
from handlers.language.texts import Texts
from handlers.outbox.deferred import DeferredReplies
from handlers.outbox.popups import Popups
from handlers.team.team import Team
from handlers.team.testers import GroupOfTesters
from runtime.clock import Clock


@dataclass(frozen=True, kw_only=True, slots=True)
class Collaborators:
    """The dispatcher hands these to every update by their names.

    A handler that wants one or two takes them as arguments; who wants many takes them all, with
    what the update is about: handlers/admin/context.py, handlers/subscriber/visit.py.
    """

    texts: Texts
    locales: Locales
    access: Access
    team: Team
    test_group: GroupOfTesters
    subscribers: Subscribers
    menus: Menus
    doors: Doors
    bot_list: BotList
    progress: ProgressBoard
    files: FileSender
    pictures: Pictures
    notices: NoticeWatch
    replies: DeferredReplies
    popups: Popups
    join_greeter: JoinGreeter
    clock: Clock
    timezone: ZoneInfo  # that moments are shown in
    type_count_above: int  # recipients from which on Confirm asks for their number; 0: never
    api_at: str | None  # where the API answers on the bot's machine; None: nowhere
    who_runs: WhoRuns

    def by_name(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in NAMES}


NAMES = tuple(field.name for field in fields(Collaborators))


def collaborators_in(data: Mapping[str, Any]) -> dict[str, Any]:
    """All of them out of an update's data, which has more in it."""
    return {name: data[name] for name in NAMES}
