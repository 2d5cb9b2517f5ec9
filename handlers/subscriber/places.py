"""/start and /stop of groups and channels: whoever runs the place decides for it."""

from aiogram import Bot, F, Router
from aiogram.enums import ChatMemberStatus, ChatType
from aiogram.methods import SendMessage
from aiogram.types import Chat, Message
from aiogram_i18n import I18nContext

from broadcast.clock import Clock
from db.subscribers import Subscribed, Subscribers
from handlers.bots import is_by_a_bot
from handlers.text_commands import TextCommand, TextStart

GROUPS = {ChatType.GROUP, ChatType.SUPERGROUP}
RUN_THE_GROUP = {ChatMemberStatus.CREATOR, ChatMemberStatus.ADMINISTRATOR}
PERSONAL_COMMANDS = ("help", "language", "privacy")


def build_router() -> Router:
    router = Router(name="places")
    router.message.filter(F.chat.type.in_(GROUPS))
    router.message.register(on_start, TextStart())
    router.message.register(on_stop, TextCommand("stop"))
    router.message.register(on_personal, TextCommand(*PERSONAL_COMMANDS))
    # Only those who run a channel can post in it.
    router.channel_post.register(start_place, TextStart())
    router.channel_post.register(stop_place, TextCommand("stop"))
    return router


async def on_start(
    message: Message, bot: Bot, subscribers: Subscribers, i18n: I18nContext, clock: Clock
) -> SendMessage | None:
    if await _runs_the_group(message, bot):
        return await start_place(message, subscribers, i18n, clock)
    return _for_people(message, i18n.get("group-admins-only"))


async def on_stop(
    message: Message, bot: Bot, subscribers: Subscribers, i18n: I18nContext, clock: Clock
) -> SendMessage | None:
    if await _runs_the_group(message, bot):
        return await stop_place(message, subscribers, i18n, clock)
    return _for_people(message, i18n.get("group-admins-only"))


async def on_personal(message: Message, i18n: I18nContext) -> SendMessage | None:
    return _for_people(message, i18n.get("group-in-private"))


async def start_place(
    message: Message, subscribers: Subscribers, i18n: I18nContext, clock: Clock
) -> SendMessage:
    subscribed = await subscribe_place(message.chat, subscribers, int(clock.time()))
    already = subscribed is Subscribed.ALREADY
    return message.answer(i18n.get("place-already") if already else i18n.get("place-started"))


async def stop_place(
    message: Message, subscribers: Subscribers, i18n: I18nContext, clock: Clock
) -> SendMessage:
    left = await subscribers.unsubscribe(message.chat.id, int(clock.time()))
    return message.answer(i18n.get("place-stopped") if left else i18n.get("place-not-subscribed"))


async def subscribe_place(chat: Chat, subscribers: Subscribers, now: int) -> Subscribed:
    return await subscribers.subscribe(
        chat.id, kind=chat.type, first_name=chat.title or "", username=chat.username, now=now
    )


def _for_people(message: Message, text: str) -> SendMessage | None:
    """A bot that runs the group is obeyed; any other one is not even told why not."""
    return None if is_by_a_bot(message) else message.answer(text)


async def _runs_the_group(message: Message, bot: Bot) -> bool:
    """An anonymous administrator writes in the name of the group itself."""
    if message.sender_chat is not None:
        return message.sender_chat.id == message.chat.id
    if message.from_user is None:
        return False
    member = await bot.get_chat_member(message.chat.id, message.from_user.id)
    return member.status in RUN_THE_GROUP
