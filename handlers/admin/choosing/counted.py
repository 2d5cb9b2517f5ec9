"""How many an audience has, and why nothing can be sent to it.

A window waits a moment for its number. Where that is not enough it says that it is counted, and is
shown again when the number is there (handlers/admin/door/later.py).
"""

from dataclasses import dataclass
from functools import partial

from aiogram_dialog import DialogManager

from broadcast.doors.audience.counts import Counts
from db.audience.audience import Audience
from db.audience.conditions import Condition
from db.audience.facts import CannotAsk
from db.errors import TookTooLong
from handlers.admin.context import AdminContext
from handlers.admin.door.later import show_again_after
from handlers.admin.wording.conditions import Reader, said
from handlers.admin.wording.missing import why_not_asked

LONGEST = 3.0  # seconds in which the number may come by itself; then there is Refresh


@dataclass(frozen=True, kw_only=True, slots=True)
class Counted:
    """`cannot`: it asks about what is gone. `emptied_by`: the condition that leaves nobody."""

    people: int = 0
    unwanted: int = 0  # of them, those who do not want its topic
    emptied_by: Condition | None = None
    cannot: CannotAsk | None = None
    gave_up: bool = False  # it took too long

    def trouble(self, reader: Reader) -> str:
        """Why nothing can be sent so; empty where something can."""
        if self.cannot is not None:
            return why_not_asked(self.cannot, reader)
        if self.gave_up:
            return reader.say("choosing-too-slow")
        if self.people:
            return reader.say("choosing-all-unwanted") if self.people <= self.unwanted else ""
        if self.emptied_by is not None:
            return reader.say("choosing-emptied-by", condition=said(self.emptied_by, reader))
        return reader.say("choosing-nobody")

    def skipped(self, reader: Reader) -> str:
        """How many of them do not want the topic, where some do."""
        if not 0 < self.unwanted < self.people:
            return ""
        return reader.say("choosing-unwanted", count=self.unwanted)


async def counted_or_later(manager: DialogManager, audience: Audience) -> Counted | None:
    """None: the window is shown again when it is counted."""
    counts = AdminContext.at(manager).doors.counts
    try:
        people = await counts.count(audience)
        if people is None:
            show_again_after(manager, partial(_is_there, counts, audience))
            return None
        if not people:
            return Counted(emptied_by=await counts.emptied_by(audience))
        return Counted(people=people, unwanted=await counts.unwanted(audience))
    except CannotAsk as cannot:
        return Counted(cannot=cannot)
    except TookTooLong:
        return Counted(gave_up=True)


async def _is_there(counts: Counts, audience: Audience) -> bool:
    try:
        return await counts.count(audience, within=LONGEST) is not None
    except (CannotAsk, TookTooLong):
        return True
