"""What somebody writes to the bot in private: for the team, if it is after a broadcast.

Commands are none of it, and admins write to their own bot all the time. What is not kept goes on
to where everything ends that means nothing to the bot.
"""

from aiogram import F, Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.enums import ChatType
from aiogram.methods import SendMessage
from aiogram.types import Message, MessageEntity
from aiogram_i18n import I18nContext

from broadcast.doors.doors import Doors
from broadcast.doors.inbox.incoming import Received, Wrote
from db.schema.states import Role
from handlers.frame.fallback import TALK


def build_inbox_router() -> Router:
    router = Router(name="inbox")
    router.message.register(on_talk, F.chat.type == ChatType.PRIVATE, TALK, is_for_the_team)
    router.edited_message.register(
        on_edit, F.chat.type == ChatType.PRIVATE, F.edit_date, ~F.location, is_for_the_team
    )
    return router


def is_for_the_team(message: Message, role: Role | None) -> bool:
    return role is None and not (message.text or "").startswith("/")


async def on_talk(message: Message, doors: Doors, i18n: I18nContext) -> SendMessage | None:
    received = await keep(message, doors)
    if received is Received.NOT_KEPT:
        raise SkipHandler
    return await answer_to(received, message, doors, i18n)


async def on_edit(message: Message, doors: Doors) -> None:
    """Not of places, which move, nor where nobody has edited anything: a link's preview was found
    later, say, and Telegram tells no time of it."""
    await doors.incoming.edited(message.chat.id, message.message_id)


async def keep(message: Message, doors: Doors) -> Received:
    """For the team, where it is after a broadcast."""
    quoted = message.reply_to_message
    return await doors.incoming.take(
        Wrote(
            chat_id=message.chat.id,
            message_id=message.message_id,
            album=message.media_group_id,
            quotes=0 if quoted is None else quoted.message_id,
        )
    )


async def answer_to(
    received: Received, message: Message, doors: Doors, i18n: I18nContext
) -> SendMessage | None:
    """To what was kept, or was too much."""
    if received is Received.GREETED:
        return await _greeting(message, doors, i18n)
    if received is Received.TOO_MUCH:
        return message.answer(i18n.get("inbox-too-much"))
    return None


async def _greeting(message: Message, doors: Doors, i18n: I18nContext) -> SendMessage:
    """The owners' own words for this language, else the bot's."""
    words = (await doors.settings.autoreplies()).get(i18n.locale)
    if words is None:
        return message.answer(i18n.get("inbox-kept"))
    entities = [MessageEntity.model_validate(one) for one in words.entities]
    return message.answer(words.text, entities=entities, parse_mode=None)
