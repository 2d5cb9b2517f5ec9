"""Makes files about a broadcast and sends them to the admin who asked, while the chat goes on.

A million recipients take half a minute to write and more to send. One order of an admin at a time.
"""

import logging
from dataclasses import dataclass

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError
from aiogram.types import FSInputFile

from botapi.errors import words_of
from broadcast.doors.doors import Doors
from broadcast.doors.reporting.exports import Export, ExportFailed
from broadcast.model.errors import NoSuchBroadcast, NotAllowed
from db.errors import DatabaseTrouble
from db.schema.states import DeliveryState
from handlers.frame.access import Access
from handlers.language.texts import Texts
from runtime.supervisor import Supervisor

UPLOAD_WITHIN = 900  # seconds for one file: 45 MB over a line of half a megabit

logger = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True, slots=True)
class FileOrder:
    """Who wants which recipients (None: all of them), in what chat and language."""

    user_id: int
    chat_id: int
    thread_id: int | None
    locale: str
    broadcast_id: int
    state: DeliveryState | None = None


class FileSender:
    """Carries out orders in the background."""

    def __init__(
        self, doors: Doors, texts: Texts, bot: Bot, access: Access, supervisor: Supervisor
    ) -> None:
        self._doors = doors
        self._texts = texts
        self._bot = bot
        self._access = access
        self._supervisor = supervisor
        self._busy: set[int] = set()  # with whose orders

    def take(self, order: FileOrder) -> bool:
        """False while another one of the same admin is being carried out."""
        if order.user_id in self._busy:
            return False
        self._busy.add(order.user_id)
        self._supervisor.spawn(self._carry_out(order), name="file of recipients")
        return True

    async def _carry_out(self, order: FileOrder) -> None:
        try:
            await self._make_and_send(order)
        except NotAllowed:
            logger.warning("user %d is no admin any more and gets no file", order.user_id)
        except (ExportFailed, NoSuchBroadcast, DatabaseTrouble, OSError) as error:
            logger.warning("broadcast %d: no file was made: %s", order.broadcast_id, error)
            await self._say("file-not-made", order)
        except TelegramAPIError as error:
            logger.warning(
                "broadcast %d: no file was sent: %s", order.broadcast_id, words_of(error)
            )
            await self._say("file-not-sent", order)
        finally:
            self._busy.discard(order.user_id)

    async def _make_and_send(self, order: FileOrder) -> None:
        actor = await self._access.actor(order.user_id)
        export = await self._doors.exports.recipients(order.broadcast_id, order.state, by=actor)
        try:
            for number in range(1, len(export.parts) + 1):
                await self._send(order, export, number)
        finally:
            export.remove()

    async def _send(self, order: FileOrder, export: Export, number: int) -> None:
        """The role is looked at again: writing it has taken a while. Nothing of the file but the
        piece on its way is in memory."""
        await self._access.require(order.user_id)
        part = export.parts[number - 1]
        await self._bot.send_document(
            order.chat_id,
            FSInputFile(part, filename=self._name(order, export, number)),
            caption=self._caption(order, export, number),
            message_thread_id=order.thread_id,
            disable_content_type_detection=True,
            request_timeout=UPLOAD_WITHIN,
        )
        part.unlink()

    @staticmethod
    def _name(order: FileOrder, export: Export, number: int) -> str:
        which = "recipients" if order.state is None else order.state.name.lower()
        part = f"-{number}" if len(export.parts) > 1 else ""
        return f"broadcast-{order.broadcast_id}-{which}{part}.csv.gz"

    def _caption(self, order: FileOrder, export: Export, number: int) -> str:
        said = self._texts.get(
            "file-caption",
            order.locale,
            number=str(order.broadcast_id),
            count=export.count,
        )
        lines = [said]
        if len(export.parts) > 1:
            of = {"part": str(number), "parts": str(len(export.parts))}
            lines.append(self._texts.get("file-part", order.locale, **of))
        if export.thinned and number == 1:
            lines.append(self._texts.get("recipients-thinned", order.locale))
        return "\n".join(lines)

    async def _say(self, key: str, order: FileOrder) -> None:
        try:
            await self._bot.send_message(
                order.chat_id,
                self._texts.get(key, order.locale, number=str(order.broadcast_id)),
                message_thread_id=order.thread_id,
            )
        except TelegramAPIError as error:
            logger.warning("nor could that be said: %s", words_of(error))
