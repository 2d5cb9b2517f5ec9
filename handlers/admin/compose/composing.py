"""A draft being composed: its content in the database, its preview in the chat, one inside step.

The dialog itself remembers only which draft it is about. What its author's chat has to do with it
(which of the messages there it was made of, and which are its preview) is noted with the draft: so
a draft is taken up again whatever became of the dialog that it was composed in.
"""

import logging
from contextlib import suppress
from enum import StrEnum
from typing import Any, Self

from aiogram.exceptions import AiogramError
from aiogram_dialog import DialogManager

from broadcast.model.content import Content
from broadcast.model.errors import CallRefused, CallUnanswered, MoveNotAllowed, NoSuchBroadcast
from handlers.admin.compose.message.source import Source
from handlers.admin.context import AdminContext
from handlers.admin.navigation import draft_to_continue

DRAFT = "draft_id"  # in the dialog's data: the draft's number
DISPLACED = "displaced"  # in the dialog's data: the preview is not right above the window any more

# Among the notes of a draft.
SOURCE = "source_id"  # the admin's message that it was made of
FACE = "face"  # what that message looked like
PREVIEW = "preview"  # the messages that show it
REFUSED = "refused"  # Telegram's words when it refused to show it
PERHAPS_THEIRS = "perhaps_theirs"  # whether these may be about the admin
LOST = "lost"  # what of that message cannot come along

logger = logging.getLogger(__name__)


class Note(StrEnum):
    """What the window says once, about what has just happened."""

    TEST_SENT = "test-sent"
    TEST_FAILED = "test-failed"
    TEST_REFUSED = "test-refused"
    TAP_REPLACE = "tap-replace"
    EDITED = "edited"
    EDIT_UNUSABLE = "edit-unusable"
    NOBODY = "nobody"
    LIVE = "live"  # people get the place where it was, not the moving
    SLASH = "slash"  # it looks like a command


class Composing:
    """The draft behind the compose dialog."""

    def __init__(self, manager: DialogManager, notes: dict[str, Any]) -> None:
        self._data: dict[str, Any] = manager.dialog_data
        self._desk = AdminContext.at(manager)
        self._notes = notes

    @classmethod
    async def at(cls, manager: DialogManager) -> Self:
        draft_id: int | None = manager.dialog_data.get(DRAFT)
        if draft_id is None:
            return cls(manager, {})
        return cls(manager, await AdminContext.at(manager).doors.drafts.notes(draft_id))

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
        return self._notes.get(REFUSED)

    @property
    def may_launch_unseen(self) -> bool:
        """Whether the refusal may be about the admin, who takes no voice messages, say."""
        return self.refused is not None and bool(self._notes.get(PERHAPS_THEIRS))

    @property
    def is_shown(self) -> bool:
        """Whether the preview above shows what would be sent."""
        return bool(self._notes.get(PREVIEW))

    async def content(self) -> Content:
        return Content.load((await self._desk.doors.reports.get(self.draft_id)).content)

    async def take(self, source: Source) -> None:
        """Make the message the draft's, keeping buttons and options of the one it replaces."""
        if self.has_draft:
            content = (await self.content()).with_message(source.calls)
            await self.keep(content)
        else:
            content = Content(message=source.calls)
            actor = await self._desk.actor()
            self._data[DRAFT] = await self._desk.doors.drafts.add(content, by=actor)
        self._notes |= {SOURCE: source.message_id, FACE: source.face, LOST: list(source.lost)}
        await self.show_preview(content)

    @property
    def lost(self) -> list[str]:
        """What of the admin's message people will not get."""
        return list(self._notes.get(LOST, ()))

    async def change(self, content: Content) -> None:
        await self.keep(content)
        await self.show_preview(content)

    async def keep(self, content: Content) -> None:
        """Change what the preview does not show."""
        await self._desk.doors.drafts.change(self.draft_id, content, by=await self._desk.actor())

    def looks_like(self, source: Source) -> bool:
        """Whether that message would make the draft what it is already."""
        return bool(self._notes.get(FACE) == source.face)

    async def show_preview(self, content: Content) -> None:
        """Send what people will get, in place of the preview that was there."""
        actor, old = await self._desk.actor(), self._notes.pop(PREVIEW, None)
        self._notes.pop(REFUSED, None)
        self._data.pop(DISPLACED, None)
        try:
            shown = await self._desk.doors.previews.show(
                content.calls(), by=actor, thread_id=self._desk.thread_id
            )
        except CallRefused as error:
            self._notes[REFUSED] = error.description
            self._notes[PERHAPS_THEIRS] = error.perhaps_theirs
        except CallUnanswered as error:
            logger.warning("a preview was not shown: %s", error)
        else:
            self._notes[PREVIEW] = shown
        await self._desk.doors.drafts.save_notes(self.draft_id, self._notes, by=actor)
        await self._delete(old)

    def displace(self) -> None:
        """Something else stands above the window now, and must not be taken for the preview."""
        self._data[DISPLACED] = True

    async def raise_preview(self) -> bool:
        """Show it again if something else came between; whether it was."""
        if not self.has_draft or not self._data.get(DISPLACED):
            return False
        await self.show_preview(await self.content())
        return True

    async def _delete(self, preview: list[int] | None) -> None:
        """Best effort: Telegram lets nobody delete what is older than two days."""
        if not preview:
            return
        try:
            await self._desk.bot.delete_messages(self._desk.chat_id, preview)
        except AiogramError as error:
            logger.info("an old preview stays: %s", type(error).__name__)

    async def discard(self) -> None:
        """Throw away the draft and its preview; one that was launched meanwhile goes on."""
        with suppress(MoveNotAllowed):
            await self._desk.doors.drafts.discard(self.draft_id, by=await self._desk.actor())
        await self._delete(self._notes.get(PREVIEW))
        self._data.clear()

    def note(self, note: Note) -> None:
        self._data["note"] = note.value

    def take_note(self) -> Note | None:
        value = self._data.pop("note", None)
        return None if value is None else Note(value)


async def on_start(start_data: dict[str, Any] | None, manager: DialogManager) -> None:
    """Called by the dialog before it shows itself: with nothing, or with a draft that was left."""
    draft_id = draft_to_continue(start_data)
    if draft_id is None:
        return
    manager.dialog_data[DRAFT] = draft_id
    composing = await Composing.at(manager)
    await composing.show_preview(await composing.content())
