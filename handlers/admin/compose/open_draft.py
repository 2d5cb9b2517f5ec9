"""The draft that is being composed: its content in the database, its preview in the chat."""

import logging
from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Self

from aiogram.exceptions import AiogramError

from botapi.call import Call
from broadcast.model.broadcast import Broadcast
from broadcast.model.content import Content
from broadcast.model.errors import CallRefused, CallUnanswered, MoveNotAllowed, NoSuchBroadcast
from db.audience.audience import Audience
from handlers.admin.compose.focus import Focus
from handlers.admin.compose.message.contents import new_content, with_known_braces
from handlers.admin.compose.message_list import Entry, MessageList
from handlers.admin.compose.patience import ask_for_patience
from handlers.admin.compose.remarks import Remarks
from handlers.admin.compose.session import DraftSession, remember
from handlers.admin.compose.traces import ChatTraces, VariantKey
from handlers.admin.context import AdminContext
from handlers.admin.dialog_data import DialogMemory
from handlers.admin.wording.leaving import leave_words

logger = logging.getLogger(__name__)


class OpenDraft:
    """The draft behind the compose dialog."""

    def __init__(self, manager: DialogMemory, traces: ChatTraces) -> None:
        self._manager = manager
        self._admin = AdminContext.at(manager)
        self._traces = traces
        self.focus = Focus(manager)
        self.remarks = Remarks(manager)

    @classmethod
    async def at(cls, manager: DialogMemory) -> Self:
        """Raises OutdatedSession, and DraftHeld when another admin has taken the draft over."""
        draft_id = DraftSession.of(manager).draft_id
        if draft_id is None:
            return cls(manager, ChatTraces())
        admin = AdminContext.at(manager)
        notes = await admin.doors.drafts.notes(draft_id, by=await admin.actor())
        return cls(manager, ChatTraces.read(notes))

    @property
    def draft_id(self) -> int:
        """Raises NoSuchBroadcast when nothing was composed yet."""
        draft_id = self._session.draft_id
        if draft_id is None:
            raise NoSuchBroadcast
        return draft_id

    @property
    def is_begun(self) -> bool:
        return self._session.draft_id is not None

    @property
    def traces(self) -> ChatTraces:
        return self._traces

    @property
    def may_launch_unseen(self) -> bool:
        """Whether the refusal may be about the admin, who takes no voice messages, say."""
        return self._traces.refused is not None and self._traces.perhaps_theirs

    @property
    def is_shown(self) -> bool:
        """Whether the preview above shows what would be sent."""
        return bool(self._traces.preview)

    async def stored(self) -> Broadcast:
        """The draft as the database has it."""
        return await self._admin.doors.reports.get(self.draft_id)

    async def content(self) -> Content:
        return Content.load((await self.stored()).content)

    async def begin(self, entry: Entry) -> None:
        """A new draft of that message. Raises ContentNotSupported, as all do that change texts."""
        content = await new_content(entry.call, self._admin)
        audience = Audience.load(self._session.audience or "{}")
        draft_id = await self._admin.doors.drafts.add(
            content, by=await self._admin.actor(), audience=audience
        )
        remember(self._manager, draft_id=draft_id)
        self._traces = replace(self._traces, sources=(entry.trace,))
        await self.show_preview(content)

    async def put(self, entry: Entry) -> None:
        """The message that the window is about, or the first; an item that an album was still
        lacking belongs where that album is. Raises as `replace_message()`."""
        if not self.is_begun:
            await self.begin(entry)
            return
        late = self.where(entry.trace.ids)
        await self.replace_message(self.focus.index if late is None else late, entry)

    def variant_of(self, content: Content) -> int:
        """The number of the one that the windows are about."""
        version, language = self.focus.variant
        return content.number_of(language, version)

    def where(self, message_ids: Collection[int]) -> int | None:
        """Which message of that variant these of the author's were made into."""
        return self._traces.where(message_ids, self.focus.variant)

    async def messages(self) -> MessageList:
        return self.messages_of(await self.content())

    def messages_of(self, content: Content) -> MessageList:
        """Of the version that the windows are about."""
        said = content.said(self.variant_of(content))
        return MessageList.of(said.message, self._traces.of(self.focus.variant))

    async def set_messages(self, messages: MessageList) -> None:
        """Buttons and options stay. What stands above shows the draft no more, until it does."""
        content = await self.content()
        content = content.with_message(messages.calls, self.variant_of(content))
        content = await with_known_braces(content, self._admin)
        self._traces = self._traces.with_sources(self.focus.variant, messages.traces)
        await self._keep(content)
        self.displace()

    async def reshape(self, content: Content, traces: ChatTraces, *, shown: VariantKey) -> None:
        """It has other variants than before; the windows turn to one of them."""
        content = await with_known_braces(content, self._admin)
        self._traces = traces
        await self._keep(content)
        self.focus.turn_to_variant(shown)
        await self.show_preview(content)

    async def _keep(self, content: Content) -> None:
        """With what the chat has to do with it."""
        await self._admin.doors.drafts.change(
            self.draft_id, content, notes=self._traces.notes(), by=await self._admin.actor()
        )

    async def replace_message(self, index: int, entry: Entry) -> None:
        """Raises SecondPoll, or IndexError where there is no such message any more."""
        await self.set_messages((await self.messages()).replaced(index, entry))
        await self.show_preview(await self.content())

    async def change(self, content: Content) -> None:
        content = await with_known_braces(content, self._admin)
        await self.save(content)
        await self.show_preview(content)

    async def take_up(self) -> None:
        """Go on with a draft that was left: owners may have changed meanwhile what stands below."""
        before = content = await self.content()
        if content.footer is not None:
            content = content.with_footer(await self._admin.doors.settings.footer())
        if content.options.unsubscribe:
            words = await leave_words(self._admin.texts, self._admin.doors.settings)
            content = content.with_leave_words(words)
        if content != before:
            await self.save(content)
        await self.show_preview(content)

    async def save(self, content: Content) -> None:
        """Change what the preview does not show."""
        await self._admin.doors.drafts.change(self.draft_id, content, by=await self._admin.actor())

    async def show_preview(self, content: Content) -> None:
        """Send what people will get, in place of the preview that was there."""
        actor, old = await self._admin.actor(), self._traces.preview
        fresh = replace(self._traces, preview=(), refused=None, perhaps_theirs=False)
        remember(self._manager, displaced=False)
        try:
            calls = await self.calls(content)
            old = (*old, *await ask_for_patience(calls, self._admin))
            shown = await self._admin.doors.previews.show(
                calls, by=actor, thread_id=self._admin.thread_id
            )
        except CallRefused as error:
            fresh = replace(
                fresh,
                refused=error.description,
                refused_at=error.place,
                perhaps_theirs=error.perhaps_theirs,
            )
            old = (*old, *error.shown)
        except CallUnanswered as error:
            logger.warning("a preview was not shown: %s", error)
            old = (*old, *error.shown)
        else:
            fresh = replace(fresh, preview=tuple(shown))
        self._traces = fresh
        await self._admin.doors.drafts.save_notes(self.draft_id, fresh.notes(), by=actor)
        await self._delete(old)

    async def calls(self, content: Content) -> tuple[Call, ...]:
        """As the preview shows it, and as a test goes out."""
        variant = self.variant_of(content)
        audience = Audience.load((await self.stored()).audience)
        return await self._admin.doors.personal.calls(content, self.focus.reader, variant, audience)

    async def put_off(self, at: int | None, *, own: bool) -> None:
        """When it is to go out, kept with it: whoever leaves it and comes back finds the time, and
        does not send it to everybody at once."""
        remember(self._manager, at=at, own=own)
        self._traces = replace(self._traces, at=at, own=own)
        await self._admin.doors.drafts.save_notes(
            self.draft_id, self._traces.notes(), by=await self._admin.actor()
        )

    def displace(self) -> None:
        """What stands above the window now must not be taken for the preview."""
        remember(self._manager, displaced=True)

    async def raise_preview(self) -> bool:
        """Show it again if something else came between; whether it was."""
        if not self.is_begun or not self._session.displaced:
            return False
        await self.show_preview(await self.content())
        return True

    async def discard(self) -> None:
        """Throw away the draft and its preview; one that was launched meanwhile goes on."""
        with suppress(MoveNotAllowed):
            await self._admin.doors.drafts.discard(self.draft_id, by=await self._admin.actor())
        await self._delete(self._traces.preview)
        DraftSession().save(self._manager)

    @property
    def _session(self) -> DraftSession:
        return DraftSession.of(self._manager)

    async def _delete(self, preview: Sequence[int]) -> None:
        """Best effort: Telegram lets nobody delete what is older than two days."""
        if not preview:
            return
        try:
            await self._admin.bot.delete_messages(self._admin.chat_id, list(preview))
        except AiogramError as error:
            logger.info("an old preview stays: %s", type(error).__name__)
