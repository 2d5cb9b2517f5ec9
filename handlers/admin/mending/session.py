"""What the windows of mending remember: which broadcast, and what shall be different in it."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from botapi.call import Call
from broadcast.model.button import Rows, load_rows
from broadcast.model.content import Content
from handlers.admin.dialog_data import DialogData, DialogMemory
from handlers.admin.navigation import broadcast_to_mend


@dataclass(frozen=True, kw_only=True, slots=True)
class MendingSession(DialogData):
    """Kept are the changes and not the whole: what somebody else has corrected meanwhile stays."""

    broadcast_id: int = 0
    variant: int = 0  # of its content: which one the windows are about
    index: int = 0  # and which of that one's messages
    messages: tuple[tuple[int, int, str], ...] = ()  # variant, index, the new call as JSON
    rows: tuple[tuple[int, str], ...] = ()  # variant, the new buttons as JSON
    shown: tuple[int, ...] = ()  # message numbers of the old and the new one above the window
    looked_at: str = ""  # the content that the new one was compared with, as JSON
    told: tuple[int, ...] = ()  # broadcasts that the window said would be taken back, too
    # Said once.
    unusable: str | None = None  # the kind of a message that cannot be taken
    unusable_details: tuple[tuple[str, str], ...] = ()  # what of it is quoted, by name
    said: str | None = None  # in the admin's words

    @property
    def is_begun(self) -> bool:
        return bool(self.messages or self.rows)

    def with_message(self, call: Call) -> "MendingSession":
        """In the place that the windows are about."""
        here = (self.variant, self.index)
        others = (one for one in self.messages if one[:2] != here)
        text = json.dumps(asdict(call), ensure_ascii=False)
        return replace(self, messages=(*others, (*here, text)))

    def without_message(self, variant: int, index: int) -> "MendingSession":
        there = (variant, index)
        return replace(self, messages=tuple(one for one in self.messages if one[:2] != there))

    def with_rows(self, rows: Rows) -> "MendingSession":
        """Below the variant that the windows are about."""
        others = (one for one in self.rows if one[0] != self.variant)
        stored = [[asdict(button) for button in row] for row in rows]
        text = json.dumps(stored, ensure_ascii=False)
        return replace(self, rows=(*others, (self.variant, text)))

    def applied(self, content: Content) -> Content:
        """The content as it is to be."""
        for variant, index, text in self.messages:
            if variant in content.numbers:
                message = _replaced(content.said(variant).message, index, Call(**json.loads(text)))
                content = content.with_message(message, variant)
        for variant, text in self.rows:
            if variant in content.numbers:
                content = content.with_buttons(load_rows(json.loads(text)), variant)
        return content


def _replaced(message: Sequence[Call], index: int, call: Call) -> tuple[Call, ...]:
    return tuple(call if place == index else one for place, one in enumerate(message))


def remember(manager: DialogMemory, **changes: Any) -> MendingSession:
    session = replace(MendingSession.of(manager), **changes)
    session.save(manager)
    return session


def take_said(manager: DialogMemory) -> str:
    """What there is to say; it is not said again."""
    said = MendingSession.of(manager).said
    remember(manager, said=None)
    return said or ""


async def on_start(start_data: Any, manager: DialogMemory) -> None:
    """Called by the dialog before it shows itself."""
    MendingSession(broadcast_id=broadcast_to_mend(start_data)).save(manager)
