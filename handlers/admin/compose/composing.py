"""A draft being composed: its content in the database, its preview in the chat, one inside step.

The dialog itself remembers numbers only: which draft it is about, which of the admin's messages it
was made of, and which messages are its preview. So that a restart loses nothing.
"""

import logging
from collections.abc import Sequence
from contextlib import suppress
from enum import StrEnum
from typing import Any

from aiogram.exceptions import AiogramError
from aiogram_dialog import DialogManager

from broadcast.content import Call, Content
from broadcast.errors import CallRefused, CallUnanswered, MoveNotAllowed, NoSuchBroadcast
from handlers.admin.desk import Desk

DRAFT = "draft_id"  # in the dialog's data: the draft's number
WAITING = "waiting"  # in the dialog's data: an older draft, until this one has a message
LOST = "lost"  # in the dialog's data: what of that message cannot come along
SOURCE = "source_id"  # in the dialog's data: the admin's message that the draft was made of

logger = logging.getLogger(__name__)


class Note(StrEnum):
    """What the window says once, about what has just happened."""

    TEST_SENT = "test-sent"
    TEST_FAILED = "test-failed"
    TAP_REPLACE = "tap-replace"
    EDITED = "edited"
    EDIT_UNUSABLE = "edit-unusable"
    NOBODY = "nobody"


class Composing:
    """The draft behind the compose dialog."""

    def __init__(self, manager: DialogManager) -> None:
        self._data: dict[str, Any] = manager.dialog_data
        self._desk = Desk.at(manager)

    @property
    def draft_id(self) -> int:
        """Raises NoSuchBroadcast when nothing was composed yet."""
        draft_id: int | None = self._data.get(DRAFT)
        if draft_id is None:
            raise NoSuchBroadcast
        return draft_id

    @property
    def has_draft(self) -> bool:
        return DRAFT in self._data

    @property
    def refused(self) -> str | None:
        """Telegram's words, when it refused to show the draft."""
        return self._data.get("refused")

    @property
    def is_shown(self) -> bool:
        """Whether the preview above shows what would be sent."""
        return bool(self._data.get("preview"))

    async def content(self) -> Content:
        return Content.load((await self._desk.broadcasts.get(self.draft_id)).content)

    async def take(
        self, message: tuple[Call, ...], *, source_id: int, lost: Sequence[str] = ()
    ) -> None:
        """Make the message the draft's, keeping buttons and options of the one it replaces.

        `lost`: what of it cannot come along, see handlers/admin/compose/polls.py.
        """
        if self.has_draft:
            await self.change((await self.content()).with_message(message))
        else:
            content = Content(message=message)
            author = self._desk.user_id
            self._data[DRAFT] = await self._desk.broadcasts.draft(content, author=author)
            await self._drop_waiting()
            await self.show_preview(content)
        self._data[SOURCE] = source_id
        self._data[LOST] = list(lost)

    @property
    def lost(self) -> list[str]:
        """What of the admin's message people will not get."""
        return list(self._data.get(LOST, ()))

    @property
    def waiting(self) -> dict[str, Any] | None:
        """The draft that was open when this one was begun."""
        return self._data.get(WAITING)

    def let_wait(self, draft: dict[str, Any]) -> None:
        self._data[WAITING] = draft

    async def _drop_waiting(self) -> None:
        older = self._data.pop(WAITING, None)
        if older is not None:
            with suppress(MoveNotAllowed):
                await self._desk.broadcasts.discard(older[DRAFT])
            await self._delete(older.get("preview"))

    async def change(self, content: Content) -> None:
        await self.keep(content)
        await self.show_preview(content)

    async def keep(self, content: Content) -> None:
        """Change what the preview does not show."""
        await self._desk.broadcasts.change_draft(self.draft_id, content)

    async def show_preview(self, content: Content) -> None:
        """Send what people will get, in place of the preview that was there."""
        await self.remove_preview()
        self._data["refused"] = None
        try:
            shown = await self._desk.broadcasts.show(self._desk.chat_id, content.calls())
        except CallRefused as error:
            self._data["refused"] = error.description
        except CallUnanswered as error:
            logger.warning("a preview was not shown: %s", error)
        else:
            self._data["preview"] = shown

    async def remove_preview(self) -> None:
        """Best effort: Telegram lets nobody delete what is older than two days."""
        await self._delete(self._data.pop("preview", None))

    async def _delete(self, preview: list[int] | None) -> None:
        if not preview:
            return
        try:
            await self._desk.bot.delete_messages(self._desk.chat_id, preview)
        except AiogramError as error:
            logger.info("an old preview stays: %s", type(error).__name__)

    async def discard(self) -> None:
        """Throw away the draft and its preview; one that was launched meanwhile goes on."""
        if self.has_draft:
            with suppress(MoveNotAllowed):
                await self._desk.broadcasts.discard(self.draft_id)
        await self.remove_preview()
        self._data.clear()

    def note(self, note: Note) -> None:
        self._data["note"] = note.value

    def take_note(self) -> Note | None:
        value = self._data.pop("note", None)
        return None if value is None else Note(value)

    def carried(self) -> dict[str, Any]:
        """What another dialog needs to come back to this draft."""
        names = (DRAFT, SOURCE, LOST, "preview", "refused")
        return {name: self._data[name] for name in names if name in self._data}
